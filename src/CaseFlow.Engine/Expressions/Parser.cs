using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>
/// Recursive descent with precedence climbing. Nesting is limited, and so is the number of operators (a chain of them is a
/// deep tree to evaluate): no model can exhaust the stack.
/// </summary>
internal sealed partial class Parser
{
    private const int MaximumLength = 10_000;
    private const int MaximumDepth = 100;
    private const int MaximumOperators = 1_000;

    private static readonly Literal True = new(Value.True);

    private readonly Lexer lexer;
    private readonly Dialect dialect;
    private int depth;
    private int operators;
    private readonly HashSet<string> usedNames = new(StringComparer.Ordinal);
    private Dictionary<string, Value>? likes;
    private bool isHeavy;
    private bool isTemporal;

    private Parser(string text, int position, Dialect dialect, KnownNames names)
    {
        if (text.Length > MaximumLength)
        {
            throw new ExpressionSyntaxException(text[..40] + "…", 0, $"The expression has more than {MaximumLength} characters");
        }

        this.dialect = dialect;
        lexer = new Lexer(text, position, dialect, names);
    }

    /// <param name="text">One expression.</param>
    /// <param name="dialect">FEEL or JUEL.</param>
    /// <param name="names">Names that are no identifiers.</param>
    public static Parsed Parse(string text, Dialect dialect, KnownNames names)
    {
        var parser = new Parser(text, 0, dialect, names);
        var syntax = parser.Whole();
        parser.ExpectEnd();
        return parser.Made(syntax);
    }

    /// <summary>Parses what stands between <c>${</c> and <c>}</c>.</summary>
    /// <param name="text">The whole template.</param>
    /// <param name="position">Behind the opening brace.</param>
    /// <param name="end">Behind the closing brace.</param>
    public static Parsed ParsePlaceholder(string text, int position, out int end)
    {
        var parser = new Parser(text, position, Dialect.Juel, KnownNames.None);
        var syntax = parser.Whole();
        if (parser.lexer.Current != Token.CloseBrace)
        {
            throw parser.lexer.Error("A closing } is missing");
        }

        end = parser.lexer.End;
        return parser.Made(syntax);
    }

    private Parsed Made(Syntax syntax) => new(syntax, isHeavy, isTemporal) { Names = usedNames, Likes = likes };

    /// <summary>What is written beside a name tells of which kind its value is.</summary>
    private void Note(Syntax left, Syntax right)
    {
        if ((left, right) is (Name name, Literal { Value: not NullValue } literal))
        {
            (likes ??= new(StringComparer.Ordinal)).TryAdd(name.Text, literal.Value);
        }
        else if (right is Name && left is Literal)
        {
            Note(right, left);
        }
    }

    private Syntax Boolean(Syntax operand)
    {
        Note(operand, True);
        return operand;
    }

    private void ExpectEnd()
    {
        if (lexer.Current != Token.End)
        {
            throw lexer.Error("Unexpected rest");
        }
    }

    private Syntax Whole() => Nested(() => lexer.Current switch
    {
        Token.If => IfThenElse(),
        Token.For or Token.Some or Token.Every => Loop(),
        _ => Ternary(),
    });

    /// <summary>The outermost expression is level 0.</summary>
    private Syntax Nested(Func<Syntax> parse)
    {
        if (depth > MaximumDepth)
        {
            throw lexer.Error($"Nested deeper than {MaximumDepth}");
        }

        depth++;
        var syntax = parse();
        depth--;
        return syntax;
    }

    private T Counted<T>(T made) => ++operators <= MaximumOperators ? made : throw lexer.Error($"More than {MaximumOperators} operators");

    private Conditional IfThenElse()
    {
        lexer.Next();
        var condition = Whole();
        Expect(Token.Then, "then");
        var whenTrue = Whole();
        Expect(Token.Else, "else");
        return new Conditional(condition, whenTrue, Whole());
    }

    /// <summary><c>for</c>, <c>some</c> and <c>every</c>.</summary>
    private Syntax Loop()
    {
        isHeavy = true;
        var kind = lexer.Current;
        lexer.Next();
        var iterations = ImmutableArray.CreateBuilder<Iteration>();
        do
        {
            var name = ExpectName();
            Expect(Token.In, "in");
            iterations.Add(Counted(new Iteration(name, Whole(), Accept(Token.DotDot) ? Whole() : null)));
        }
        while (Accept(Token.Comma));
        if (kind == Token.For)
        {
            Expect(Token.Return, "return");
            return new For(iterations.ToImmutable(), Whole());
        }

        Expect(Token.Satisfies, "satisfies");
        return new Quantified(iterations.ToImmutable(), Whole(), isEvery: kind == Token.Every);
    }

    private Syntax Ternary()
    {
        var condition = Or();
        if (dialect != Dialect.Juel || !Accept(Token.Question))
        {
            return condition;
        }

        var whenTrue = Whole();
        Expect(Token.Colon, ":");
        return new Conditional(condition, whenTrue, Whole());
    }

    private Syntax Or()
    {
        var left = And();
        while (Accept(Token.Or))
        {
            left = Counted(new AndOr(Boolean(left), Boolean(And()), isAnd: false));
        }

        return left;
    }

    private Syntax And()
    {
        var left = Compared();
        while (Accept(Token.And))
        {
            left = Counted(new AndOr(Boolean(left), Boolean(Compared()), isAnd: true));
        }

        return left;
    }

    private Syntax Compared()
    {
        var left = Sum();
        while (true)
        {
            var token = lexer.Current;
            switch (token)
            {
                case Token.Equal or Token.NotEqual:
                    lexer.Next();
                    left = Compared(left, Sum(), (one, other) => new Equality(one, other, token == Token.NotEqual, dialect == Dialect.Juel));
                    break;
                case Token.Less or Token.LessOrEqual or Token.Greater or Token.GreaterOrEqual:
                    lexer.Next();
                    left = Compared(left, Sum(), (one, other) => new Comparison(one, other, token, dialect));
                    break;
                case Token.In:
                    lexer.Next();
                    left = Counted(new In(left, InTest()));
                    break;
                case Token.Between:
                    lexer.Next();
                    left = Counted(new In(left, Between()));
                    break;
                default:
                    return left;
            }
        }
    }

    private Syntax Compared(Syntax left, Syntax right, Func<Syntax, Syntax, Syntax> make)
    {
        Note(left, right);
        return Counted(make(left, right));
    }

    private Syntax Sum()
    {
        var left = Product();
        while (lexer.Current is Token.Plus or Token.Minus)
        {
            var token = lexer.Current;
            lexer.Next();
            left = Counted(new Arithmetic(left, Product(), token));
        }

        return left;
    }

    private Syntax Product()
    {
        var left = Unary();
        while (lexer.Current is Token.Times or Token.Divide or Token.Modulo)
        {
            var token = lexer.Current;
            lexer.Next();
            left = Counted(new Arithmetic(left, Unary(), token));
        }

        return left;
    }

    private Syntax Unary()
    {
        if (Accept(Token.Minus))
        {
            return new Negate(Nested(Unary));
        }

        if (Accept(Token.Not))
        {
            return new Not(Boolean(Nested(Unary)));
        }

        return Accept(Token.Empty) ? new Empty(Nested(Unary)) : Postfix(Primary());
    }

    private Syntax Postfix(Syntax target)
    {
        while (true)
        {
            if (Accept(Token.Dot))
            {
                var name = ExpectMember();
                target = Counted<Syntax>(lexer.Current == Token.OpenParenthesis ? Method(name, [target, .. Arguments()]) : new Property(target, name));
            }
            else if (lexer.Current == Token.OpenBracket && !EndsRange())
            {
                lexer.Next();
                var inner = Whole();
                isHeavy |= dialect != Dialect.Juel && inner is not Literal;
                target = Counted<Syntax>(dialect == Dialect.Juel ? new Index(target, inner) : new Filter(target, inner));
                Expect(Token.CloseBracket, "]");
            }
            else
            {
                return target;
            }
        }
    }

    private Syntax Primary()
    {
        switch (lexer.Current)
        {
            case Token.Number:
                return Constant(Value.Of(lexer.Number));
            case Token.Text:
                return Constant(Value.Of(lexer.Text));
            case Token.True:
                return Constant(Value.True);
            case Token.False:
                return Constant(Value.False);
            case Token.Null:
                return Constant(Value.Null);
            case Token.Name:
                return NameOrCall();
            case Token.Question when dialect == Dialect.Cell:
                lexer.Next();
                return Input(InputName);
            case Token.Dot when dialect == Dialect.Cell:
                // .startsWith("a"): the dot belongs to the input, which is not written.
                return Input(InputName);
            case Token.At:
                return TemporalLiteral();
            case Token.OpenParenthesis:
                lexer.Next();
                var inner = Whole();
                Expect(Token.CloseParenthesis, ")");
                return inner;
            case Token.OpenBracket:
                return new ListSyntax(Items(Token.CloseBracket, "]"));
            case Token.OpenBrace:
                return Map();
            default:
                throw lexer.Error("A value is missing");
        }
    }

    private Literal Constant(Value value)
    {
        lexer.Next();
        return new Literal(value);
    }

    private Syntax NameOrCall()
    {
        var name = ExpectName();
        // FEEL's function names have spaces; a variable followed by a name is never legal, so this cannot hide one.
        while (lexer.Current == Token.Name)
        {
            name += " " + ExpectName();
            if (lexer.Current is not (Token.Name or Token.OpenParenthesis))
            {
                throw lexer.Error($"An operator is missing in «{name}»");
            }
        }

        if (lexer.Current == Token.OpenParenthesis)
        {
            return Call(Function.Find(name), name, Arguments());
        }

        usedNames.Add(name);
        return inputNames.Contains(name) ? Input(name) : new Name(name);
    }

    private Call Method(string name, ImmutableArray<Syntax> arguments) =>
        Call((dialect == Dialect.Juel ? Function.FindMethod(name) : null) ?? Function.Find(name), name, arguments);

    private Call Call(Function? function, string name, ImmutableArray<Syntax> arguments)
    {
        if (function is null)
        {
            throw lexer.Error($"There is no function «{name}»");
        }

        isHeavy = true;
        isTemporal |= function.IsTemporal;
        return function.Takes(arguments.Length)
            ? new Call(function, arguments)
            : throw lexer.Error($"«{name}» takes {function.Arity} arguments, not {arguments.Length}");
    }

    private Literal TemporalLiteral()
    {
        lexer.Next();
        var value = lexer.Current == Token.Text ? TemporalValue.Parse(lexer.Text) : null;
        isTemporal = true;
        return value is null ? throw lexer.Error("@ needs a date or a duration in quotes") : Constant(value);
    }

    private ImmutableArray<Syntax> Arguments() => Items(Token.CloseParenthesis, ")");

    /// <summary>Reads a comma-separated list; the current token is the opening bracket.</summary>
    private ImmutableArray<Syntax> Items(Token close, string symbol)
    {
        lexer.Next();
        var items = ImmutableArray.CreateBuilder<Syntax>();
        if (!Accept(close))
        {
            do
            {
                items.Add(Whole());
            }
            while (Accept(Token.Comma));
            Expect(close, symbol);
        }

        return items.ToImmutable();
    }

    private MapSyntax Map()
    {
        lexer.Next();
        var entries = ImmutableArray.CreateBuilder<(string, Syntax)>();
        if (!Accept(Token.CloseBrace))
        {
            do
            {
                var name = lexer.Current is Token.Name or Token.Text ? lexer.Text : throw lexer.Error("A name is missing");
                lexer.Next();
                Expect(Token.Colon, ":");
                entries.Add((name, Whole()));
            }
            while (Accept(Token.Comma));
            Expect(Token.CloseBrace, "}");
        }

        return new MapSyntax(entries.ToImmutable());
    }

    /// <summary>Behind a dot a keyword is a name like any other.</summary>
    private string ExpectMember()
    {
        var name = lexer.IsWord ? lexer.Text : throw lexer.Error("A name is missing");
        lexer.Next();
        return name;
    }

    private string ExpectName()
    {
        var name = lexer.Current == Token.Name ? lexer.Text : throw lexer.Error("A name is missing");
        lexer.Next();
        return name;
    }

    private bool Accept(Token token)
    {
        if (lexer.Current != token)
        {
            return false;
        }

        lexer.Next();
        return true;
    }

    private void Expect(Token token, string symbol)
    {
        if (!Accept(token))
        {
            throw lexer.Error($"«{symbol}» is missing");
        }
    }
}
