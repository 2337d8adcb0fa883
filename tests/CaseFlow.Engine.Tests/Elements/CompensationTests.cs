using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class CompensationTests
{
    [Fact]
    public void What_is_complete_is_undone_and_the_throw_waits() =>
        Run.Start("s:start -> a:user -> x:throw(compensation) -> b:user ; u:user undoes a").Complete("a").IsWaitingAt("u", "x").Complete("u").IsWaitingAt("b");

    [Fact]
    public void What_is_not_complete_is_not() =>
        Run.Start("s:start -> f:and -> a:user ; f -> b:user -> x:throw(compensation) -> c:user ; u:user undoes a").Complete("b").IsWaitingAt("a", "c");

    [Fact]
    public void Nothing_to_undo_is_passed() => Run.Start("s:start -> x:throw(compensation) -> a:user").IsWaitingAt("a");

    [Fact]
    public void Each_completion_is_undone_once() =>
        Run.Start("s:start -> a:user -> x:throw(compensation) -> y:throw(compensation) -> b:user ; u:user undoes a").Complete("a").Complete("u").IsWaitingAt("b");

    [Fact]
    public void Handlers_start_in_reverse_order_without_waiting_for_one_another()
    {
        var run = Run.Start("s:start -> a:user -> b:user -> c:user -> x:throw(compensation) -> z:user ; ua:user undoes a ; ub:user undoes b ; uc:user undoes c").Complete("a").Complete("b").Complete("c");
        Assert.Equal(["uc", "ub", "ua"], run.Effects.OfType<OpenWorkItem>().Select(item => item.Element));
        run.IsWaitingAt("ua", "ub", "uc", "x").Complete("ub").Complete("ua").IsWaitingAt("uc", "x").Complete("uc").IsWaitingAt("z");
    }

    [Fact]
    public void Handlers_that_take_no_time_run_in_that_order() =>
        Run.Start("s:start -> a:task -> b:task -> x:throw(compensation) -> z:user ; ua:feel(log = log + \"a\") undoes a ; ub:feel(log = log + \"b\") undoes b", ("log", "")).IsWaitingAt("z").Has("log", "ba");

    [Fact]
    public void A_named_activity_alone_is_undone() =>
        Run.Start("s:start -> a:task -> b:task -> x:throw(compensation a) -> z:user ; ua:user undoes a ; ub:user undoes b").IsWaitingAt("ua", "x").Complete("ua").IsWaitingAt("z");

    [Fact]
    public void A_throw_that_does_not_wait_goes_on() =>
        Run.Start("s:start -> a:task -> x:throw(compensation; nowait) -> z:user ; u:user undoes a").IsWaitingAt("u", "z").Complete("z").IsWaitingAt("u").Complete("u").HasEnded(null);

    [Fact]
    public void An_end_event_undoes_and_then_ends() => Run.Start("s:start -> a:task -> e:end(compensation) ; u:user undoes a").IsWaitingAt("e", "u").Complete("u").HasEnded("e");

    [Fact]
    public void A_multi_instance_activity_is_undone_once_for_each_completed_instance_when_all_have_ended() =>
        Run.Start("s:start -> f:and -> a:user parallel(item in items; until nrOfCompletedInstances = 2) -> n:end ; f -> b:user -> x:throw(compensation) -> z:user -> y:throw(compensation) ; u:user undoes a", ("items", new object[] { 1, 2, 3 }))
            .Complete("a").Complete("b").IsWaitingAt("a", "a", "z").Complete("a").Complete("z").IsWaitingAt("u", "u", "y");

    [Fact]
    public void The_handler_sees_the_activitys_own_data_as_they_were() =>
        Run.Start("s:start -> a:user with(in own = x) -> x:throw(compensation) -> z:user ; u:user undoes a", ("x", 1)).Complete("a", ("x", 2)).Sees("u", "own", 1).Sees("u", "x", 2);

    [Fact]
    public void Each_handler_of_a_loop_sees_its_own_item()
    {
        var run = Run.Start("s:start -> a:task parallel(item in items) -> x:throw(compensation) ; u:user undoes a", ("items", new object[] { "p", "q" }));
        run.Sees("u", "item", "q").Sees("u", "item", "p", n: 1);
    }

    [Fact]
    public void A_completed_sub_process_is_undone_by_what_is_complete_in_it() =>
        Run.Start("s:start -> p:sub { ps:start -> a:user -> b:user ; ua:user undoes a ; ub:user undoes b } -> x:throw(compensation) -> z:user")
            .Complete("a").Complete("b").IsWaitingAt("ua", "ub", "x").Complete("ua").IsWaitingAt("ub", "x").Complete("ub").IsWaitingAt("z");

    [Fact]
    public void A_handler_of_the_sub_process_itself_comes_in_its_place() =>
        Run.Start("s:start -> p:sub { ps:start -> a:task ; ua:user undoes a } -> x:throw(compensation) -> z:user ; u:user undoes p").IsWaitingAt("u", "x").Complete("u").IsWaitingAt("z");

    [Fact]
    public void A_compensation_event_sub_process_comes_in_its_place_and_may_undo_what_is_inside() =>
        Run.Start("s:start -> p:sub { d:data ; ps:start -> a:user ; ua:user undoes a ; v:events { vs:start(compensation) -> va:user -> vx:end(compensation) } } -> x:throw(compensation) -> z:user")
            .Complete("a", ("d", 7)).IsWaitingAt("va", "x").Sees("va", "d", 7).Complete("va").IsWaitingAt("ua", "vx", "x").Complete("ua").IsWaitingAt("z");

    [Fact]
    public void A_sub_process_still_running_is_not_undone_from_outside() =>
        Run.Start("s:start -> f:and -> p:sub { ps:start -> a:task -> b:user ; ua:user undoes a } ; f -> c:user -> x:throw(compensation) -> z:user").Complete("c").IsWaitingAt("b", "z");

    [Fact]
    public void An_ended_sub_process_is_not_undone() =>
        Run.Start("s:start -> p:sub { ps:start -> a:task -> b:user ; ua:user undoes a } -> n:end ; t:timer(PT1H) on p -> x:throw(compensation) -> z:user").Fire("t").IsWaitingAt("z");

    [Fact]
    public void An_interrupting_event_sub_process_keeps_what_can_be_undone() =>
        Run.Start("s:start -> a:task -> b:user ; u:user undoes a ; v:events { vs:start(message stop) -> x:throw(compensation) -> va:user }").Deliver("vs").IsWaitingAt("u", "x").Complete("u").IsWaitingAt("va");

    [Fact]
    public void An_event_sub_process_undoes_what_is_complete_in_it_too() =>
        Run.Start("s:start -> a:task -> b:user ; u:user undoes a ; v:events { vs:start(message note) beside -> c:task -> x:throw(compensation) -> va:user ; uc:user undoes c }")
            .Deliver("vs").IsWaitingAt("b", "u", "uc", "x");

    [Fact]
    public void A_handler_may_be_a_sub_process() =>
        Run.Start("s:start -> a:task -> x:throw(compensation) -> z:user ; h:sub undoes a { hs:start -> ha:user -> hb:user }").Complete("ha").IsWaitingAt("hb", "x").Complete("hb").IsWaitingAt("z");

    [Fact]
    public void A_handler_may_be_a_call_or_a_loop() =>
        Run.Start("s:start -> a:task -> b:task -> x:throw(compensation) -> z:user ; h:call(child) undoes a ; l:user parallel(2) undoes b ; child:process { cs:start -> ca:user }")
            .IsWaitingAt("ca", "l", "l", "x").Complete("l").Complete("l").Complete("ca").IsWaitingAt("z");

    [Fact]
    public void A_handler_that_fails_is_an_incident_and_the_throw_waits_for_its_retry() =>
        Run.Start("s:start -> a:task -> x:throw(compensation) -> z:user ; u:service(h) undoes a").Fail("u", null).HasIncident("u", IncidentCodes.HandlerFailed).IsWaitingAt("u", "x").Retry("u").Answer("u").IsWaitingAt("z");

    [Fact]
    public void An_error_in_a_handler_goes_outward() =>
        Run.Start("s:start -> p:sub { ps:start -> a:task -> x:throw(compensation) -> n:end ; u:service(h) undoes a } -> e:end ; b:error(E1) on p -> caught:user").Fail("u", "E1").IsWaitingAt("caught");

    /// <summary>The boundary events of a sub-process that is complete are no longer there.</summary>
    [Fact]
    public void An_error_while_a_completed_sub_process_is_undone_is_not_caught_on_its_boundary() =>
        Run.Start("s:start -> q:sub { qs:start -> p:sub { ps:start -> a:task ; u:service(h) undoes a } -> x:throw(compensation) -> n:end ; b:error(E1) on p -> wrong:user } -> e:end ; o:error on q -> caught:user")
            .IsWaitingAt("u", "x").Fail("u", "E1").IsWaitingAt("caught");

    [Fact]
    public void An_uncaught_error_in_a_handler_is_an_incident_there() =>
        Run.Start("s:start -> a:task -> x:throw(compensation) -> z:user ; u:service(h) undoes a").Fail("u", "E1").HasIncident("u", IncidentCodes.UncaughtError).IsWaitingAt("u", "x").Retry("u").Answer("u").IsWaitingAt("z");
}
