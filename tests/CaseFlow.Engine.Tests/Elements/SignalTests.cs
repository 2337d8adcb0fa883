using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class SignalTests
{
    [Fact]
    public void It_reaches_every_catch_of_the_instance_within_the_step_and_leaves_it() =>
        Assert.Equal(
            "go",
            Assert.Single(Run.Start("s:start -> f:and -> c:signal(go) -> a:user ; f -> b:user -> t:throw(signal go) -> d:user ; f -> n:signal(other) ; x:signal(go) beside b -> y:user")
                .IsWaitingAt("b", "c", "n").Complete("b").IsWaitingAt("a", "d", "n").Effects.OfType<SendSignal>()).Name);

    [Fact]
    public void Nobody_need_hear_it() => Run.Start("s:start -> t:throw(signal go) -> e:end(signal on)").HasEnded("e");

    [Fact]
    public void It_comes_from_outside_too() => Run.Start("s:start -> c:signal(go) -> e:end").Signal("c", ("x", 1)).HasEnded("e").Has("x", 1);

    [Fact]
    public void A_subscription_that_the_same_broadcast_has_removed_gets_nothing() =>
        Run.Start("s:start -> f:and -> p:sub { ps:start -> c:signal(go) -> wrong:user } -> n:end ; f -> b:task -> t:throw(signal go) -> d:user ; x:signal(go) on p -> y:user").IsWaitingAt("d", "y");

    [Fact]
    public void One_that_is_armed_by_the_broadcast_itself_waits_for_the_next() =>
        Run.Start("s:start -> f:and -> c:signal(go) -> again:signal(go) -> a:user ; f -> b:user -> t:throw(signal go) -> d:user -> t2:throw(signal go)").Complete("b").IsWaitingAt("again", "d").Complete("d").IsWaitingAt("a");

    [Fact]
    public void It_goes_through_calls_both_ways() =>
        Run.Start("s:start -> f:and -> c:call(child) -> n:end ; f -> o:signal(up) -> a:user ; child:process { cs:start -> cf:and -> b:user -> t:throw(signal up) ; cf -> w:signal(up) -> ca:user }").Complete("b").IsWaitingAt("a", "ca");

    [Fact]
    public void Its_name_may_be_an_expression() => Run.Start("s:start -> f:and -> c:signal(go-${no}) -> a:user ; f -> b:task -> t:throw(signal go-${no}) -> d:user", ("no", 1)).IsWaitingAt("a", "d");

    [Fact]
    public void A_name_that_cannot_be_evaluated_is_an_incident_and_nothing_is_thrown()
    {
        var run = Run.Start("s:start -> t:throw(signal go-${no}) -> a:user").HasIncident("t", IncidentCodes.ExpressionError);
        Assert.Empty(run.Effects.OfType<SendSignal>());
        Assert.Equal("go-1", Assert.Single(run.Retry("t", ("no", 1)).IsWaitingAt("a").Effects.OfType<SendSignal>()).Name);
        Run.Start("s:start -> c:signal(go-${no}) -> a:user").HasIncident("c", IncidentCodes.ExpressionError).Retry("c", ("no", 1)).Signal("c").IsWaitingAt("a");
    }

    [Fact]
    public void A_thrower_that_its_own_signal_ends_goes_no_further() =>
        Run.Start("s:start -> p:sub { ps:start -> t:throw(signal go) -> wrong:user } -> e:end ; x:signal(go) on p -> y:user").IsWaitingAt("y");

    [Fact]
    public void Unknown_subscriptions_are_refused()
    {
        var run = Run.Start("s:start -> f:and -> c:signal(go) ; f -> m:message(go)");
        run.Refuses(new DeliverSignal(99), RejectionCodes.NoSubscription).Refuses(new DeliverSignal(run.Subscription("m", SubscriptionKind.Message)), RejectionCodes.NoSubscription);
    }
}
