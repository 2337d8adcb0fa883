using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class TransactionTests
{
    private const string Booking = "s:start -> t:transaction { ts:start -> a:user -> b:user -> g:xor -[ok]-> te:end ; g -*-> tc:end(cancel) ; ua:user undoes a } -> e:end ; c:cancel on t -> cancelled:user";

    [Fact]
    public void One_that_is_not_cancelled_is_a_sub_process() => Run.Start(Booking).Complete("a").Complete("b", ("ok", true)).HasEnded("e");

    [Fact]
    public void Cancelled_it_is_undone_and_then_its_boundary_event_occurs() =>
        Run.Start(Booking).Complete("a").Complete("b", ("ok", false)).IsWaitingAt("tc", "ua").Complete("ua").IsWaitingAt("cancelled");

    [Fact]
    public void Nothing_to_undo_is_cancelled_at_once() =>
        Run.Start("s:start -> t:transaction { ts:start -> tc:end(cancel) } -> e:end ; c:cancel on t -> cancelled:user").IsWaitingAt("cancelled");

    [Fact]
    public void What_still_runs_in_it_ends_and_no_trigger_reaches_it_any_more()
    {
        var run = Run.Start("s:start -> t:transaction { ts:start -> f:and -> a:task -> b:user -> tc:end(cancel) ; f -> n:user ; ua:user undoes a ; v:events { vs:start(message note) beside -> va:user } } -> e:end ; c:cancel on t -> cancelled:user ; d:timer(PT1H) on t -> late:user")
            .Deliver("vs").Complete("b").IsWaitingAt("tc", "ua");
        Assert.Empty(run.State.Subscriptions);
        run.Complete("ua").IsWaitingAt("cancelled");
    }

    [Fact]
    public void Without_a_boundary_event_it_stops_with_an_incident() =>
        Run.Start("s:start -> t:transaction { ts:start -> tc:end(cancel) } -> e:end").HasIncident("t", IncidentCodes.NoOutgoingFlow);

    [Fact]
    public void Its_event_sub_process_may_cancel_it() =>
        Run.Start("s:start -> t:transaction { ts:start -> a:task -> b:user ; ua:user undoes a ; v:events { vs:start(message stop) beside -> tc:end(cancel) } } -> e:end ; c:cancel on t -> cancelled:user")
            .Deliver("vs").IsWaitingAt("tc", "ua").Complete("ua").IsWaitingAt("cancelled");

    [Fact]
    public void What_its_event_sub_process_has_completed_is_undone_too() =>
        Run.Start("s:start -> t:transaction { ts:start -> b:user ; v:events { vs:start(message stop) beside -> a:task -> tc:end(cancel) ; ua:user undoes a } } -> e:end ; c:cancel on t -> cancelled:user")
            .Deliver("vs").IsWaitingAt("tc", "ua").Complete("ua").IsWaitingAt("cancelled");

    [Fact]
    public void A_complete_one_can_be_undone_from_outside() =>
        Run.Start("s:start -> t:transaction { ts:start -> a:task ; ua:user undoes a } -> x:throw(compensation) -> z:user").IsWaitingAt("ua", "x").Complete("ua").IsWaitingAt("z");

    [Fact]
    public void A_cancelled_one_cannot() =>
        Run.Start("s:start -> t:transaction { ts:start -> a:task -> tc:end(cancel) ; ua:task undoes a } -> e:end ; c:cancel on t -> x:throw(compensation) -> z:user").IsWaitingAt("z");

    [Fact]
    public void An_error_ends_it_without_undoing() =>
        Run.Start("s:start -> t:transaction { ts:start -> a:task -> bad:end(error E1) ; ua:user undoes a } -> e:end ; b:error(E1) on t -> caught:user").IsWaitingAt("caught");

    [Fact]
    public void One_instance_that_cancels_ends_the_whole_loop() =>
        Run.Start("s:start -> t:transaction parallel(2) { ts:start -> a:task -> b:user -> tc:end(cancel) ; ua:user undoes a } -> e:end ; c:cancel on t -> cancelled:user")
            .Complete("b").IsWaitingAt("b", "tc", "ua").Complete("ua").IsWaitingAt("cancelled");

    [Fact]
    public void Inner_sub_processes_that_are_complete_are_undone_with_it() =>
        Run.Start("s:start -> t:transaction { ts:start -> p:sub { ps:start -> a:task ; ua:user undoes a } -> tc:end(cancel) } -> e:end ; c:cancel on t -> cancelled:user")
            .IsWaitingAt("tc", "ua").Complete("ua").IsWaitingAt("cancelled");
}
