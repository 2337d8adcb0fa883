using CaseFlow.Engine.Decisions;

namespace CaseFlow.Engine.Tests.Decisions;

public sealed class RequirementTests
{
    [Theory]
    [InlineData("season")]
    [InlineData("Season")]
    [InlineData("theSeason")]
    [InlineData("Season of the year")]
    public void A_required_result_is_seen_by_output_id_variable_and_name(string name)
    {
        var xml = Dmn.File(Dmn.Decision("d", Dmn.Table("UNIQUE", $"{name} | guests -> dish", "\"Winter\" | <= 8 -> \"Spareribs\"", "\"Summer\" | - -> \"Salad\""), "Season")
            + $"<decision id='Season' name='Season of the year'><variable name='theSeason'/>{Dmn.Table("FIRST", "degrees -> season", "> 20 -> \"Summer\"", "- -> \"Winter\"")}</decision>");
        Assert.Equal("\"Salad\"", Dmn.Evaluate(Dmn.Read(xml), ("degrees", 25), ("guests", 4)));
        Assert.Equal("\"Spareribs\"", Dmn.Evaluate(Dmn.Read(xml), ("degrees", 5), ("guests", 4)));
    }

    [Fact]
    public void Results_come_before_variables_of_the_same_name() => Assert.Equal(
        "3", Dmn.Evaluate(Dmn.Read(Dmn.File(Dmn.Decision("d", Dmn.Literal("a + 1"), "a") + Dmn.Decision("a", Dmn.Literal("2")))), ("a", 100)));

    [Fact]
    public void Several_outputs_and_several_rules_are_seen_by_name()
    {
        var xml = Dmn.File(
            Dmn.Decision("d", Dmn.Literal("{one: p + a.q, all: r, maps: c[1].r, absent: z}"), "a", "b", "c")
            + Dmn.Decision("a", Dmn.Table("UNIQUE", " -> p | q", " -> 1 | 2"))
            + Dmn.Decision("b", Dmn.Table("UNIQUE", " -> z | y"))
            + Dmn.Decision("c", Dmn.Table("COLLECT", " -> r | s", " -> 3 | 4", " -> 5 | 6")));
        Assert.Equal("{\"absent\":null,\"all\":[3,5],\"maps\":3,\"one\":3}", Dmn.Evaluate(Dmn.Read(xml)));
    }

    [Fact]
    public void What_is_required_further_down_is_not_seen() => Assert.Equal(
        "Decision «d»: There is no variable «b».",
        Dmn.Failure(Dmn.Read(Dmn.File(Dmn.Decision("d", Dmn.Literal("b"), "a") + Dmn.Decision("a", Dmn.Literal("b"), "b") + Dmn.Decision("b", Dmn.Literal("2"))))));

    [Fact]
    public void A_failure_names_the_decision_it_happened_in() => Assert.Equal(
        "Decision «a»: Division by zero.",
        Dmn.Failure(Dmn.Read(Dmn.File(Dmn.Decision("d", Dmn.Literal("1"), "a") + Dmn.Decision("a", Dmn.Literal("1 / 0"))))));

    /// <summary>Each level requires the one below twice over: without memory this would take 2^60 evaluations.</summary>
    [Fact]
    public void A_decision_that_several_require_is_evaluated_once()
    {
        var levels = Enumerable.Range(0, 30).Select(level =>
            Dmn.Decision($"l{level}", Dmn.Literal($"a{level} + b{level}"), $"a{level}", $"b{level}")
            + Dmn.Decision($"a{level}", Dmn.Literal($"l{level + 1}"), $"l{level + 1}") + Dmn.Decision($"b{level}", Dmn.Literal($"l{level + 1}"), $"l{level + 1}"));
        var xml = Dmn.File(string.Concat(levels) + Dmn.Decision("l30", Dmn.Literal("1")));
        Assert.Equal("1073741824", Dmn.Evaluate(Dmn.Read(xml, "l0")));
    }

    [Theory]
    [InlineData("Type of day", "Type of day + 1")]
    [InlineData("Pre-bureau risk / score", "if Pre-bureau risk / score > 5 then Pre-bureau risk / score + 1 else 0")]
    [InlineData("date and time", "date and time + 1")]
    public void Names_of_input_data_may_have_blanks(string name, string expression)
    {
        var xml = Dmn.File($"<inputData id='i' name='{name}'/><decision id='d'><informationRequirement><requiredInput href='#i'/></informationRequirement>{Dmn.Literal(expression)}</decision>");
        Assert.Equal("8", Dmn.Evaluate(Dmn.Read(xml), (name, 7)));
    }

    [Fact]
    public void The_longest_name_is_meant()
    {
        var xml = Dmn.File("<inputData id='i' name='day of'/><inputData id='j' name='day of birth'/><decision id='d'><informationRequirement><requiredInput href='#i'/></informationRequirement>"
            + $"<informationRequirement><requiredInput href='#j'/></informationRequirement>{Dmn.Literal("day of birth + day of+day")}</decision>");
        Assert.Equal("111", Dmn.Evaluate(Dmn.Read(xml), ("day of birth", 100), ("day of", 10), ("day", 1)));
    }

    [Fact]
    public void A_name_of_more_than_a_hundred_characters_is_none()
    {
        Assert.True(DecisionReader.Read(Named("a b" + new string('c', 97))).IsAccepted);
        Assert.False(DecisionReader.Read(Named("a b" + new string('c', 98))).IsAccepted);

        static string Named(string name) => Dmn.File(
            $"<inputData id='i' name='{name}'/><decision id='d'><informationRequirement><requiredInput href='#i'/></informationRequirement>{Dmn.Literal(name)}</decision>");
    }
}
