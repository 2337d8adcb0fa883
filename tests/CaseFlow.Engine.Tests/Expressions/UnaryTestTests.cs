using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Tests.Decisions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Expressions;

/// <summary>Cells of decision tables: each with inputs (as JSON) that it takes, and others that it does not.</summary>
public sealed class UnaryTestTests
{
    private static readonly Dmn.Source Variables = new(("limit", 5), ("yes", true), ("list", new object[] { 1, 2 }), ("nothing", null), ("day", "2026-03-01"));

    [Theory]
    [InlineData("-", "1 | null | \"-\"", "")]
    [InlineData("", "1 | null", "")]
    [InlineData("5", "5 | 5.0", "6 | \"5\" | null | [6]")]
    [InlineData("-5", "-5", "5")]
    [InlineData("\"a\"", "\"a\"", "\"b\" | null | 1")]
    [InlineData("'a'", "\"a\"", "\"b\"")]
    [InlineData("true", "true", "false | null | \"true\"")]
    [InlineData("false", "false", "true | null | 1")]
    [InlineData("null", "null", "0 | \"\" | false")]
    [InlineData("limit", "5", "6")]
    [InlineData("limit + 1", "6", "5")]
    [InlineData("1, 2, 3", "1 | 3", "4 | null")]
    [InlineData("\"a\", \"b\"", "\"a\" | \"b\"", "\"a, b\"")]
    [InlineData("< 5", "4.9 | -1", "5 | 6 | null")]
    [InlineData("<= 5", "5", "5.1 | null")]
    [InlineData("> 5", "5.1", "5 | null")]
    [InlineData(">= limit", "5", "4 | null")]
    [InlineData("= 5", "5", "6 | null")]
    [InlineData("== 5", "5", "6")]
    [InlineData("!= 5", "6 | null | \"5\"", "5")]
    [InlineData("> nothing", "", "1 | null")]
    [InlineData("< 1, > 9", "0 | 10", "1 | 9 | null")]
    [InlineData("\"b\", > \"x\"", "\"b\" | \"y\"", "\"a\" | \"x\"")]
    [InlineData("[1..5]", "1 | 3 | 5", "0 | 5.1 | null")]
    [InlineData("]1..5]", "1.1 | 5", "1")]
    [InlineData("(1..5]", "1.1 | 5", "1")]
    [InlineData("[1..5[", "1 | 4.9", "5")]
    [InlineData("[1..5)", "1 | 4.9", "5")]
    [InlineData("(1..5)", "1.1 | 4.9", "1 | 5")]
    [InlineData("]1..5[", "1.1 | 4.9", "1 | 5")]
    [InlineData("[limit - 1..limit * 2]", "4 | 10", "3 | 11")]
    [InlineData("[-5..-1]", "-5 | -1", "0 | -6")]
    [InlineData("[(1)..count([1, 2])]", "1 | 2", "0 | 3")]
    [InlineData("[\"a\"..\"c\"]", "\"a\" | \"bb\"", "\"d\"")]
    [InlineData("[nothing..5]", "", "1")]
    [InlineData("[1..2], [4..5], 9", "1 | 4 | 9", "3")]
    [InlineData("]1..2[, ]4..5[", "1.5 | 4.5", "1 | 3")]
    [InlineData("not(1)", "2 | null", "1")]
    [InlineData("not(1, 2)", "3", "1 | 2")]
    [InlineData("not(< 5)", "5 | null", "4")]
    [InlineData("not([1..5])", "0 | 6", "1 | 5")]
    [InlineData("not(]1..5[)", "1 | 5", "2")]
    [InlineData("not((1..5])", "1 | 6", "2 | 5")]
    [InlineData("not(\"a\", > \"x\")", "\"b\"", "\"a\" | \"y\"")]
    [InlineData("not(null)", "1", "null")]
    [InlineData("not(?)", "false", "true")]
    [InlineData("not(? > 5) and yes", "1", "6")]
    [InlineData("? > 5 and ? < limit * 2", "6 | 9", "5 | 10 | null")]
    [InlineData("? = 1 or ? = null", "1 | null", "2")]
    [InlineData("? != null", "1", "null")]
    [InlineData("contains(?, \"ex\")", "\"text\"", "\"tet\"")]
    [InlineData(".contains('ex')", "\"text\"", "\"tet\"")]
    [InlineData(".a.b = 2", "{\"a\":{\"b\":2}}", "{\"a\":{\"b\":3}}")]
    [InlineData("list contains(?, 3)", "[1,2,3]", "[1] | []")]
    [InlineData("count(?) > 2, null", "[1,2,3]", "[1]")]
    [InlineData("cellInput > 5", "6", "5")]
    [InlineData("named > 5", "6", "5")]
    [InlineData("list", "1 | 2 | [1,2]", "3 | [1]")]
    [InlineData("[1, 2]", "1 | [1,2]", "3")]
    [InlineData("[]", "[]", "1")]
    [InlineData("(limit)", "5", "6")]
    [InlineData("(limit + 1) * 2", "12", "6")]
    [InlineData("limit > 3", "1 | \"a\" | null | true", "false")]
    [InlineData("limit > 9", "false", "1 | \"a\" | null | true")]
    [InlineData("if yes then 1 else 2", "1", "2")]
    [InlineData("? in [1..5]", "1 | 5", "6 | null")]
    [InlineData("? in (1, > 9)", "1 | 10", "2")]
    [InlineData("? between 2 and 4", "2 | 4", "1 | 5 | null")]
    [InlineData("some x in ? satisfies x > 5", "[1,6]", "[1] | []")]
    [InlineData("every x in ? satisfies x > 5", "[6] | []", "[1,6]")]
    [InlineData("count(?[item > 5]) = 1", "[1,6]", "[6,7] | []")]
    [InlineData("date(\"2026-03-01\")", "\"2026-03-01\" | \"2026-03-01T00:00:00Z\"", "\"2026-03-02\" | \"no date\" | 1 | null")]
    [InlineData("< date(\"2026-03-01\")", "\"2026-02-28\" | \"2026-02-28T23:59:59Z\" | \"2026-03-01T04:59:00+05:00\" | \"0999-12-31\"", "\"2026-03-01\" | \"10000\" | null", "the last is no date, and fails")]
    [InlineData("> date(day)", "\"2026-03-02\"", "\"2026-03-01\"")]
    [InlineData("[date(\"2026-01-01\")..date(\"2026-12-31\")]", "\"2026-05-05\"", "\"2027-01-01\"")]
    [InlineData("<= date and time(\"2014-11-30T12:00:00\")", "\"2014-11-30T12:00:00\" | \"2014-11-30\"", "\"2014-11-30T12:00:01\"")]
    [InlineData("> @\"2026-03-01\"", "\"2026-03-02\"", "\"2026-03-01\"")]
    [InlineData("date(?).month = 3", "\"2026-03-09\"", "\"2026-04-09\"")]
    [InlineData("> duration(\"PT36H\")", "\"P2D\" | \"PT37H\" | \"P1W\"", "\"P1D\" | \"PT36H\" | null")]
    [InlineData("[duration(\"P1M\")..duration(\"P1Y\")]", "\"P12M\" | \"P1M\"", "\"P13M\"")]
    [InlineData("${cellInput > 5}", "6", "5")]
    [InlineData("${limit}", "5 | \"5\"", "6")]
    [InlineData("order-${limit}", "\"order-5\"", "\"order-6\"")]
    public void A_cell(string cell, string taken, string refused, string? remark = null)
    {
        var test = Parser.ParseCell(cell, KnownNames.None, ["cellInput", "named"]);
        Assert.All(Inputs(taken), input => Assert.True(Accepts(test, input), input));
        Assert.All(Inputs(refused).Where(input => remark is null || !Fails(test, input)), input => Assert.False(Accepts(test, input), input));
    }

    [Theory]
    [InlineData("< 5", "\"a\"", "A text cannot be compared with a number.")]
    [InlineData("< \"a\"", "5", "A number cannot be compared with a text.")]
    [InlineData("[1..5]", "true", "A boolean cannot be compared with a number.")]
    [InlineData("< date(\"2026-03-01\")", "\"soon\"", "A text cannot be compared with a date.")]
    [InlineData("> duration(\"P30D\")", "\"P1M\"", "A text cannot be compared with a duration.")]
    [InlineData("unknown", "5", "There is no variable «unknown».")]
    [InlineData("? + 1", "5", "The test gives number, not boolean.")]
    [InlineData("contains(?, \"a\")", "null", "A text is needed, not null.")]
    public void Failures(string cell, string input, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<EvaluationException>(() => Accepts(Parser.ParseCell(cell, KnownNames.None, []), input)).Message);

    [Theory]
    [InlineData("<")]
    [InlineData("1,")]
    [InlineData(", 1")]
    [InlineData("[1..")]
    [InlineData("[1..5")]
    [InlineData("[1..5}")]
    [InlineData("]1, 5[")]
    [InlineData("not(")]
    [InlineData("not(1")]
    [InlineData("1 2")]
    [InlineData("? ? 1 : 2")]
    [InlineData("- -")]
    [InlineData("a b")]
    [InlineData("@\"soon\"")]
    [InlineData("@5")]
    [InlineData("for x in ?")]
    [InlineData("some x in ? return x")]
    [InlineData("for 1 in ? return x")]
    [InlineData("? between 1")]
    [InlineData("${")]
    public void Syntax_errors(string cell) => Assert.Throws<ExpressionSyntaxException>(() => Parser.ParseCell(cell, KnownNames.None, []));

    [Theory]
    [InlineData("not(", ")")]
    [InlineData("x in (", ")")]
    [InlineData("x in [x in ", "..2]")]
    [InlineData("(", "")]
    [InlineData("[", "..")]
    public void Deep_cells_are_read_or_refused_at_once(string before, string after)
    {
        var depth = 9_000 / (before.Length + after.Length);
        Assert.Throws<ExpressionSyntaxException>(() => Parser.ParseCell(
            string.Concat(Enumerable.Repeat(before, depth)) + "1" + string.Concat(Enumerable.Repeat(after, depth)), KnownNames.None, []));
    }

    private static IEnumerable<string> Inputs(string texts) => texts.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool Accepts(Test test, string json)
    {
        var input = ValueJson.Read(json);
        var scope = new LocalScope(Variables, new Work()).With("?", input).With("cellInput", input).With("named", input);
        return test.Accepts(input, scope);
    }

    private static bool Fails(Test test, string json)
    {
        try
        {
            Accepts(test, json);
            return false;
        }
        catch (EvaluationException)
        {
            return true;
        }
    }
}
