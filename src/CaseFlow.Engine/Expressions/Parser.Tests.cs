using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>Unary tests: cells of decision tables, and what stands behind <c>in</c>.</summary>
internal sealed partial class Parser
{
    /// <summary>The column's input, in a cell.</summary>
    public const string InputName = "?";

    private IReadOnlyList<string> inputNames = [];
    private bool usesInput;

    /// <param name="text">A cell.</param>
    /// <param name="names">Names that are no identifiers.</param>
    /// <param name="inputNames">Names that stand for the input, as <c>?</c> does.</param>
    public static Test ParseCell(string text, KnownNames names, IReadOnlyList<string> inputNames)
    {
        if (text.Trim() is "" or "-")
        {
            return AnythingTest.Instance;
        }

        if (Expression.HasPlaceholder(text))
        {
            return new TemplateTest(Expression.Parse(text));
        }

        return Negation(text, names, inputNames) ?? Whole(new Parser(text, 0, Dialect.Cell, names) { inputNames = inputNames });

        static Test Whole(Parser parser)
        {
            var tests = parser.Tests();
            parser.ExpectEnd();
            return tests;
        }
    }

    /// <summary>A cell in another engine's language: a condition.</summary>
    public static Test ParseJuelCell(string text)
    {
        if (text.Trim() is "" or "-")
        {
            return AnythingTest.Instance;
        }

        return new TemplateTest(Expression.Parse(text, Dialect.Juel, KnownNames.None));
    }

    /// <summary>Values that hang on nothing, in their order: <c>"HIGH", "LOW"</c>.</summary>
    public static IReadOnlyList<Value> ParseLiterals(string text)
    {
        var parser = new Parser(text, 0, Dialect.Feel, KnownNames.None);
        var values = new List<Value>();
        do
        {
            values.Add(parser.Constant());
        }
        while (parser.Accept(Token.Comma));
        parser.ExpectEnd();
        return values;
    }

    /// <summary>The test, if the cell is <c>not(…)</c> and nothing else: <c>not(?) and b</c> is an expression.</summary>
    private static NotTest? Negation(string text, KnownNames names, IReadOnlyList<string> inputNames)
    {
        var parser = new Parser(text, 0, Dialect.Cell, names) { inputNames = inputNames };
        if (!parser.Accept(Token.Not) || !parser.Accept(Token.OpenParenthesis))
        {
            return null;
        }

        try
        {
            var tests = parser.Tests();
            parser.Expect(Token.CloseParenthesis, ")");
            return parser.lexer.Current == Token.End ? new NotTest(tests) : null;
        }
        catch (ExpressionSyntaxException)
        {
            return null;
        }
    }

    private Value Constant()
    {
        try
        {
            return Whole().Evaluate(new LocalScope(new NoVariables(), new Work()));
        }
        catch (EvaluationException)
        {
            throw lexer.Error("A literal is needed");
        }
    }

    private Name Input(string name)
    {
        usesInput = true;
        return new Name(name);
    }

    private Test Tests()
    {
        var tests = ImmutableArray.CreateBuilder<Test>();
        do
        {
            tests.Add(OneTest());
        }
        while (Accept(Token.Comma));
        return tests.Count == 1 ? tests[0] : new AnyTest(tests.ToImmutable());
    }

    private Test OneTest()
    {
        if (ComparisonOrRange() is { } test)
        {
            return test;
        }

        usesInput = false;
        var value = Whole();
        return usesInput ? new ConditionTest(value) : new ValueTest(value, orTrue: value is not Literal);
    }

    /// <summary>Behind <c>in</c>: a test, a list, or several of either in parentheses.</summary>
    private Test InTest()
    {
        if (ComparisonOrRange() is { } test)
        {
            return test;
        }

        if (!Accept(Token.OpenParenthesis))
        {
            return new ValueTest(Sum(), orTrue: false);
        }

        var tests = ImmutableArray.CreateBuilder<Test>();
        do
        {
            tests.Add(ComparisonOrRange() ?? new ValueTest(Whole(), orTrue: false));
        }
        while (Accept(Token.Comma));
        Expect(Token.CloseParenthesis, ")");
        return new AnyTest(tests.ToImmutable());
    }

    private Test? ComparisonOrRange()
    {
        var token = lexer.Current;
        if (token is Token.Less or Token.LessOrEqual or Token.Greater or Token.GreaterOrEqual or Token.Equal or Token.NotEqual)
        {
            lexer.Next();
            return Counted(new ComparisonTest(token, Sum()));
        }

        return IsRange() ? Counted(Range()) : null;
    }

    private RangeTest Range()
    {
        var withLow = lexer.Current == Token.OpenBracket;
        lexer.Next();
        var low = Sum();
        Expect(Token.DotDot, "..");
        var high = Sum();
        var withHigh = lexer.Current == Token.CloseBracket;
        if (!withHigh && lexer.Current is not (Token.OpenBracket or Token.CloseParenthesis))
        {
            throw lexer.Error("«]» is missing");
        }

        lexer.Next();
        return new RangeTest(low, withLow, high, withHigh);
    }

    /// <summary>Whether the bracket is the open end of a range, <c>]1..5[</c>, as nothing stands in it.</summary>
    private bool EndsRange()
    {
        var ahead = lexer.Fork();
        ahead.Next();
        return ahead.Current is Token.End or Token.Comma or Token.CloseParenthesis or Token.And or Token.Or;
    }

    private RangeTest Between()
    {
        var low = Sum();
        Expect(Token.And, "and");
        return new RangeTest(low, true, Sum(), true);
    }

    /// <summary>Whether the current bracket opens a range: two dots stand in it, outside all further brackets.</summary>
    private bool IsRange()
    {
        if (lexer.Current is not (Token.OpenBracket or Token.OpenParenthesis))
        {
            return lexer.Current == Token.CloseBracket;
        }

        var ahead = lexer.Fork();
        var level = 0;
        do
        {
            level += ahead.Current switch
            {
                Token.OpenParenthesis or Token.OpenBracket or Token.OpenBrace => 1,
                Token.CloseParenthesis or Token.CloseBracket or Token.CloseBrace => -1,
                _ => 0,
            };
            if (level == 1 && ahead.Current == Token.DotDot)
            {
                return true;
            }

            ahead.Next();
        }
        while (level is > 0 and <= MaximumDepth && ahead.Current != Token.End);
        return false;
    }

    private sealed class NoVariables : IVariableSource
    {
        public Value? Find(string name) => null;
    }
}
