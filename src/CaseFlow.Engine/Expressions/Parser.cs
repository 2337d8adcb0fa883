using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>
/// Recursive descent with precedence climbing. Nesting is limited, and so is the number of operators (a chain of them is a
/// deep tree to evaluate): no model can exhaust the stack.
/// </summary>
internal sealed class Parser
{
    private const int MaximumLength = 10_000;
    private const int MaximumDepth = 100;
    private const int MaximumOperators = 1_000;

    private readonly Lexer lexer;
    private readonly bool juel;
    private int depth;
    private int operators;

    private Parser(string text, int position, bool juel)
    {
        if (text.Length > MaximumLength)
        {
            throw new ExpressionSyntaxException(text[..40] + "…", 0, $"The expression has more than {MaximumLength} characters");
        }

        this.juel = juel;
        lexer = new Lexer(text, position, juel);
    }

    public static Syntax Parse(string text, bool juel)
    {
        var parser = new Parser(text, 0, juel);
        var syntax = parser.Whole();
        return parser.lexer.Current == Token.End ? syntax : throw parser.lexer.Error("Unexpected rest");
    }

    /// <summary>Parses what stands between <c>${</c> and <c>}</c>.</summary>
    /// <param name="text">The whole template.</param>
    /// <param name="position">Behind the opening brace.</param>
    /// <param name="end">Behind the closing brace.</param>
    public static Syntax ParsePlaceholder(string text, int position, out int end)
    {
        var parser = new Parser(text, position, juel: true);
        var syntax = parser.Whole();
        if (parser.lexer.Current != Token.CloseBrace)
        {
            throw parser.lexer.Error("A closing } is missing");
        }

        end = parser.lexer.End;
        return syntax;
    }

    private Syntax Whole() => Nested(() => lexer.Current == Token.If ? IfThenElse() : Ternary());

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

    private Syntax Counted(Syntax made) => ++operators <= MaximumOperators ? made : throw lexer.Error($"More than {MaximumOperators} operators");

    private Conditional IfThenElse()
    {
        lexer.Next();
        var condition = Whole();
        Expect(Token.Then, "then");
        var whenTrue = Whole();
        Expect(Token.Else, "else");
        return new Conditional(condition, whenTrue, Whole());
    }

    private Syntax Ternary()
    {
        var condition = Or();
        if (!Accept(Token.Question))
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
            left = Counted(new AndOr(left, And(), isAnd: false));
        }

        return left;
    }

    private Syntax And()
    {
        var left = Compared();
        while (Accept(Token.And))
        {
            left = Counted(new AndOr(left, Compared(), isAnd: true));
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
                    left = Counted(new Equality(left, Sum(), negated: token == Token.NotEqual));
                    break;
                case Token.Less or Token.LessOrEqual or Token.Greater or Token.GreaterOrEqual:
                    lexer.Next();
                    left = Counted(new Comparison(left, Sum(), token));
                    break;
                case Token.In:
                    lexer.Next();
                    left = Counted(new In(left, InList()));
                    break;
                default:
                    return left;
            }
        }
    }

    /// <summary>FEEL writes <c>x in (1, 2)</c>; a variable or <c>[1, 2]</c> is a list of its own.</summary>
    private Syntax InList() => lexer.Current == Token.OpenParenthesis ? new ListSyntax(Arguments()) : Sum();

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
            return new Not(Nested(Unary));
        }

        return Accept(Token.Empty) ? new Empty(Nested(Unary)) : Postfix(Primary());
    }

    private Syntax Postfix(Syntax target)
    {
        while (true)
        {
            if (Accept(Token.Dot))
            {
                var name = ExpectName();
                target = Counted(lexer.Current == Token.OpenParenthesis ? MakeCall(name, [target, .. Arguments()]) : new Property(target, name));
            }
            else if (Accept(Token.OpenBracket))
            {
                target = Counted(new Index(target, Whole(), juel));
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
        }

        if (lexer.Current == Token.OpenParenthesis)
        {
            return MakeCall(name, Arguments());
        }

        return name.Contains(' ', StringComparison.Ordinal) ? throw lexer.Error($"An operator is missing in «{name}»") : new Name(name);
    }

    private Call MakeCall(string name, ImmutableArray<Syntax> arguments)
    {
        var function = Function.Find(name) ?? throw lexer.Error($"There is no function «{name}»");
        return function.Arity == arguments.Length
            ? new Call(function, arguments)
            : throw lexer.Error($"«{name}» takes {function.Arity} arguments, not {arguments.Length}");
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
