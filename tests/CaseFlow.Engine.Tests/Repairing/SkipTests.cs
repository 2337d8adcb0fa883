using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Repairing;

/// <summary>An activity is left as if its work were done.</summary>
public sealed class SkipTests
{
    [Fact]
    public void A_task_is_withdrawn_and_its_way_goes_on_with_the_given_results()
    {
        var run = Run.Start("s:start -> a:user with(out y = x) -> b:user -> e:end ; t:timer(PT1H) on a -> e").Skip("a", ("x", 1)).IsWaitingAt("b").Has("y", 1);
        Assert.Equal(["work item"], run.Ledger.Open.Select(open => open[..9]));
        Assert.Contains(run.Effects, effect => effect is CloseWorkItem { Completed: false });
    }

    [Fact]
    public void A_handler_at_work_is_called_off_and_a_failed_one_is_done_without()
    {
        var run = Run.Start("s:start -> a:service(x) -> b:service(y) -> c:user -> e:end").Skip("a");
        Assert.Contains(run.Effects, effect => effect is CancelService);
        run.Fail("b", null).HasIncident("b", IncidentCodes.HandlerFailed).Skip("b").HasNoIncident().IsWaitingAt("c");
    }

    [Fact]
    public void What_is_inside_ends_with_it()
    {
        Run.Start("s:start -> p:sub { ps:start -> g:and ; g -> a:user -> pe:end ; g -> b:user -> pe } -> c:user -> e:end").Skip("p").IsWaitingAt("c");
        Run.Start("s:start -> k:call(child) -> c:user -> e:end ; child:process { cs:start -> ca:user -> ce:end }").Skip("k").IsWaitingAt("c");
    }

    [Fact]
    public void One_instance_of_a_loop_or_the_whole_loop()
    {
        var run = Run.Start("s:start -> a:user parallel(3) -> c:user -> e:end").Skip("a").IsWaitingAt("a", "a");
        var body = run.State.Nodes.First(node => node.Value.Role == NodeRole.Body).Key;
        run.Step(new Skip(body)).IsWaitingAt("c");
    }

    [Fact]
    public void An_activity_that_never_began_is_skipped_and_its_outputs_may_fail_once()
    {
        Run.Start("s:start -> a:user(head-${nobody}) with(out y = missing) -> c:user -> e:end").HasIncident("a", IncidentCodes.ExpressionError)
            .Skip("a").HasIncident("a", IncidentCodes.ExpressionError)
            .Skip("a").HasNoIncident().IsWaitingAt("c");
    }

    [Fact]
    public void An_event_is_not_waited_for_any_more()
    {
        Run.Start("s:start -> t:timer(P1D) -> c:user -> e:end").Skip("t").IsWaitingAt("c");
        Run.Start("s:start -> m:message(paid) -> c:user -> e:end").Skip("m", ("amount", 5)).IsWaitingAt("c").Has("amount", 5);
        Run.Start("s:start -> t:timer(${never}) -> c:user -> e:end").HasIncident("t", IncidentCodes.ExpressionError).Skip("t").IsWaitingAt("c");
    }

    [Fact]
    public void An_error_that_nobody_catches_is_not_thrown_and_its_end_is_reached() =>
        Run.Start("s:start -> x:end(error E)").HasIncident("x", IncidentCodes.UncaughtError).Skip("x").HasEnded("x");

    [Theory]
    [InlineData("s:start -> g:event ; g -> t:timer(PT1H) -> e:end ; g -> m:message(x) -> e", "g", ObstacleCodes.NothingToSkip)]
    [InlineData("s:start -> g:xor -[x = 1]-> e:end ; g -[x = 2]-> f:end", "g", ObstacleCodes.IsLeaving)]
    [InlineData("s:start -> a:user -> e:end", "process", ObstacleCodes.NothingToSkip)]
    [InlineData("s:start -> a:user -> e:end ; v:events { vs:start(timer PT1H) beside -> va:user -> ve:end }", "v", ObstacleCodes.NothingToSkip)]
    public void What_has_no_work_of_its_own_cannot_be_skipped(string process, string element, string code)
    {
        var run = Run.Start(process, ("x", 3));
        run = element == "v" ? run.Fire("vs") : run;
        var skip = new Skip(run.Node(element));
        run.Refuses(skip, RejectionCodes.NotPossible);
        Assert.Equal([new Obstacle(element, code)], ((Rejected)run.Try(skip)).Obstacles);
    }

    [Fact]
    public void What_is_not_there_cannot_be_skipped() => Run.Start("s:start -> a:user -> e:end").Refuses(new Skip(99), RejectionCodes.NotFound);
}
