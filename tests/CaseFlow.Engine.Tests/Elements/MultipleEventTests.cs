using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class MultipleEventTests
{
    [Fact]
    public void Any_of_the_definitions_will_do()
    {
        static Run Start() => Run.Start("s:start -> c:any(message go | signal go | timer PT1H | condition x = 1) -> e:end", ("x", 0)).IsWaitingAt("c");
        Start().Deliver("c").HasEnded("e");
        Start().Signal("c").HasEnded("e");
        Start().Fire("c").HasEnded("e");
        Start().Set(("x", 1)).HasEnded("e");
    }

    [Fact]
    public void All_of_the_definitions_must_occur_in_any_order()
    {
        var run = Run.Start("s:start -> c:all(message go | signal go | timer PT1H) -> e:end").Signal("c").IsWaitingAt("c");
        Assert.Single(run.Effects.OfType<CloseSubscription>());
        run.Refuses(new DeliverSignal(run.Subscription("c", SubscriptionKind.Signal)), RejectionCodes.NoSubscription);
        run.Fire("c").IsWaitingAt("c").Deliver("c").HasEnded("e");
    }

    [Fact]
    public void A_part_that_has_occurred_needs_no_second_signal() =>
        Run.Start("s:start -> f:and -> c:all(message go | signal go) -> e:end ; f -> a:user -> t:throw(signal go) -> b:user -> u:throw(signal go)")
            .Complete("a").IsWaitingAt("b", "c").Complete("b").IsWaitingAt("c").Deliver("c").HasEnded("e");

    [Fact]
    public void On_a_boundary_too()
    {
        Run.Start("s:start -> a:user -> e:end ; c:any(message go | error E1 | timer PT1H) on a -> b:user").Deliver("c").IsWaitingAt("b");
        Run.Start("s:start -> a:service(x) -> e:end ; c:any(message go | error E1) on a -> b:user").Fail("a", "E1").IsWaitingAt("b");
        Run.Start("s:start -> a:user -> e:end ; c:all(message go | signal go) on a -> b:user").Deliver("c").IsWaitingAt("a").Signal("c").IsWaitingAt("b");
        Run.Start("s:start -> p:sub { ps:start -> t:throw(escalation X1) -> a:user } ; c:any(message go | escalation X1) beside p -> b:user").IsWaitingAt("a", "b").Deliver("c").IsWaitingAt("a", "b", "b");
    }

    [Fact]
    public void All_beside_waits_for_all_again() =>
        Run.Start("s:start -> a:user -> e:end ; c:all(message go | signal go) beside a -> b:user")
            .Deliver("c").Signal("c").IsWaitingAt("a", "b").Signal("c").IsWaitingAt("a", "b").Deliver("c").IsWaitingAt("a", "b", "b");

    [Fact]
    public void One_that_can_never_be_met_again_is_disarmed() =>
        Assert.Empty(Run.Start("s:start -> a:user -> e:end ; c:all(message go | timer PT1H) beside a -> b:user").Deliver("c").Fire("c").IsWaitingAt("a", "b").State.Subscriptions);

    [Fact]
    public void A_cycle_goes_on_with_the_other_parts()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; c:all(message go | timer R2/PT1H) beside a -> b:user").Fire("c").Deliver("c").IsWaitingAt("a", "b").Deliver("c").IsWaitingAt("a", "b").Fire("c").IsWaitingAt("a", "b", "b");
        Assert.Empty(run.State.Subscriptions);
    }

    [Fact]
    public void A_condition_that_was_true_has_occurred() =>
        Run.Start("s:start -> c:all(message go | condition x = 1) -> e:end", ("x", 0)).Set(("x", 1)).Set(("x", 0)).IsWaitingAt("c").Deliver("c").HasEnded("e");

    [Fact]
    public void A_condition_that_still_holds_has_not_occurred_again() =>
        Run.Start("s:start -> a:user ; c:all(message go | condition x = 1) beside a -> b:user", ("x", 1))
            .Deliver("c").IsWaitingAt("a", "b").Set(("y", 1)).Deliver("c").IsWaitingAt("a", "b").Set(("x", 0)).IsWaitingAt("a", "b").Set(("x", 1)).IsWaitingAt("a", "b", "b");

    [Fact]
    public void Each_of_several_conditions_counts() =>
        Run.Start("s:start -> c:all(condition x = 1 | condition y = 1) -> e:end", ("x", 1), ("y", 0)).IsWaitingAt("c").Set(("y", 1)).HasEnded("e");

    [Fact]
    public void Behind_an_event_based_gateway() =>
        Run.Start("s:start -> g:event -> c:any(message go | signal go) -> a:user ; g -> d:all(message on | timer PT1H) -> b:user").Deliver("d").IsWaitingAt("g").Fire("d").IsWaitingAt("b");

    [Fact]
    public void An_event_sub_process_starts_with_any() =>
        Run.Start("s:start -> a:user ; v:events { vs:start(message go | signal go | error E1) -> va:user }").Signal("vs").IsWaitingAt("va");

    [Fact]
    public void What_throws_several_throws_all()
    {
        var run = Run.Start("s:start -> p:sub { ps:start -> t:throw(message one | signal two | escalation X1) -> a:user } ; b:escalation beside p -> told:user").IsWaitingAt("a", "told");
        Assert.Single(run.Effects.OfType<SendMessage>());
        Assert.Single(run.Effects.OfType<SendSignal>());
        run = Run.Start("s:start -> a:task -> e:end(message one | compensation | signal two) ; u:user undoes a").IsWaitingAt("e", "u");
        Assert.Single(run.Effects.OfType<SendSignal>());
        run.Complete("u").HasEnded("e");
    }

    [Fact]
    public void An_end_that_throws_and_terminates_ends_its_scope() =>
        Assert.Single(Run.Start("s:start -> f:and -> a:user ; f -> b:user -> e:end(message one | terminate)").Complete("b").HasEnded("e").Effects.OfType<SendMessage>());

    [Fact]
    public void Nothing_is_thrown_when_one_part_fails()
    {
        var run = Run.Start("s:start -> t:throw(message one | signal two-${no}) -> a:user").HasIncident("t", IncidentCodes.ExpressionError);
        Assert.Empty(run.Effects.OfType<SendMessage>());
        Assert.Single(run.Retry("t", ("no", 1)).IsWaitingAt("a").Effects.OfType<SendMessage>());
    }
}
