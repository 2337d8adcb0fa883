using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Repairing;

/// <summary>An instance goes on under another version of its process.</summary>
public sealed class MigrationTests
{
    [Fact]
    public void It_stays_where_it_is_and_goes_on_by_the_new_version()
    {
        var run = Run.Start("s:start -> a:user -> e:end").Migrate("s:start -> a:user -> b:user -> e:end").IsWaitingAt("a");
        Assert.Equal(2, run.State.Root!.Definition!.Version);
        Assert.Equal(
            [new ChangeDefinition(run.State.Root.Definition), new Rename(RenamedKind.WorkItem, run.Node("a"), "a", run.State.Root.Definition)], run.Effects);
        run.Complete("a").IsWaitingAt("b").Complete("b").HasEnded("e");
    }

    [Fact]
    public void Elements_may_have_other_ids()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) on a -> e").Migrate("s:start -> x:user -> e:end ; y:timer(PT9H) on x -> e", ("a", "x"), ("t", "y")).IsWaitingAt("x");
        Assert.Contains(run.Effects, effect => effect is Rename { Kind: RenamedKind.Timer, Element: "y" });
        Assert.DoesNotContain(run.Effects, effect => effect is ArmTimer or DisarmTimer);
        run.Fire("y").HasEnded("e");
    }

    [Fact]
    public void What_is_armed_stays_armed_and_only_what_changed_is_asked_of_the_host()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) on a -> e ; m:message(old) on a -> e ; v:events { vs:start(signal S) beside -> va:user -> ve:end }");
        var timer = run.Subscription("t", SubscriptionKind.Timer);
        run.Migrate("s:start -> a:user -> e:end ; t:timer(PT1H) on a -> e ; n:timer(P2D) beside a -> e ; w:events { ws:start(signal T) beside -> wa:user -> we:end }");
        Assert.Equal(timer, run.Subscription("t", SubscriptionKind.Timer));
        Assert.Equal(["n"], run.Effects.OfType<ArmTimer>().Select(armed => armed.Element));
        Assert.Equal(["ws"], run.Effects.OfType<OpenSubscription>().Select(open => open.Element));
        Assert.Equal(2, run.Effects.OfType<CloseSubscription>().Count());
        run.Signal("ws").IsWaitingAt("a", "wa").Fire("n").Fire("t");
    }

    [Fact]
    public void A_timer_that_has_fired_and_does_not_repeat_is_not_armed_again()
    {
        const string process = "s:start -> a:user -> e:end ; t:timer(PT1H) beside a -> b:user -> f:end";
        Assert.Empty(Run.Start(process).Fire("t").Migrate(process).State.Subscriptions);
    }

    [Fact]
    public void Another_message_is_waited_for_by_its_new_name()
    {
        var run = Run.Start("s:start -> m:message(old) -> e:end").Migrate("s:start -> m:message(new) -> e:end");
        Assert.Equal("new", Assert.Single(run.State.Subscriptions.Values).Name);
        run.Deliver("m").HasEnded("e");
    }

    [Fact]
    public void An_event_based_gateway_waits_for_what_is_behind_it_now() =>
        Run.Start("s:start -> g:event ; g -> t:timer(PT1H) -> e:end ; g -> m:message(x) -> e")
            .Migrate("s:start -> g:event ; g -> t:timer(PT1H) -> e:end ; g -> n:message(y) -> f:end").Deliver("n").HasEnded("f");

    [Fact]
    public void Tokens_at_a_join_are_found_by_their_flow()
    {
        const string process = "s:start -> g:and ; g -> a:user -> j:and ; g -> b:user -> j ; j -> c:user -> e:end";
        Run.Start(process).Complete("a").Migrate(process.Replace("s:start", "s:start -> before:task", StringComparison.Ordinal)).Complete("b").IsWaitingAt("c");
    }

    [Fact]
    public void A_join_that_lost_the_flow_for_which_it_waited_fires() =>
        Run.Start("s:start -> g:and ; g -> a:user -> j:and ; g -> b:user -> j ; g -> d:user -> k:and ; k -> j ; g -> k ; j -> c:user -> e:end").Complete("a").Complete("b").IsWaitingAt("d", "j", "j", "k")
            .Migrate("s:start -> g:and ; g -> a:user -> j:and ; g -> b:user -> j ; g -> d:user -> k:and ; k -> f:end ; g -> k ; j -> c:user -> e:end").IsWaitingAt("c", "d", "k");

    [Fact]
    public void A_called_process_goes_on_with_the_version_with_which_it_was_called()
    {
        var run = Run.Start("s:start -> k:call(child) -> e:end ; child:process { cs:start -> a:user -> ce:end }").Migrate("s:start -> k:call(child) -> b:user -> e:end");
        Assert.Equal([3, 1], run.State.Nodes.Values.Where(node => node.Definition is not null).Select(node => node.Definition!.Version));
        run.Complete("a").IsWaitingAt("b");
    }

    [Fact]
    public void New_data_of_an_open_scope_are_there() =>
        Run.Start("s:start -> a:user -> e:end").Migrate("d:data(note) ; s:start -> a:user -> e:end").Sees("a", "note", Engine.Values.Value.Null);

    [Fact]
    public void What_is_complete_can_still_be_compensated() =>
        Run.Start("s:start -> a:user -> b:user -> x:throw(compensation) -> e:end ; u:user undoes a").Complete("a")
            .Migrate("s:start -> a2:user -> b:user -> x:throw(compensation) -> e:end ; u2:user undoes a2", ("a", "a2")).Complete("b").IsWaitingAt("u2", "x");

    [Theory]
    [InlineData("s:start -> b:user -> e:end", ObstacleCodes.NotMapped)]
    [InlineData("s:start -> a:service(x) -> e:end", ObstacleCodes.OtherKind)]
    [InlineData("s:start -> a:user parallel(2) -> e:end", ObstacleCodes.OtherLoop)]
    [InlineData("s:start -> p:sub { ps:start -> a:user -> pe:end } -> e:end", ObstacleCodes.OtherScope)]
    [InlineData("s:start -> a:user -> e:end ; t:timer(${missing}) on a -> e", ObstacleCodes.Expression)]
    public void Where_nothing_fits(string other, string code)
    {
        var run = Run.Start("s:start -> a:user -> e:end");
        run.RefusesToMigrate(run.To(other), new Obstacle("a", code));
    }

    [Fact]
    public void All_reasons_are_told_together()
    {
        var run = Run.Start("s:start -> g:and ; g -> a:user -> j:and ; g -> b:service(x) -> j ; g -> c:user -> j ; g -> d:user -> j ; j -> e:end ; u:user undoes a").Complete("a");
        run.RefusesToMigrate(
            run.To("s:start -> g:and ; g -> b:service(y) -> j:and ; g -> c:user -> j ; g -> z:user -> j ; j -> e:end ; a:user -> e", ("d", "c")),
            new("j", ObstacleCodes.TokenLost), new("b", ObstacleCodes.OtherHandler), new("a", ObstacleCodes.OtherCompensation), new("c", ObstacleCodes.TwoBecomeOne));
    }

    [Fact]
    public void Nothing_is_an_answer_of_the_mapping()
    {
        var run = Run.Start("s:start -> a:user -> e:end");
        run.RefusesToMigrate(run.To("s:start -> a:user -> e:end", ("a", "")), new Obstacle("a", ObstacleCodes.NotMapped));
        run.Refuses(new Migrate(new("process", 9, ""), run.To("s:start -> a:user -> e:end").Mapping), RejectionCodes.NotFound);
    }

    [Fact]
    public void Undone_it_is_as_if_nothing_had_been()
    {
        var run = Run.Start("s:start -> a:user -> e:end ; t:timer(PT1H) on a -> e ; m:message(x) on a -> e");
        var before = run.State;
        run.Migrate("d:data(note) ; s:start -> b:user -> e:end ; u:timer(PT1H) on b -> e ; n:message(y) on b -> e", ("a", "b"), ("t", "u"));
        run.Step(new UndoMigration(run.Events.OfType<Migrated>().Single(), before));
        Assert.Equal(Json(before), Json(run.State));
        Assert.Equal(1, run.State.Root!.Definition!.Version);
        run.Deliver("m").HasEnded("e");
    }

    [Fact]
    public void What_has_moved_on_is_not_undone()
    {
        var run = Run.Start("s:start -> a:user -> b:user -> e:end");
        var before = run.State;
        run.Migrate("s:start -> a:user -> b:user -> e:end");
        var undo = new UndoMigration(run.Events.OfType<Migrated>().Single(), before);
        run.Set(("x", 1)).Refuses(undo, RejectionCodes.NotPossible);
        run.Complete("a").Refuses(undo, RejectionCodes.NotPossible);
        run.Migrate("s:start -> a:user -> b:user -> e:end").Refuses(undo, RejectionCodes.NotPossible);
    }

    /// <summary>Without the next free number, which never goes back.</summary>
    internal static string Json(ProcessState state) =>
        System.Text.RegularExpressions.Regex.Replace(System.Text.Encoding.UTF8.GetString(StateJson.Write(state)), "\"next\":[0-9]+", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
