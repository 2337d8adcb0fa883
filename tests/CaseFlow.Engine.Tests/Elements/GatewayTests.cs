using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class GatewayTests
{
    private const string Choice = "s:start -> g:xor -[x = 1]-> a:user ; g -[x < 3]-> b:user ; g -*-> c:user";

    [Theory]
    [InlineData(1, "a")]
    [InlineData(2, "b")]
    [InlineData(3, "c")]
    public void An_exclusive_gateway_takes_the_first_true_flow_or_the_default(int x, string waiting) => Run.Start(Choice, ("x", x)).IsWaitingAt(waiting);

    [Fact]
    public void The_only_unconditional_flow_is_the_default() =>
        Run.Start("s:start -> g:xor -> a:user ; g -[x = 1]-> b:user", ("x", 1)).IsWaitingAt("b");

    [Fact]
    public void No_true_condition_and_no_default_is_an_incident_that_keeps_the_token() =>
        Run.Start("s:start -> g:xor -[x = 1]-> a:user ; g -[x = 2]-> b:user", ("x", 3)).HasIncident("g", IncidentCodes.NoOutgoingFlow).IsWaitingAt("g")
            .Retry("g", ("x", 2)).HasNoIncident().IsWaitingAt("b");

    [Fact]
    public void An_unknown_variable_in_a_condition_is_an_incident() => Run.Start(Choice).HasIncident("g", IncidentCodes.ExpressionError).IsWaitingAt("g");

    [Fact]
    public void A_condition_that_is_no_boolean_is_an_incident() =>
        Run.Start("s:start -> g:xor -[x]-> a:user ; g -*-> b:user", ("x", 1)).HasIncident("g", IncidentCodes.ExpressionError);

    [Fact]
    public void An_exclusive_gateway_does_not_join()
    {
        var run = Run.Start("s:start -> f:and -> m:xor -> a:user ; f -> m").IsWaitingAt("a", "a");
        Assert.Equal(2, run.Visits("m"));
    }

    [Fact]
    public void A_parallel_gateway_takes_every_flow_and_joins_a_token_from_each()
    {
        var run = Run.Start("s:start -> f:and -> a:user -> j:and -> c:user -> e:end ; f -> b:user -> j")
            .IsWaitingAt("a", "b")
            .Complete("b").IsWaitingAt("a", "j")
            .Complete("a").IsWaitingAt("c")
            .Complete("c").HasEnded("e");
        Assert.Equal(1, run.Visits("j"));
    }

    [Fact]
    public void A_surplus_token_waits_for_the_next_round() =>
        Run.Start("s:start -> f:and -> m:xor -> j:and -> c:user ; f -> m ; f -> a:user -> j")
            .IsWaitingAt("a", "j", "j")
            .Complete("a").IsWaitingAt("c", "j");

    [Fact]
    public void A_join_that_can_never_fire_holds_the_instance() =>
        Run.Start("s:start -> g:xor -> a:task -> j:and -> e:end ; g -[false]-> b:task -> j").IsWaitingAt("j");

    [Fact]
    public void Two_flows_between_the_same_elements_are_two_tokens() =>
        Run.Start("s:start -> f:and -> j:and -> e:end ; f -> j").HasEnded("e");

    [Fact]
    public void Activities_and_events_with_several_incoming_flows_do_not_join() =>
        Run.Start("s:start -> f:and -> a:user -> e:end ; f -> a").IsWaitingAt("a", "a");

    [Fact]
    public void Joins_of_two_instances_of_a_scope_do_not_mix() =>
        Run.Start("s:start -> f:and -> p:sub { ps:start -> pf:and -> pa:user -> pj:and -> pe:end ; pf -> pb:user -> pj } -> e:end ; f -> p")
            .Complete("pa").IsWaitingAt("pa", "pb", "pb", "pj")
            .Complete("pa").IsWaitingAt("pb", "pb", "pj", "pj")
            .Complete("pb").Complete("pb").HasEnded("e");

    [Fact]
    public void Conditional_flows_of_an_activity_take_all_that_are_true() =>
        Run.Start("s:start -> a:user -[x > 1]-> b:user ; a -[x > 2]-> c:user ; a -> d:user ; a -*-> never:user", ("x", 3))
            .Complete("a").IsWaitingAt("b", "c", "d");

    [Fact]
    public void The_default_flow_of_an_activity_is_taken_when_no_other_is() =>
        Run.Start("s:start -> a:user -[x > 1]-> b:user ; a -*-> c:user", ("x", 1)).Complete("a").IsWaitingAt("c");

    [Fact]
    public void An_activity_that_cannot_be_left_is_done_and_keeps_its_token()
    {
        var run = Run.Start("s:start -> a:user -[x > 1]-> b:user ; t:timer(PT1H) on a -> b", ("x", 1)).Complete("a")
            .HasIncident("a", IncidentCodes.NoOutgoingFlow).IsWaitingAt("a");
        Assert.Empty(run.State.Subscriptions);
        run.Refuses(new CompleteTask(run.Node("a")), RejectionCodes.NotFound);
        run.Retry("a", ("x", 2)).IsWaitingAt("b");
        Assert.Equal(1, run.Visits("a"));
    }

    [Fact]
    public void Conditions_also_leave_start_and_boundary_events() =>
        Run.Start("s:start -[x = 1]-> a:user ; s -[x = 2]-> b:user ; t:timer(PT1H) on a -[x = 2]-> c:user ; t -[x = 1]-> d:user", ("x", 1)).IsWaitingAt("a").Fire("t").IsWaitingAt("d");

    [Fact]
    public void A_start_event_that_cannot_be_left_holds_the_instance_with_an_incident() =>
        Run.Start("s:start -[x = 1]-> a:user").HasIncident("s", IncidentCodes.ExpressionError).Retry("s", ("x", 1)).IsWaitingAt("a");

    [Fact]
    public void Behind_an_event_based_gateway_the_first_event_decides()
    {
        var run = Run.Start("s:start -> g:event -> t:timer(PT1H) -> a:user ; g -> m:message(paid) -> b:user ; g -> r:receive(sent) -> c:user").IsWaitingAt("g");
        Assert.Equal(3, run.State.Subscriptions.Count);
        run.Deliver("m", ("sum", 1)).IsWaitingAt("b").Has("sum", 1);
        Assert.Empty(run.State.Subscriptions);
        Assert.Equal(3, run.Effects.Count(effect => effect is DisarmTimer or CloseSubscription));
        Assert.Equal((1, 0), (run.Visits("m"), run.Visits("t")));
    }

    [Theory]
    [InlineData("t", "a")]
    [InlineData("r", "c")]
    public void A_timer_and_a_receive_task_may_decide_too(string element, string waiting)
    {
        var run = Run.Start("s:start -> g:event -> t:timer(PT1H) -> a:user ; g -> r:receive(sent) -> c:user");
        (element == "t" ? run.Fire("t") : run.Deliver("r")).IsWaitingAt(waiting);
    }

    [Fact]
    public void An_event_based_gateway_with_a_failing_expression_arms_nothing_until_it_is_retried()
    {
        var run = Run.Start("s:start -> g:event -> t:timer(PT1H) -> a:user ; g -> m:message(paid-${no}) -> b:user").HasIncident("g", IncidentCodes.ExpressionError);
        Assert.Empty(run.State.Subscriptions);
        run.Retry("g", ("no", 1)).IsWaitingAt("g").Fire("t").IsWaitingAt("a");
    }

    [Fact]
    public void A_loop_comes_back() =>
        Run.Start("s:start -> m:xor -> a:user -> g:xor -[again]-> m ; g -*-> e:end")
            .Complete("a", ("again", true)).IsWaitingAt("a")
            .Complete("a", ("again", false)).HasEnded("e");
}
