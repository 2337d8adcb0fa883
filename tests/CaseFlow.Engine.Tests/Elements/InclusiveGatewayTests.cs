using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class InclusiveGatewayTests
{
    private const string Split = "s:start -> g:or -[x > 1]-> a:user -> j:or -> z:user -> e:end ; g -[x > 2]-> b:user -> j ; g -*-> c:user -> j";

    [Theory]
    [InlineData(3, "a", "b")]
    [InlineData(2, "a")]
    [InlineData(1, "c")]
    public void It_takes_every_true_flow_or_the_default(int x, params string[] waiting) => Run.Start(Split, ("x", x)).IsWaitingAt(waiting);

    [Fact]
    public void An_unconditional_flow_is_always_taken() =>
        Run.Start("s:start -> g:or -[x > 1]-> a:user ; g -> b:user ; g -*-> c:user", ("x", 1)).IsWaitingAt("b");

    [Fact]
    public void No_true_condition_and_no_default_is_an_incident_that_keeps_the_token() =>
        Run.Start("s:start -> g:or -[x = 1]-> a:user ; g -[x = 2]-> b:user", ("x", 3)).HasIncident("g", IncidentCodes.NoOutgoingFlow).IsWaitingAt("g")
            .Retry("g", ("x", 2)).HasNoIncident().IsWaitingAt("b");

    [Fact]
    public void An_unknown_variable_in_a_condition_is_an_incident() => Run.Start(Split).HasIncident("g", IncidentCodes.ExpressionError).IsWaitingAt("g");

    [Fact]
    public void A_join_waits_for_what_may_still_come_and_for_no_more()
    {
        var run = Run.Start(Split, ("x", 3)).Complete("b").IsWaitingAt("a", "j").Complete("a").IsWaitingAt("z");
        Assert.Equal(1, run.Visits("j"));
        Run.Start(Split, ("x", 2)).Complete("a").IsWaitingAt("z");
    }

    [Fact]
    public void A_token_that_dies_elsewhere_lets_the_join_go() =>
        Run.Start("s:start -> f:and -> a:user -> j:or -> z:user ; f -> b:user -> g:xor -[ok]-> j ; g -*-> n:end")
            .Complete("a").IsWaitingAt("b", "j").Complete("b", ("ok", false)).IsWaitingAt("z");

    [Fact]
    public void A_boundary_event_that_ends_the_last_way_lets_the_join_go() =>
        Run.Start("s:start -> f:and -> a:user -> j:or -> z:user ; f -> b:user -> j ; t:timer(PT1H) on b -> n:end")
            .Complete("a").IsWaitingAt("b", "j").Fire("t").IsWaitingAt("z");

    [Fact]
    public void A_boundary_event_is_a_way_to_the_join() =>
        Run.Start("s:start -> f:and -> a:user -> j:or -> z:user ; f -> b:user -> n:end ; t:timer(PT1H) on b -> j")
            .Complete("a").IsWaitingAt("b", "j").Fire("t").IsWaitingAt("z");

    [Fact]
    public void A_link_is_a_way_to_the_join() =>
        Run.Start("s:start -> f:and -> a:user -> j:or -> z:user ; f -> b:user -> l:throw(link on) ; c:link(on) -> j")
            .Complete("a").IsWaitingAt("b", "j").Complete("b").IsWaitingAt("z");

    [Fact]
    public void It_sees_tokens_in_sub_processes_and_calls_and_at_event_gateways() =>
        Run.Start("s:start -> f:and -> a:task -> j:or -> z:user ; f -> p:sub { ps:start -> pa:user } -> j ; f -> c:call(child) -> j ; f -> g:event -> m:message(go) -> j ; g -> t:timer(PT1H) -> j ; child:process { cs:start -> ca:user }")
            .IsWaitingAt("ca", "g", "j", "pa").Complete("pa").Complete("ca").IsWaitingAt("g", "j", "j", "j").Fire("t").IsWaitingAt("z");

    [Fact]
    public void It_sees_tokens_at_other_joins_and_stopped_by_an_incident() =>
        Run.Start("s:start -> f:and -> a:task -> j:or -> z:user ; f -> b:user -> k:and -> j ; f -> c:script(x) -> k")
            .IsWaitingAt("b", "c", "j").Complete("b").IsWaitingAt("c", "j", "k").Retry("c", ("x", 1)).IsWaitingAt("z");

    /// <summary>BPMN 2.0.2, 13.4.3: a token that can come to an empty flow, but also to one that holds a token, is not waited for.</summary>
    [Fact]
    public void A_token_that_can_also_come_to_a_flow_with_a_token_is_not_waited_for() =>
        Run.Start("s:start -> f:and -> a:task -> m:xor -> j:or -> z:user ; f -> b:user -> g:xor -[ok]-> m ; g -*-> j").IsWaitingAt("b", "z");

    [Fact]
    public void What_lies_behind_the_join_itself_is_no_way_to_it() =>
        Run.Start("s:start -> m:xor -> f:and -> a:user -> j:or -> b:user -> g:xor -[again]-> m ; g -*-> e:end ; f -> c:user -> j")
            .Complete("a").Complete("c").IsWaitingAt("b")
            .Complete("b", ("again", true)).IsWaitingAt("a", "c");

    [Fact]
    public void A_surplus_token_waits_for_the_next_round()
    {
        // Both tokens of the upper branch lie on one flow: the join takes one of each flow.
        var run = Run.Start("s:start -> f:and -> m:xor -> j:or -> z:user ; f -> m ; f -> a:user -> j").IsWaitingAt("a", "j", "j").Complete("a").IsWaitingAt("z", "z");
        Assert.Equal(2, run.Visits("j"));
    }

    [Fact]
    public void Tokens_of_different_instances_of_a_scope_do_not_mix() =>
        Run.Start("s:start -> p:sub parallel(2) { ps:start -> f:and -> a:user -> j:or -> z:user ; f -> b:user -> j } -> e:end")
            .Complete("a").IsWaitingAt("a", "b", "b", "j").Complete("b").IsWaitingAt("a", "b", "z");

    [Fact]
    public void One_that_only_merges_passes_each_token() =>
        Run.Start("s:start -> g:or -> a:user -> e:end").IsWaitingAt("a").Complete("a").HasEnded("e");

    [Fact]
    public void A_join_that_cannot_be_left_is_retried()
    {
        var run = Run.Start("s:start -> f:and -> j:or -[x = 1]-> a:user ; f -> j").HasIncident("j", IncidentCodes.ExpressionError).IsWaitingAt("j").Retry("j", ("x", 1)).IsWaitingAt("a");
        Assert.Equal(1, run.Visits("j"));
    }

    [Fact]
    public void A_join_and_split_in_one_takes_the_true_flows() =>
        Run.Start("s:start -> f:and -> a:user -> j:or -[x = 1]-> b:user ; f -> c:user -> j ; j -[x > 0]-> d:user ; j -*-> n:user", ("x", 1))
            .Complete("a").Complete("c").IsWaitingAt("b", "d");
}
