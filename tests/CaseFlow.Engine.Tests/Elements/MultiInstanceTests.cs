using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class MultiInstanceTests
{
    private static readonly (string, object?) Items = ("items", new object[] { "x", "y", "z" });

    [Fact]
    public void Parallel_instances_begin_all_at_once_and_the_activity_waits_for_all() =>
        Run.Start("s:start -> a:user parallel(3) -> e:end").IsWaitingAt("a", "a", "a").Complete("a").Complete("a").IsWaitingAt("a").Complete("a").HasEnded("e");

    [Fact]
    public void Sequential_instances_begin_one_after_another()
    {
        var run = Run.Start("s:start -> a:user sequential(3) -> e:end").IsWaitingAt("a");
        run.Sees("a", "loopCounter", 0).Complete("a").IsWaitingAt("a").Sees("a", "loopCounter", 1).Complete("a").Sees("a", "loopCounter", 2).Complete("a").HasEnded("e");
    }

    [Theory]
    [InlineData("parallel")]
    [InlineData("sequential")]
    public void Each_instance_has_its_item_of_the_collection(string kind)
    {
        var run = Run.Start($"s:start -> a:user(role-${{item}}-${{loopCounter}}) {kind}(item in items) -> e:end", Items);
        for (var instance = 0; instance < 3; instance++)
        {
            run.Complete("a");
        }

        run.HasEnded("e");
        Assert.Null(run.State.LastVariables!.GetValueOrDefault("item"));
    }

    [Fact]
    public void Roles_of_the_instances_are_evaluated_with_their_items() =>
        Assert.Equal(["r-x", "r-y", "r-z"], Run.Start("s:start -> a:user(r-${item}) parallel(item in items)", Items).Effects.OfType<OpenWorkItem>().SelectMany(item => item.Roles));

    [Fact]
    public void Instances_know_their_number_and_how_many_there_are()
    {
        var run = Run.Start("s:start -> a:user parallel(3)").Complete("a");
        foreach (var (name, value) in new[] { ("nrOfInstances", 3), ("nrOfCompletedInstances", 1), ("nrOfActiveInstances", 2), ("numberOfInstances", 3), ("numberOfCompletedInstances", 1), ("numberOfActiveInstances", 2), ("loopCounter", 2) })
        {
            run.Sees("a", name, value, n: 1);
        }
    }

    [Theory]
    [InlineData("parallel(0)")]
    [InlineData("sequential(0)")]
    [InlineData("parallel(item in none)")]
    [InlineData("sequential(item in none)")]
    public void Nothing_to_do_is_passed(string loop) =>
        Run.Start($"s:start -> a:user {loop} -> b:user ; t:timer(PT1H) on a -> b", ("none", Array.Empty<object>())).IsWaitingAt("b");

    [Theory]
    [InlineData("parallel(x)", -1)]
    [InlineData("parallel(x)", 1.5)]
    [InlineData("sequential(x)", "many")]
    [InlineData("parallel(item in x)", 3)]
    public void What_gives_no_number_or_list_is_an_incident_and_is_tried_again(string loop, object x) =>
        Run.Start($"s:start -> a:user {loop} -> e:end ; t:timer(PT1H) on a -> b:user", ("x", x is double number ? (decimal)number : x))
            .HasIncident("a", IncidentCodes.ExpressionError).Retry("a", ("x", loop.Contains("item", StringComparison.Ordinal) ? new object[] { 1, 2 } : 2)).HasNoIncident()
            .Complete("a").Complete("a").HasEnded("e");

    [Fact]
    public void The_completion_condition_ends_the_others()
    {
        var run = Run.Start("s:start -> a:user parallel(3; until nrOfCompletedInstances = 2 and nrOfActiveInstances = 1) -> b:user").Complete("a").IsWaitingAt("a", "a").Complete("a").IsWaitingAt("b");
        Assert.Single(run.Effects.OfType<CloseWorkItem>(), item => !item.Completed);
        Run.Start("s:start -> a:user sequential(3; until found) -> b:user").Complete("a", ("found", false)).IsWaitingAt("a").Complete("a", ("found", true)).IsWaitingAt("b");
    }

    [Fact]
    public void A_completion_condition_that_fails_stops_its_instance_until_it_is_retried() =>
        Run.Start("s:start -> a:user parallel(2; until found) -> e:end").Complete("a").HasIncident("a", IncidentCodes.ExpressionError).IsWaitingAt("a", "a")
            .Set(("found", false)).Retry("a").IsWaitingAt("a").Complete("a").HasEnded("e");

    [Fact]
    public void Outputs_are_collected_in_the_order_of_the_instances()
    {
        var run = Run.Start("s:start -> a:user parallel(item in items; collect results = result) -> e:end", Items);
        run.Step(new CompleteTask(run.Node("a", 2)) { Variables = Run.Map([("result", 3)]) }).Complete("a", ("result", 1)).Complete("a", ("result", 2)).HasEnded("e").Has("results", new object[] { 1, 2, 3 });
    }

    [Fact]
    public void The_place_of_an_instance_that_was_ended_is_null() =>
        Run.Start("s:start -> a:user parallel(item in items; until item = \"y\"; collect results = item) -> e:end", Items)
            .Complete("a").Complete("a").HasEnded("e").Has("results", new object?[] { "x", "y", null }!);

    [Fact]
    public void One_boundary_timer_serves_the_whole()
    {
        var run = Run.Start("s:start -> a:user parallel(3) -> e:end ; t:timer(PT1H) on a -> late:user ; r:timer(PT2H) beside a -> remind:user");
        Assert.Equal(2, run.Effects.OfType<ArmTimer>().Count());
        run.Complete("a").Fire("r").IsWaitingAt("a", "a", "remind").Fire("t").IsWaitingAt("late", "remind");
        Assert.Equal(2, run.Effects.OfType<CloseWorkItem>().Count());
    }

    [Fact]
    public void An_error_in_one_instance_ends_all() =>
        Run.Start("s:start -> p:sub parallel(2) { ps:start -> a:user -> g:xor -[bad]-> b:end(error E1) ; g -*-> pe:end } -> e:end ; x:error(E1) on p -> caught:user")
            .Complete("a", ("bad", false)).IsWaitingAt("a").Complete("a", ("bad", true)).IsWaitingAt("caught");

    [Fact]
    public void A_service_task_calls_its_handler_for_each_instance()
    {
        var run = Run.Start("s:start -> a:service(h) parallel(2) -> e:end");
        Assert.Equal(2, run.Effects.OfType<CallService>().Count());
        run.Fail("a", null).HasIncident("a", IncidentCodes.HandlerFailed).Step(new CompleteService(run.Node("a", 1))).Retry("a").Answer("a").HasEnded("e");
    }

    [Fact]
    public void The_body_of_a_loop_takes_no_answer()
    {
        var run = Run.Start("s:start -> a:service(h) parallel(2) -> u:user parallel(1)");
        var body = run.State.Nodes.First(node => node.Value.Role == NodeRole.Body).Key;
        run.Refuses(new CompleteService(body), RejectionCodes.NotFound).Refuses(new FailService(body, null, ""), RejectionCodes.NotFound);
        run.Answer("a").Answer("a");
        run.Refuses(new CompleteTask(run.State.Nodes.First(node => node.Value.Role == NodeRole.Body).Key), RejectionCodes.NotFound);
    }

    [Fact]
    public void Calls_scripts_receives_and_sub_processes_repeat_too() =>
        Run.Start("s:start -> a:feel(n = n + 1) sequential(3) -> b:receive(go) parallel(2) -> c:call(child; in n) parallel(2) -> p:sub sequential(2) { ps:start -> pa:user } -> e:end ; child:process { cs:start -> ca:user }", ("n", 0))
            .Has("n", 3).IsWaitingAt("b", "b").Deliver("b").Deliver("b").IsWaitingAt("ca", "ca").Complete("ca").Complete("ca").IsWaitingAt("pa").Complete("pa").IsWaitingAt("pa").Complete("pa").HasEnded("e");

    [Fact]
    public void They_nest_with_counters_of_their_own()
    {
        var run = Run.Start("s:start -> p:sub parallel(2) { ps:start -> a:user sequential(2) } -> e:end").IsWaitingAt("a", "a");
        run.Sees("a", "loopCounter", 0).Sees("a", "loopCounter", 0, n: 1).Complete("a").Sees("a", "loopCounter", 1, n: 1).Complete("a").Complete("a").Complete("a").HasEnded("e");
    }

    [Fact]
    public void Variables_of_a_collection_that_changes_meanwhile_do_not_matter() =>
        Run.Start("s:start -> a:user sequential(item in items) -> e:end", Items)
            .Complete("a", ("items", Array.Empty<object>())).Sees("a", "item", "y").Complete("a").Sees("a", "item", "z").Complete("a").HasEnded("e");

    [Fact]
    public void A_map_repeats_over_its_values() =>
        Run.Start("s:start -> a:user sequential(item in order) -> e:end", ("order", new Engine.Values.MapValue(Run.Map([("a", 1), ("b", 2)])))).Sees("a", "item", 1).Complete("a").Sees("a", "item", 2);

    [Fact]
    public void What_leaves_a_loop_may_stop_and_be_retried() =>
        Run.Start("s:start -> a:user parallel(2) -[x = 1]-> b:user").Complete("a").Complete("a").HasIncident("a", IncidentCodes.ExpressionError).Retry("a", ("x", 1)).IsWaitingAt("b");
}
