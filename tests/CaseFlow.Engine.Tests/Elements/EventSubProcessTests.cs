using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class EventSubProcessTests
{
    [Theory]
    [InlineData("message stop")]
    [InlineData("timer PT1H")]
    [InlineData("signal stop")]
    [InlineData("condition x = 1")]
    public void An_interrupting_one_ends_the_rest_of_its_scope(string trigger)
    {
        var run = Run.Start($"s:start -> f:and -> a:user -> j:and -> e:end ; f -> b:task -> j ; v:events {{ vs:start({trigger}) -> va:user -> ve:end }}", ("x", 0)).IsWaitingAt("a", "j");
        Occur(run, trigger).IsWaitingAt("va");
        Assert.Empty(run.State.Subscriptions);
        run.Complete("va").HasEnded(null);
    }

    [Theory]
    [InlineData("message note")]
    [InlineData("signal note")]
    [InlineData("timer R/PT1H")]
    [InlineData("condition x = 1")]
    public void One_beside_stays_armed_and_runs_as_often_as_it_is_triggered(string trigger)
    {
        var run = Run.Start($"s:start -> a:user -> e:end ; v:events {{ vs:start({trigger}) beside -> va:user }}", ("x", 0));
        Occur(run, trigger).IsWaitingAt("a", "va");
        run.Set(("x", 0));
        Occur(run, trigger).IsWaitingAt("a", "va", "va");
    }

    [Fact]
    public void A_timer_beside_fires_once_and_a_cycle_as_often_as_it_says()
    {
        Assert.Empty(Run.Start("s:start -> a:user ; v:events { vs:start(timer PT1H) beside -> va:user }").Fire("vs").IsWaitingAt("a", "va").State.Subscriptions);
        Assert.Empty(Run.Start("s:start -> a:user ; v:events { vs:start(timer R2/PT1H) beside -> va:user }").Fire("vs").Fire("vs").IsWaitingAt("a", "va", "va").State.Subscriptions);
    }

    [Fact]
    public void An_interrupting_one_disarms_its_siblings_and_ends_those_that_run()
    {
        var run = Run.Start("s:start -> p:sub { ps:start -> a:user ; v:events { vs:start(message note) beside -> va:user } ; w:events { ws:start(message stop) -> wa:user } ; u:events { us:start(timer PT1H) -> ua:user } } -> e:end ; b:message(out) on p -> ba:user")
            .Deliver("vs").IsWaitingAt("a", "va").Deliver("ws").IsWaitingAt("wa");
        Assert.Equal(["b"], run.State.Subscriptions.Values.Select(subscription => subscription.Element));
        run.Complete("wa").HasEnded("e");
    }

    [Fact]
    public void A_scope_lives_until_its_event_sub_processes_end_and_takes_no_new_trigger_meanwhile()
    {
        var run = Run.Start("s:start -> p:sub { ps:start -> a:user ; v:events { vs:start(message note) beside -> va:user } } -> e:end").Deliver("vs").Deliver("vs").Complete("a").IsWaitingAt("va", "va");
        Assert.Empty(run.State.Subscriptions);
        run.Complete("va").IsWaitingAt("va").Complete("va").HasEnded("e");
    }

    [Fact]
    public void An_error_is_caught_by_the_event_sub_process_before_the_boundary_event() =>
        Run.Start("s:start -> p:sub { ps:start -> a:user -> bad:end(error E1) ; v:events { vs:start(error) -> va:user } } -> e:end ; b:error(E1) on p -> ba:user")
            .Complete("a").IsWaitingAt("va").Complete("va").HasEnded("e");

    [Fact]
    public void A_specific_code_comes_before_one_that_catches_all() =>
        Run.Start("s:start -> a:user -> bad:end(error E1) ; v:events { vs:start(error) -> va:user } ; w:events { ws:start(error E1) -> wa:user }").Complete("a").IsWaitingAt("wa");

    [Fact]
    public void An_error_in_an_event_sub_process_is_not_caught_by_itself() =>
        Run.Start("s:start -> p:sub { ps:start -> a:user -> bad:end(error E1) ; v:events { vs:start(error E1) -> worse:end(error E1) } } -> e:end ; b:error on p -> ba:user")
            .Complete("a").IsWaitingAt("ba");

    [Fact]
    public void An_error_in_one_that_does_not_interrupt_is_caught_by_another_of_its_scope() =>
        Run.Start("s:start -> a:user ; v:events { vs:start(message note) beside -> va:user -> bad:end(error E1) } ; w:events { ws:start(error E1) -> wa:user }")
            .Deliver("vs").Complete("va").IsWaitingAt("wa");

    [Fact]
    public void A_scope_whose_main_flow_is_over_catches_no_error_in_an_event_sub_process() =>
        Run.Start("s:start -> p:sub { ps:start -> a:user ; v:events { vs:start(message note) beside -> va:user -> bad:end(error E1) } ; w:events { ws:start(error E1) -> wa:user } } -> e:end ; b:error on p -> ba:user")
            .Deliver("vs").Complete("a").Complete("va").IsWaitingAt("ba");

    [Fact]
    public void An_escalation_starts_one_beside_or_in_place_of_the_flow()
    {
        Run.Start("s:start -> x:throw(escalation X1) -> a:user ; v:events { vs:start(escalation X1) beside -> va:user }").IsWaitingAt("a", "va");
        Run.Start("s:start -> x:throw(escalation X1) -> a:user ; v:events { vs:start(escalation) -> va:user }").IsWaitingAt("va");
    }

    [Fact]
    public void It_is_armed_before_anything_moves_in_its_scope() =>
        Run.Start("s:start -> t:throw(signal go) -> a:user ; v:events { vs:start(signal go) beside -> va:user }").IsWaitingAt("a", "va");

    [Fact]
    public void It_sees_and_sets_the_variables_of_its_scope() =>
        Run.Start("s:start -> p:sub { d:data ; ps:start -> a:user ; v:events { vs:start(message note) beside -> va:user } } -> e:end")
            .Deliver("vs", ("d", 1)).Sees("a", "d", 1).Complete("va", ("d", 2)).Sees("a", "d", 2);

    [Fact]
    public void One_in_the_process_ends_the_instance_when_it_is_over() =>
        Run.Start("s:start -> a:user -> e:end ; v:events { vs:start(message stop) -> va:user -> ve:end(terminate) }").Deliver("vs").Complete("va").HasEnded(null);

    [Fact]
    public void Its_own_terminate_ends_itself_alone() =>
        Run.Start("s:start -> a:user ; v:events { vs:start(message note) beside -> f:and -> va:user -> ve:end(terminate) ; f -> vb:user }")
            .Deliver("vs").IsWaitingAt("a", "va", "vb").Complete("va").IsWaitingAt("a");

    [Fact]
    public void One_that_cannot_be_armed_is_an_incident_of_its_own_and_the_scope_goes_on()
    {
        var run = Run.Start("s:start -> a:user -> b:user -> e:end ; v:events { vs:start(timer ${when}) beside -> va:user }").HasIncident("vs", IncidentCodes.ExpressionError).IsWaitingAt("a", "vs");
        run.Retry("vs").HasIncident("vs", IncidentCodes.ExpressionError).Complete("a").Retry("vs", ("when", "PT1H")).HasNoIncident().IsWaitingAt("b").Fire("vs").IsWaitingAt("b", "va");
    }

    [Fact]
    public void One_that_could_not_be_armed_is_given_up_when_its_scope_is_interrupted() =>
        Run.Start("s:start -> a:user ; v:events { vs:start(timer ${when}) beside -> va:user } ; w:events { ws:start(message stop) -> wa:user }")
            .HasIncident("vs", IncidentCodes.ExpressionError).Deliver("ws").HasNoIncident().IsWaitingAt("wa");

    [Fact]
    public void They_nest() =>
        Run.Start("s:start -> a:user ; v:events { vs:start(message one) beside -> va:user ; w:events { ws:start(message two) -> wa:user } }")
            .Deliver("vs").Deliver("vs").IsWaitingAt("a", "va", "va").Deliver("ws").IsWaitingAt("a", "va", "wa").Complete("wa").IsWaitingAt("a", "va");

    [Fact]
    public void Each_instance_of_a_loop_has_its_own() =>
        Run.Start("s:start -> p:sub parallel(2) { ps:start -> a:user ; v:events { vs:start(message stop) -> va:user } } -> e:end")
            .Deliver("vs").IsWaitingAt("a", "va").Complete("va").IsWaitingAt("a").Complete("a").HasEnded("e");

    [Fact]
    public void A_boundary_event_still_ends_a_scope_whose_flow_was_interrupted() =>
        Run.Start("s:start -> p:sub { ps:start -> a:user ; v:events { vs:start(message stop) -> va:user } } -> e:end ; t:timer(PT1H) on p -> ba:user")
            .Deliver("vs").Fire("t").IsWaitingAt("ba");

    private static Run Occur(Run run, string trigger) => trigger.Split(' ')[0] switch
    {
        "message" => run.Deliver("vs"),
        "timer" => run.Fire("vs"),
        "signal" => run.Signal("vs"),
        _ => run.Set(("x", 1)),
    };
}
