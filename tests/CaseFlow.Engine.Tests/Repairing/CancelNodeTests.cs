using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Repairing;

/// <summary>One place of an instance is ended, and the rest goes on.</summary>
public sealed class CancelNodeTests
{
    [Fact]
    public void A_task_ends_with_all_that_hangs_on_it_and_the_others_go_their_way()
    {
        var run = Run.Start("s:start -> g:and ; g -> a:user -> e:end ; g -> b:user -> f:end ; t:timer(PT1H) on a -> e ; m:message(x) beside a -> e")
            .CancelNode("a").IsWaitingAt("b");
        Assert.Equal(["work item"], run.Ledger.Open.Select(open => open[..9]));
        Assert.Contains(run.Effects, effect => effect is CloseWorkItem { Completed: false });
        Assert.Contains(run.Effects, effect => effect is DisarmTimer);
        Assert.Contains(run.Effects, effect => effect is CloseSubscription);
        run.Complete("b").HasEnded("f");
    }

    [Fact]
    public void A_sub_process_or_a_call_ends_with_what_is_inside()
    {
        Run.Start("s:start -> g:and ; g -> p:sub { ps:start -> x:and ; x -> a:user -> pe:end ; x -> b:user -> pe } -> e:end ; g -> c:user -> e").CancelNode("p").IsWaitingAt("c");
        Run.Start("s:start -> g:and ; g -> k:call(child) -> e:end ; g -> c:user -> e ; child:process { cs:start -> ca:user -> ce:end }").CancelNode("k").IsWaitingAt("c");
    }

    [Fact]
    public void A_loop_is_ended_as_a_whole()
    {
        var run = Run.Start("s:start -> g:and ; g -> a:user parallel(3) -> e:end ; g -> b:user -> e");
        Refuses(run, new CancelNode(run.Node("a")), "a", ObstacleCodes.InLoop);
        run.Step(new CancelNode(run.State.Nodes.First(node => node.Value.Role == NodeRole.Body).Key)).IsWaitingAt("b");
    }

    [Fact]
    public void An_incident_is_ended_with_its_element() =>
        Run.Start("s:start -> g:and ; g -> x:xor -[v = 1]-> e:end ; x -[v = 2]-> e ; g -> b:user -> e", ("v", 3)).HasIncident("x", IncidentCodes.NoOutgoingFlow)
            .CancelNode("x").HasNoIncident().IsWaitingAt("b");

    [Fact]
    public void An_inclusive_join_waits_no_more_for_what_was_ended() =>
        Run.Start("s:start -> g:or ; g -[true]-> a:user -> j:or ; g -[true]-> b:user -> j ; j -> c:user -> e:end").Complete("a").IsWaitingAt("b", "j")
            .CancelNode("b").IsWaitingAt("c");

    [Fact]
    public void A_parallel_join_that_would_wait_in_vain_forbids_it_until_its_token_is_moved_on()
    {
        const string process = "s:start -> g:and ; g -> a:user -> j:and ; g -> b:user -> j ; g -> x:user -> f:end ; j -> d:user -> e:end";
        var run = Run.Start(process);
        Refuses(run, new CancelNode(run.Node("b")), "b", ObstacleCodes.JoinWaits);
        run.CancelNode("x").IsWaitingAt("a", "b").Complete("a");
        Refuses(run, new CancelNode(run.Node("b")), "b", ObstacleCodes.NothingLeft);
        var root = run.State.Nodes.Keys.First();
        run.Step(new Move(root, "d", run.State.Nodes[root].Tokens!.Keys.Single())).IsWaitingAt("b", "d").CancelNode("b").IsWaitingAt("d").Complete("d").HasEnded("e");
    }

    [Fact]
    public void A_token_that_waits_in_vain_is_taken_away()
    {
        var run = Run.Start("s:start -> g:and ; g -> h:xor -[x = 1]-> a:user -> j:and -> d:user -> e:end ; h -*-> b:user -> j ; g -> c:user -> e", ("x", 1)).Complete("a").IsWaitingAt("c", "j");
        var root = run.State.Nodes.Keys.First();
        run.Step(new CancelNode(root, run.State.Nodes[root].Tokens!.Keys.Single())).IsWaitingAt("c").Complete("c").HasEnded("e");
    }

    [Fact]
    public void What_runs_beside_the_main_flow_may_always_be_ended_and_the_scope_ends_if_it_was_the_last()
    {
        const string process = "s:start -> a:user -> e:end ; v:events { vs:start(timer PT1H) beside -> va:user -> ve:end }";
        Run.Start(process).Fire("vs").CancelNode("v").IsWaitingAt("a");
        Run.Start(process).Fire("vs").Complete("a").CancelNode("v").HasEnded("e");
    }

    [Theory]
    [InlineData("s:start -> a:user -> e:end", "a", ObstacleCodes.NothingLeft)]
    [InlineData("s:start -> a:user -> e:end", "process", ObstacleCodes.CannotCancel)]
    [InlineData("s:start -> g:and ; g -> p:sub { ps:start -> a:user -> pe:end } -> e:end ; g -> c:user -> e", "a", ObstacleCodes.NothingLeft)]
    [InlineData("s:start -> g:and ; g -> k:call(child) -> e:end ; g -> c:user -> e ; child:process { cs:start -> a:user -> ce:end }", "a", ObstacleCodes.NothingLeft)]
    [InlineData("s:start -> a:user -> e:end ; v:events { vs:start(timer PT1H) -> va:user -> ve:end }", "v", ObstacleCodes.NothingLeft)]
    public void What_would_leave_nothing_is_not_ended(string process, string element, string code)
    {
        var run = Run.Start(process);
        run = element == "v" ? run.Fire("vs") : run;
        Refuses(run, new CancelNode(run.Node(element)), element, code);
    }

    [Fact]
    public void What_is_not_there_cannot_be_ended()
    {
        var run = Run.Start("s:start -> a:user -> e:end");
        run.Refuses(new CancelNode(99), RejectionCodes.NotFound).Refuses(new CancelNode(1, "flow"), RejectionCodes.NotFound);
    }

    private static void Refuses(Run run, CancelNode cancel, string element, string code)
    {
        run.Refuses(cancel, RejectionCodes.NotPossible);
        Assert.Equal([new Obstacle(element, code)], ((Rejected)run.Try(cancel)).Obstacles);
    }
}
