using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class BoundaryEventTests
{
    [Fact]
    public void An_interrupting_timer_ends_the_activity()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) on a -> b:user").Fire("t").IsWaitingAt("b");
        Assert.Contains(run.Effects, effect => effect is CloseWorkItem { Completed: false });
        Assert.Equal(1, run.Visits("t"));
    }

    [Fact]
    public void Completing_the_activity_disarms_its_boundary_events()
    {
        var run = Run.Start("s:start -> a:user -> b:user ; t:timer(PT1H) on a -> e:end ; m:message(paid) beside a -> e").Complete("a").IsWaitingAt("b");
        Assert.Empty(run.State.Subscriptions);
    }

    [Fact]
    public void A_timer_that_does_not_interrupt_fires_once()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) beside a -> b:user -> e").Fire("t").IsWaitingAt("a", "b");
        Assert.Empty(run.State.Subscriptions);
        run.Complete("a").IsWaitingAt("b").Complete("b").HasEnded("e");
    }

    [Fact]
    public void A_cycle_fires_as_often_as_it_says()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(R2/PT1H) beside a -> b:user -> e");
        run.Fire("t").IsWaitingAt("a", "b");
        Assert.True(Assert.Single(run.Effects.OfType<ArmTimer>()).Again);
        run.Fire("t").IsWaitingAt("a", "b", "b");
        Assert.Empty(run.Effects.OfType<ArmTimer>());
        Assert.Empty(run.State.Subscriptions);
    }

    [Fact]
    public void A_cycle_without_end_goes_on_until_the_activity_ends()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(R/PT1H) beside a -> b:task");
        for (var round = 0; round < 5; round++)
        {
            run.Fire("t").IsWaitingAt("a");
        }

        run.Complete("a").HasEnded("e");
        Assert.Equal(5, run.Visits("b"));
    }

    [Fact]
    public void An_interrupting_cycle_fires_once() =>
        Run.Start("s:start -> a:user -> e:end ; t:timer(R3/PT1H) on a -> b:user").Fire("t").IsWaitingAt("b");

    [Fact]
    public void A_message_that_does_not_interrupt_stays_armed() =>
        Run.Start("s:start -> a:user -> e:end ; m:message(note) beside a -> b:user -> e")
            .Deliver("m", ("no", 1)).Deliver("m", ("no", 2)).IsWaitingAt("a", "b", "b").Has("no", 2)
            .Complete("a").Complete("b").Complete("b").HasEnded("e");

    [Fact]
    public void A_message_that_interrupts_ends_a_sub_process_with_all_that_is_in_it()
    {
        var run = Run.Start("s:start -> p:sub { ps:start -> f:and -> a:user -> j:and -> pe:end ; f -> b:service(x) -> j ; f -> q:sub { qs:start -> t:timer(PT1H) -> qe:end } -> j } -> e:end ; m:message(withdrawn) on p -> w:user")
            .Complete("a").IsWaitingAt("b", "j", "t")
            .Deliver("m").IsWaitingAt("w");
        Assert.Contains(run.Effects, effect => effect is CancelService);
        Assert.Contains(run.Effects, effect => effect is DisarmTimer);
    }

    [Fact]
    public void Boundary_events_of_a_sub_process_live_as_long_as_it() =>
        Run.Start("s:start -> p:sub { ps:start -> a:user -> b:user -> pe:end } -> c:user ; t:timer(PT1H) beside p -> d:user")
            .Complete("a").Fire("t").IsWaitingAt("b", "d").Complete("b").IsWaitingAt("c", "d");

    [Fact]
    public void Nothing_is_armed_when_one_of_the_expressions_fails()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) on a -> e ; u:timer(${when}) on a -> e").HasIncident("a", IncidentCodes.ExpressionError);
        Assert.Empty(run.State.Subscriptions);
        Assert.DoesNotContain(run.Effects, effect => effect is OpenWorkItem);
        run.Retry("a", ("when", "PT2H")).IsWaitingAt("a");
        Assert.Equal(2, run.State.Subscriptions.Count);
    }

    [Fact]
    public void A_boundary_event_that_leads_nowhere_ends_its_token() =>
        Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) on a").Fire("t").HasEnded(null);

    [Fact]
    public void A_boundary_event_that_cannot_be_left_stops_with_an_incident() =>
        Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) on a -[x = 1]-> b:user").Fire("t").HasIncident("t", IncidentCodes.ExpressionError).IsWaitingAt("t")
            .Retry("t", ("x", 1)).IsWaitingAt("b");

    [Fact]
    public void Boundary_events_of_what_is_over_at_once_are_not_armed()
    {
        var run = Run.Start("s:start -> a:script(1) -> b:task -> c:send(x) -> d:user ; t:timer(PT1H) on a -> d ; u:timer(PT1H) on b -> d ; v:timer(PT1H) on c -> d").IsWaitingAt("d");
        Assert.DoesNotContain(run.Effects, effect => effect is ArmTimer);
    }
}
