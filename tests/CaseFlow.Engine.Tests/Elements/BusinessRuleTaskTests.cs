using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Decisions;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class BusinessRuleTaskTests
{
    private const string Process = "s:start -> r:rule(d; price) -> a:user ; t:timer(PT1H) on r -> a";

    private static readonly Decision Price = Dmn.ReadTable("UNIQUE", "age -> price", "< 18 -> 5", ">= 18 -> 10");

    [Fact]
    public void A_decision_is_taken_within_the_step()
    {
        var run = Run.StartWith(Price, Process, ("age", 17)).IsWaitingAt("a").Has("price", 5);
        Assert.DoesNotContain(run.Effects, effect => effect is ArmTimer);
    }

    [Fact]
    public void A_decision_that_does_not_exist_is_an_incident_until_its_name_is_mended() =>
        Run.StartWith(Price, "s:start -> r:rule(${which}; price) -> a:user", ("which", "none"), ("age", 20)).HasIncident("r", IncidentCodes.NotFound).IsWaitingAt("r")
            .Retry("r").HasIncident("r", IncidentCodes.NotFound).Retry("r", ("which", "d")).HasNoIncident().IsWaitingAt("a").Has("price", 10);

    [Fact]
    public void One_that_fails_is_an_incident_and_is_taken_again() =>
        Run.StartWith(Price, Process).HasIncident("r", IncidentCodes.ExpressionError).IsWaitingAt("r").Retry("r", ("age", 18)).IsWaitingAt("a").Has("price", 10);

    [Fact]
    public void Without_a_decision_it_passes() => Run.Start("s:start -> r:rule -> a:user").IsWaitingAt("a");

    [Fact]
    public void With_a_handler_it_is_a_service_task() => Run.Start("s:start -> r:rule with(handler = h) -> a:user").IsWaitingAt("r").Answer("r", ("x", 1)).IsWaitingAt("a").Has("x", 1);

    [Fact]
    public void Its_result_is_dropped_when_no_variable_takes_it() => Run.StartWith(Price, "s:start -> r:rule(d) -> a:user", ("age", 1)).IsWaitingAt("a").Sees("a", "price", null);

    [Theory]
    [InlineData("singleEntry", "5")]
    [InlineData("singleResult", "{\"price\":5}")]
    [InlineData("collectEntries", "[5]")]
    [InlineData("resultList", "[{\"price\":5}]")]
    public void The_result_takes_the_shape_that_is_asked_for(string shape, string json)
    {
        var run = Run.StartWith(Price, $"s:start -> r:rule(d; price) with(decisionResult = {shape}) -> a:user", ("age", 1));
        Assert.Equal(json, ValueJson.Write(run.State.Root!.Variables!["price"]));
    }

    [Fact]
    public void Several_rules_where_one_is_wanted_are_an_incident() =>
        Run.StartWith(Dmn.ReadTable("COLLECT", "age -> price", "< 18 -> 5", "< 20 -> 10"), "s:start -> r:rule(d; price) with(decisionResult = singleEntry) -> a:user", ("age", 1))
            .HasIncident("r", IncidentCodes.ExpressionError);

    [Theory]
    [InlineData("singleEntry")]
    [InlineData("collectEntries")]
    public void Several_outputs_where_one_is_wanted_are_an_incident(string shape) =>
        Run.StartWith(Dmn.ReadTable("UNIQUE", "age -> price | text", "< 18 -> 5 | \"low\""), $"s:start -> r:rule(d; price) with(decisionResult = {shape}) -> a:user", ("age", 1))
            .HasIncident("r", IncidentCodes.ExpressionError);

    [Fact]
    public void Each_instance_of_a_loop_decides_for_itself() =>
        Run.StartWith(Price, "s:start -> r:rule(d; price) with(out prices = prices + price) sequential(age in ages) -> a:user", ("ages", new object[] { 1, 20 }), ("prices", 0)).IsWaitingAt("a").Has("prices", 15);
}
