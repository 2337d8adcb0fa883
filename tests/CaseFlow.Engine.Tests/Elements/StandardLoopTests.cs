using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

/// <summary>Standard loops (BPMN 2.0.2, 13.3.6).</summary>
public sealed class StandardLoopTests
{
    [Fact]
    public void Tested_after_it_runs_once_and_again_while_the_condition_is_true() =>
        Run.Start("s:start -> a:user repeat(more) -> e:end", ("more", false))
            .IsWaitingAt("a").Complete("a", ("more", true)).IsWaitingAt("a").Complete("a", ("more", false)).HasEnded("e");

    [Fact]
    public void Tested_before_it_may_not_run_at_all()
    {
        Run.Start("s:start -> a:user while(more) -> b:user", ("more", false)).IsWaitingAt("b");
        Run.Start("s:start -> a:user while(more) -> b:user", ("more", true)).Complete("a").IsWaitingAt("a").Complete("a", ("more", false)).IsWaitingAt("b");
    }

    [Theory]
    [InlineData("repeat(true; max 2)", 2)]
    [InlineData("while(true; max 2)", 2)]
    [InlineData("repeat(max 3)", 3)]
    [InlineData("while(max 1)", 1)]
    [InlineData("repeat(max 0)", 0)]
    [InlineData("while(loopCounter < 2)", 2)]
    [InlineData("repeat(loopCounter < 2)", 3)]
    public void It_runs_so_often(string loop, int times)
    {
        var run = Run.Start($"s:start -> a:feel(n = n + 1) {loop} -> e:end", ("n", 0)).HasEnded("e");
        run.Has("n", times);
    }

    [Fact]
    public void Its_counter_begins_at_0() => Run.Start("s:start -> a:user repeat(max 2)").Sees("a", "loopCounter", 0).Complete("a").Sees("a", "loopCounter", 1);

    [Fact]
    public void A_condition_that_fails_is_an_incident_before_and_after()
    {
        Run.Start("s:start -> a:user while(more) -> e:end").HasIncident("a", IncidentCodes.ExpressionError).Retry("a", ("more", true)).IsWaitingAt("a");
        Run.Start("s:start -> a:user repeat(more) -> e:end").Complete("a").HasIncident("a", IncidentCodes.ExpressionError).Retry("a", ("more", false)).HasEnded("e");
    }

    [Fact]
    public void Boundary_events_belong_to_the_whole()
    {
        var run = Run.Start("s:start -> a:user repeat(max 2) -> e:end ; t:timer(PT1H) on a -> late:user").Complete("a");
        Assert.Empty(run.Effects.OfType<ArmTimer>());
        run.Fire("t").IsWaitingAt("late");
    }

    [Fact]
    public void A_sub_process_loops_with_all_that_is_in_it() =>
        Run.Start("s:start -> p:sub repeat(max 2) { d:data ; ps:start -> f:and -> a:user ; f -> b:user } -> e:end")
            .Complete("a", ("d", 1)).Complete("b").IsWaitingAt("a", "b").Sees("a", "d", Engine.Values.Value.Null).Complete("a").Complete("b").HasEnded("e");

    [Fact]
    public void An_endless_one_is_an_incident() =>
        Assert.Equal(IncidentCodes.StepLimit, Assert.Single(Run.Start("s:start -> a:task repeat(true) -> e:end", new StepOptions(100), null).State.Incidents.Values).Code);
}
