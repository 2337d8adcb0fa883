using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class CallActivityTests
{
    private const string Child = " ; child:process { cs:start -> ca:user -> ce:end }";

    [Fact]
    public void Another_process_runs_in_its_place() =>
        Run.Start("s:start -> c:call(child) -> a:user -> e:end" + Child).IsWaitingAt("ca").Complete("ca").IsWaitingAt("a").Complete("a").HasEnded("e");

    [Fact]
    public void Nothing_passes_unless_it_is_said() =>
        Run.Start("s:start -> c:call(child) -> a:user" + Child, ("x", 1)).Sees("ca", "x", null).Complete("ca", ("x", 2), ("r", 3)).Has("x", 1).Sees("a", "r", null);

    [Fact]
    public void What_is_mapped_goes_in_and_comes_out() =>
        Run.Start("s:start -> c:call(child; in x; in y = x + 1; in none; out r; out t = r * 2; out nothing) -> a:user" + Child, ("x", 1), ("r", 0))
            .Sees("ca", "x", 1).Sees("ca", "y", 2).Sees("ca", "none", null).Complete("ca", ("r", 5)).Has("r", 5).Has("t", 10).Sees("a", "nothing", null);

    [Fact]
    public void Everything_may_go_in_and_come_out() =>
        Run.Start("s:start -> c:call(child; in all; out all) -> a:user" + Child, ("x", 1)).Sees("ca", "x", 1).Complete("ca", ("x", 2), ("r", 3)).Has("x", 2).Has("r", 3);

    [Fact]
    public void Instances_pass_their_items() =>
        Run.Start("s:start -> c:call(child; in item; in n = loopCounter) parallel(item in items) -> e:end" + Child, ("items", new object[] { "x", "y" }))
            .Sees("ca", "item", "y", 1).Sees("ca", "n", 1, 1).Sees("ca", "loopCounter", null).Complete("ca").Complete("ca").HasEnded("e");

    [Fact]
    public void A_mapping_that_fails_is_an_incident_before_and_after()
    {
        Run.Start("s:start -> c:call(child; in y = x + 1) -> e:end" + Child).HasIncident("c", IncidentCodes.ExpressionError).IsWaitingAt("c").Retry("c", ("x", 1)).IsWaitingAt("ca").Sees("ca", "y", 2);
        var run = Run.Start("s:start -> c:call(child; out y = r + 1) -> e:end" + Child).Complete("ca").Retry("c").HasIncident("c", IncidentCodes.ExpressionError);
        run.Step(new SetVariables(run.State.Nodes.Last().Key) { Variables = Run.Map([("r", 1)]) }).Retry("c").HasEnded("e");
    }

    [Fact]
    public void A_called_process_whose_results_cannot_be_given_back_waits_for_nothing_more()
    {
        var run = Run.Start("s:start -> c:call(child; out y = r + 1) -> e:end ; t:timer(PT1H) on c -> late:user ; child:process { cs:start -> ca:user ; v:events { vs:start(message note) beside -> va:user } }")
            .Complete("ca").HasIncident("c", IncidentCodes.ExpressionError);
        Assert.Empty(run.State.Subscriptions);
    }

    [Fact]
    public void A_call_that_fails_again_in_another_way_arms_its_boundary_events_once()
    {
        var run = Run.Start("s:start -> c:call(${name}; in y = x + 1) -> e:end ; t:timer(PT1H) on c -> late:user" + Child, ("name", "nobody")).HasIncident("c", IncidentCodes.NotFound)
            .Retry("c", ("name", "child")).HasIncident("c", IncidentCodes.ExpressionError).Retry("c", ("x", 1)).IsWaitingAt("ca");
        Assert.Single(run.State.Subscriptions);
    }

    [Fact]
    public void A_process_that_does_not_exist_is_an_incident_until_its_name_is_mended() =>
        Run.Start("s:start -> c:call(${name}) -> e:end ; t:timer(PT1H) on c -> late:user" + Child, ("name", "nobody")).HasIncident("c", IncidentCodes.NotFound).IsWaitingAt("c")
            .Retry("c").HasIncident("c", IncidentCodes.NotFound).Retry("c", ("name", "child")).HasNoIncident().IsWaitingAt("ca").Fire("t").IsWaitingAt("late");

    [Fact]
    public void A_process_without_a_start_for_it_is_an_incident() =>
        Run.Start("s:start -> c:call(child) -> e:end ; child:process { a:start(message x) -> ca:user ; b:start(message y) -> ca }").HasIncident("c", RejectionCodes.NoDefaultStart);

    [Fact]
    public void A_process_whose_only_start_has_a_trigger_is_started_by_it() =>
        Run.Start("s:start -> c:call(child) -> e:end ; child:process { a:start(message x) -> ca:user }").IsWaitingAt("ca");

    [Fact]
    public void An_error_goes_through_the_call() =>
        Run.Start("s:start -> c:call(child) -> e:end ; b:error(E1) on c -> caught:user ; child:process { cs:start -> ca:user -> bad:end(error E1) }").Complete("ca").IsWaitingAt("caught");

    [Fact]
    public void The_called_process_may_catch_it_first() =>
        Run.Start("s:start -> c:call(child) -> e:end ; b:error(E1) on c -> caught:user ; child:process { cs:start -> bad:end(error E1) ; v:events { vs:start(error E1) -> va:user } }")
            .IsWaitingAt("va").Complete("va").HasEnded("e");

    [Fact]
    public void An_error_that_nothing_around_the_call_catches_is_an_incident_where_it_is_thrown() =>
        Run.Start("s:start -> c:call(child) -> e:end ; child:process { cs:start -> bad:end(error E1) }").HasIncident("bad", IncidentCodes.UncaughtError).IsWaitingAt("bad");

    [Fact]
    public void An_escalation_goes_through_the_call_and_the_process_goes_on() =>
        Run.Start("s:start -> c:call(child) -> e:end ; b:escalation beside c -> told:user ; child:process { cs:start -> x:throw(escalation X1) -> ca:user }").IsWaitingAt("ca", "told");

    [Fact]
    public void Terminate_in_it_ends_the_called_process_alone() =>
        Run.Start("s:start -> f:and -> c:call(child) -> a:user ; f -> b:user ; child:process { cs:start -> cf:and -> ca:user -> ce:end(terminate) ; cf -> cb:user }").Complete("ca").IsWaitingAt("a", "b");

    [Fact]
    public void A_boundary_event_ends_the_called_process()
    {
        var run = Run.Start("s:start -> c:call(child) -> e:end ; t:timer(PT1H) on c -> late:user" + Child).Fire("t").IsWaitingAt("late");
        Assert.Single(run.Effects.OfType<CloseWorkItem>());
    }

    [Fact]
    public void Calls_nest_and_an_endless_recursion_is_an_incident()
    {
        Run.Start("s:start -> c:call(one) -> e:end ; one:process { os:start -> oc:call(two) } ; two:process { ts:start -> ta:user }").IsWaitingAt("ta").Complete("ta").HasEnded("e");
        var run = Run.Start("s:start -> c:call(process) -> e:end");
        Assert.Equal([IncidentCodes.StepLimit], run.State.Incidents.Values.Select(incident => incident.Code));
        Assert.Equal(101, run.State.Nodes.Values.Count(node => node.Definition is not null));

        // The process and a hundred calls; sub-processes around the calls do not count.
        run = Run.Start("s:start -> p:sub { ps:start -> c:call(process) } -> e:end");
        Assert.Equal(101, run.State.Nodes.Values.Count(node => node.Definition is not null));
    }

    [Fact]
    public void The_end_of_the_called_process_is_not_the_outcome() => Run.Start("s:start -> c:call(child)" + Child).Complete("ca").HasEnded(null);

    [Fact]
    public void Its_own_event_sub_processes_and_data_are_there() =>
        Run.Start("s:start -> c:call(child) -> e:end ; child:process { d:data ; cs:start -> ca:user ; v:events { vs:start(message note) beside -> va:user } }", ("d", 1))
            .Sees("ca", "d", Engine.Values.Value.Null).Deliver("vs", ("d", 2)).Complete("ca").IsWaitingAt("va").Complete("va").HasEnded("e").Has("d", 1);
}
