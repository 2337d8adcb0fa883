using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Repairing;

/// <summary>A token is taken from one element and given to another.</summary>
public sealed class MoveTests
{
    [Fact]
    public void The_old_place_ends_with_all_that_hangs_on_it_and_the_new_one_begins_as_if_reached()
    {
        var run = Run.Start("s:start -> a:user -> b:user -> e:end ; t:timer(PT1H) on a -> e ; u:timer(PT2H) on b -> e").Move("a", "b").IsWaitingAt("b");
        Assert.Equal(["b"], run.Ledger.OpenTasks);
        run.Move("b", "a").IsWaitingAt("a").Move("a", "e").HasEnded("e");
    }

    [Fact]
    public void An_incident_is_left_behind() =>
        Run.Start("s:start -> g:xor -[x = 1]-> e:end ; g -[x = 2]-> a:user -> f:end", ("x", 3)).HasIncident("g", IncidentCodes.NoOutgoingFlow)
            .Move("g", "a").HasNoIncident().IsWaitingAt("a");

    [Fact]
    public void Out_of_a_sub_process_ends_all_of_it() =>
        Run.Start("s:start -> p:sub { ps:start -> g:and ; g -> a:user -> pe:end ; g -> b:user -> pe } -> c:user -> e:end").Move("a", "c").IsWaitingAt("c");

    [Fact]
    public void A_loop_is_moved_as_a_whole_and_may_be_moved_into()
    {
        var run = Run.Start("s:start -> a:user parallel(3) -> b:user -> e:end");
        run.Refuses(new Move(run.Node("a"), "b"), RejectionCodes.NotPossible);
        run.Step(new Move(run.State.Nodes.First(node => node.Value.Role == NodeRole.Body).Key, "b")).IsWaitingAt("b")
            .Move("b", "a").IsWaitingAt("a", "a", "a");
    }

    [Fact]
    public void A_token_moved_to_a_join_waits_on_the_flow_that_leads_there_from_its_old_place()
    {
        const string process = "s:start -> g:and ; g -> a:user -> j:and ; g -> b:user -> j ; g -> c:user -> j ; j -> d:user -> e:end";
        Run.Start(process).Move("b", "j").IsWaitingAt("a", "c", "j").Complete("a").Complete("c").IsWaitingAt("d");
        Run.Start(process).Complete("a").Move("b", "j").Move("c", "j").IsWaitingAt("d");
    }

    [Fact]
    public void A_token_that_waits_at_a_join_in_vain_is_moved_on()
    {
        var run = Run.Start("s:start -> g:xor -[x = 1]-> a:user -> j:and -> d:user -> e:end ; g -*-> b:user -> j", ("x", 1)).Complete("a").IsWaitingAt("j");
        var root = run.State.Nodes.Keys.First();
        run.Step(new Move(root, "d", run.State.Nodes[root].Tokens!.Keys.Single())).IsWaitingAt("d").Complete("d").HasEnded("e");
    }

    [Theory]
    [InlineData("s:start -> a:user -> p:sub { ps:start -> b:user -> pe:end } -> e:end", "a", "b", "b", ObstacleCodes.OtherScope)]
    [InlineData("s:start -> a:user -> e:end ; t:timer(PT1H) on a -> e", "a", "t", "t", ObstacleCodes.CannotBegin)]
    [InlineData("s:start -> a:user -> e:end ; u:user undoes a", "a", "u", "u", ObstacleCodes.CannotBegin)]
    [InlineData("s:start -> a:user -> e:end ; v:events { vs:start(message m) -> vb:user -> ve:end }", "a", "vb", "vb", ObstacleCodes.OtherScope)]
    [InlineData("s:start -> a:user -> e:end ; v:events { vs:start(message m) -> vb:user -> ve:end }", "a", "v", "v", ObstacleCodes.CannotBegin)]
    [InlineData("s:start -> a:user -> e:end", "a", "nowhere", "nowhere", ObstacleCodes.NoElement)]
    [InlineData("s:start -> a:user -> e:end", "process", "a", "process", ObstacleCodes.CannotMove)]
    [InlineData("s:start -> c:call(child) -> e:end ; child:process { cs:start -> a:user -> ce:end }", "a", "e", "e", ObstacleCodes.NoElement)]
    public void Where_a_token_cannot_go(string process, string from, string target, string element, string code)
    {
        var run = Run.Start(process);
        var move = new Move(run.Node(from), target);
        run.Refuses(move, RejectionCodes.NotPossible);
        Assert.Equal([new Obstacle(element, code)], ((Rejected)run.Try(move)).Obstacles);
    }

    [Fact]
    public void What_is_not_there_cannot_be_moved()
    {
        var run = Run.Start("s:start -> a:user -> e:end");
        run.Refuses(new Move(99, "a"), RejectionCodes.NotFound).Refuses(new Move(1, "a", "flow"), RejectionCodes.NotFound);
    }
}
