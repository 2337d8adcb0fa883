using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class EndEventTests
{
    [Fact]
    public void A_none_end_consumes_its_token_and_the_others_go_on() =>
        Run.Start("s:start -> g:and -> a:user -> e1:end ; g -> b:user -> e2:end")
            .Complete("a").IsWaitingAt("b")
            .Complete("b").HasEnded("e2");

    [Fact]
    public void The_outcome_is_the_end_reached_last_even_in_an_earlier_step() =>
        Run.Start("s:start -> g:and -> a:user -> e1:end ; g -> b:user")
            .Complete("a").IsWaitingAt("b")
            .Complete("b").HasEnded("e1");

    [Fact]
    public void An_element_without_outgoing_flow_ends_its_branch() => Run.Start("s:start -> a:user").Complete("a").HasEnded(null);

    [Fact]
    public void The_end_of_a_sub_process_is_not_the_outcome() =>
        Run.Start("s:start -> p:sub { ps:start -> pe:end } -> a:user").IsWaitingAt("a").Complete("a").HasEnded(null);

    [Fact]
    public void A_process_that_waits_for_nobody_ends_in_its_first_step() => Run.Start("s:start -> e:end").HasEnded("e");

    [Fact]
    public void Terminate_ends_everything_in_the_process_and_withdraws_it()
    {
        var run = Run.Start("s:start -> g:and -> a:user -> e1:end(terminate) ; g -> b:user -> e2:end ; g -> c:service(x) -> e2 ; g -> m:message(hello) -> e2 ; t:timer(PT1H) on b -> e2")
            .Complete("a").HasEnded("e1");
        Assert.Equal(["CancelService", "CloseSubscription", "CloseWorkItem", "CloseWorkItem", "DisarmTimer", "EndInstance"], run.Effects.Select(effect => effect.GetType().Name).Order());
    }

    [Fact]
    public void Terminate_ends_its_own_scope_alone() =>
        Run.Start("s:start -> g:and -> p:sub { ps:start -> pg:and -> pa:user -> pe:end(terminate) ; pg -> pb:user -> pe2:end } -> after:user -> e:end ; g -> b:user -> e")
            .IsWaitingAt("b", "pa", "pb")
            .Complete("pa").IsWaitingAt("after", "b");

    [Fact]
    public void Terminate_takes_with_it_the_tokens_under_way_and_at_joins() =>
        Run.Start("s:start -> g:and -> a:task -> j:and -> never:user -> e:end ; g -> e2:end(terminate) ; g -> b:task -> c:task -> d:task -> j").HasEnded("e2");

    [Fact]
    public void A_terminated_sub_process_whose_flow_fails_stops_with_an_incident_and_can_be_retried() =>
        Run.Start("s:start -> p:sub { ps:start -> pg:and -> pa:user -> pe:end(terminate) ; pg -> pb:task -> pj:and -> pe2:end ; pg -> pc:user -> pj } ; p -[x = 1]-> e:end")
            .Complete("pa").HasIncident("p", IncidentCodes.ExpressionError).IsWaitingAt()
            .Retry("p", ("x", 1)).HasEnded("e");

    [Fact]
    public void An_error_is_caught_by_the_boundary_event_of_its_scope() =>
        Run.Start("s:start -> p:sub { ps:start -> pg:and -> pa:user -> pe:end(error E1) ; pg -> pb:user -> pe2:end } -> e:end ; x:error(E1) on p -> caught:user -> e")
            .Complete("pa").IsWaitingAt("caught");

    [Fact]
    public void An_error_goes_outward_until_it_is_caught() =>
        Run.Start("s:start -> p:sub { ps:start -> q:sub { qs:start -> qe:end(error E1) } -> pe:end ; other:error(E2) on q -> pe } -> e:end ; x:error(E1) on p -> caught:user")
            .IsWaitingAt("caught");

    [Fact]
    public void The_specific_code_comes_before_catch_all() =>
        Run.Start("s:start -> p:sub { ps:start -> pe:end(error E1) } ; all:error on p -> a:user ; one:error(E1) on p -> b:user").IsWaitingAt("b");

    [Fact]
    public void Catch_all_catches_what_nobody_names() =>
        Run.Start("s:start -> p:sub { ps:start -> pe:end(error E1) } ; one:error(E2) on p -> b:user ; all:error on p -> a:user").IsWaitingAt("a");

    [Fact]
    public void An_uncaught_error_is_an_incident_and_the_rest_goes_on() =>
        Run.Start("s:start -> g:and -> bad:end(error E1) ; g -> a:user -> e:end")
            .HasIncident("bad", IncidentCodes.UncaughtError).IsWaitingAt("a", "bad")
            .Complete("a").IsWaitingAt("bad")
            .Retry("bad").HasIncident("bad", IncidentCodes.UncaughtError).IsWaitingAt("bad");

    [Fact]
    public void An_error_end_of_the_process_itself_is_uncaught() =>
        Run.Start("s:start -> e:end(error E1)").HasIncident("e", IncidentCodes.UncaughtError).IsWaitingAt("e");
}
