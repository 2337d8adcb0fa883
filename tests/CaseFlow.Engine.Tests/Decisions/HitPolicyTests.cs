namespace CaseFlow.Engine.Tests.Decisions;

public sealed class HitPolicyTests
{
    [Theory]
    [InlineData(3, "\"low\"")]
    [InlineData(15, "\"high\"")]
    [InlineData(10, "null")]
    public void Unique_gives_the_rule_that_holds(int amount, string json) =>
        Assert.Equal(json, Dmn.Evaluate(Dmn.ReadTable("UNIQUE", "x -> level", "< 10 -> \"low\"", "> 10 -> \"high\""), ("x", amount)));

    [Fact]
    public void Unique_fails_when_two_rules_hold() => Assert.Equal(
        "Decision «d»: Rule 1 and Rule 2 hold, but the hit policy is UNIQUE.",
        Dmn.Failure(Dmn.ReadTable("UNIQUE", "x -> level", "< 10 -> 1", "< 20 -> 2"), ("x", 5)));

    [Fact]
    public void Unique_is_the_default() => Assert.Contains("UNIQUE", Dmn.Failure(
        Dmn.Read(Dmn.File(Dmn.Decision("d", Dmn.Table("UNIQUE", "x -> y", "- -> 1", "- -> 2").Replace("hitPolicy='UNIQUE'", "", StringComparison.Ordinal)))), ("x", 1)), StringComparison.Ordinal);

    [Fact]
    public void Any_gives_what_the_rules_agree_on()
    {
        var table = Dmn.ReadTable("ANY", "x -> a | b", "< 10 -> 1 | 2", "< 20 -> 1 | 2", "< 30 -> 1 | 3");
        Assert.Equal("{\"a\":1,\"b\":2}", Dmn.Evaluate(Dmn.ReadTable("ANY", "x -> a | b", "< 10 -> 1 | 2", "< 20 -> 1 | 2"), ("x", 5)));
        Assert.Equal("{\"a\":1,\"b\":3}", Dmn.Evaluate(table, ("x", 25)));
        Assert.Equal("Decision «d»: Rule 1 and Rule 3 hold with different outputs, but the hit policy is ANY.", Dmn.Failure(table, ("x", 5)));
    }

    [Fact]
    public void First_gives_the_first_rule_and_looks_no_further()
    {
        var table = Dmn.ReadTable("FIRST", "x -> y", "< 5 -> \"a\"", "< 10 -> \"b\"", "unknown -> \"c\"");
        Assert.Equal("\"a\"", Dmn.Evaluate(table, ("x", 1)));
        Assert.Equal("\"b\"", Dmn.Evaluate(table, ("x", 7)));
        Assert.Equal("Decision «d»: Rule 3, input «x»: There is no variable «unknown».", Dmn.Failure(table, ("x", 70)));
    }

    [Fact]
    public void Priority_goes_by_the_order_of_the_output_values()
    {
        var table = Dmn.ReadTable(
            "PRIORITY", "x -> decision: \"DECLINE\", \"REFER\", \"ACCEPT\" | level: \"L2\", \"L1\" | reason",
            "- -> \"ACCEPT\" | \"L1\" | \"fine\"", "> 10 -> \"REFER\" | \"L1\" | \"one\"", "> 20 -> \"REFER\" | \"L2\" | \"two\"", "> 20 -> \"REFER\" | \"L2\" | \"three\"");
        Assert.Equal("{\"decision\":\"ACCEPT\",\"level\":\"L1\",\"reason\":\"fine\"}", Dmn.Evaluate(table, ("x", 1)));
        Assert.Equal("{\"decision\":\"REFER\",\"level\":\"L1\",\"reason\":\"one\"}", Dmn.Evaluate(table, ("x", 11)));
        Assert.Equal("{\"decision\":\"REFER\",\"level\":\"L2\",\"reason\":\"two\"}", Dmn.Evaluate(table, ("x", 21)));
        Assert.Equal("null", Dmn.Evaluate(Dmn.ReadTable("PRIORITY", "x -> y: 1", "5 -> 1"), ("x", 1)));
    }

    [Fact]
    public void Output_order_gives_all_in_that_order() => Assert.Equal(
        "[\"high\",\"middle\",\"low\"]",
        Dmn.Evaluate(Dmn.ReadTable("OUTPUT ORDER", "x -> y: \"high\", \"middle\", \"low\"", "- -> \"low\"", "- -> \"high\"", "99 -> \"high\"", "- -> \"middle\""), ("x", 1)));

    [Theory]
    [InlineData("RULE ORDER")]
    [InlineData("COLLECT")]
    public void All_rules_in_the_order_of_the_table(string policy)
    {
        Assert.Equal("[2,1]", Dmn.Evaluate(Dmn.ReadTable(policy, "x -> y", "< 10 -> 2", "> 10 -> 3", "5 -> 1"), ("x", 5)));
        Assert.Equal("[{\"a\":1,\"b\":null},{\"a\":2,\"b\":3}]", Dmn.Evaluate(Dmn.ReadTable(policy, "x -> a | b", "- -> 1 |", "- -> 2 | 3"), ("x", 5)));
    }

    [Theory]
    [InlineData("COLLECT SUM", "6.5")]
    [InlineData("COLLECT MIN", "1.5")]
    [InlineData("COLLECT MAX", "5")]
    [InlineData("COLLECT COUNT", "3")]
    public void Collected_outputs_are_aggregated(string policy, string json) =>
        Assert.Equal(json, Dmn.Evaluate(Dmn.ReadTable(policy, "x -> y", "< 10 -> 5", "> 10 -> 100", "- -> 1.5", "- -> null"), ("x", 5)));

    [Fact]
    public void Texts_and_dates_have_a_least_and_a_greatest_but_no_sum()
    {
        Assert.Equal("\"2026-01-02\"", Dmn.Evaluate(Dmn.ReadTable("COLLECT MAX", "x -> y", "- -> date(\"2026-01-01\")", "- -> date(\"2026-01-02\")"), ("x", 5)));
        Assert.Equal("Decision «d»: A number is needed, not text.", Dmn.Failure(Dmn.ReadTable("COLLECT SUM", "x -> y", "- -> \"a\""), ("x", 5)));
        Assert.Equal("Decision «d»: A number cannot be compared with a text.", Dmn.Failure(Dmn.ReadTable("COLLECT MIN", "x -> y", "- -> \"a\"", "- -> 5"), ("x", 5)));
    }

    [Fact]
    public void Several_outputs_can_be_counted() => Assert.Equal("2", Dmn.Evaluate(Dmn.ReadTable("COLLECT COUNT", "x -> a | b", "- -> 1 | 2", "- -> 1 | 2"), ("x", 5)));

    [Theory]
    [InlineData("UNIQUE", "null", "\"none\"")]
    [InlineData("ANY", "null", "\"none\"")]
    [InlineData("FIRST", "null", "\"none\"")]
    [InlineData("PRIORITY", "null", "\"none\"")]
    [InlineData("RULE ORDER", "[]", "[\"none\"]")]
    [InlineData("OUTPUT ORDER", "[]", "[\"none\"]")]
    [InlineData("COLLECT", "[]", "[\"none\"]")]
    [InlineData("COLLECT SUM", "null", "\"none\"")]
    [InlineData("COLLECT COUNT", "0", "\"none\"")]
    public void When_no_rule_holds(string policy, string without, string withDefault)
    {
        var table = Dmn.Table(policy, "x -> y: \"some\", \"none\"", "> 10 -> \"some\"");
        Assert.Equal(without, Dmn.Evaluate(Dmn.Read(Dmn.File(Dmn.Decision("d", table))), ("x", 5)));
        var defaulted = table.Replace("</output>", "<defaultOutputEntry><text>\"none\"</text></defaultOutputEntry></output>", StringComparison.Ordinal);
        Assert.Equal(withDefault, Dmn.Evaluate(Dmn.Read(Dmn.File(Dmn.Decision("d", defaulted))), ("x", 5)));
    }
}
