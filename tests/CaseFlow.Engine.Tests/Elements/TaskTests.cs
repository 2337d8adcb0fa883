using CaseFlow.Engine.Reading;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Elements;

public sealed class TaskTests
{
    [Fact]
    public void A_user_task_waits_for_its_person()
    {
        var run = Run.Start("s:start -> a:user(clerk, head-${office}) -> e:end", ("office", 7)).IsWaitingAt("a");
        var item = Assert.IsType<OpenWorkItem>(Assert.Single(run.Effects));
        Assert.Equal(("a", run.Node("a")), (item.Element, item.Node));
        Assert.Equal(["clerk", "head-7"], item.Roles);

        run.Complete("a", ("found", true)).HasEnded("e").Has("found", true);
        Assert.Equal(new CloseWorkItem(item.Node, Completed: true), run.Effects[0]);
    }

    [Fact]
    public void A_user_task_whose_role_cannot_be_evaluated_is_an_incident_and_opens_after_the_repair() =>
        Run.Start("s:start -> a:user(head-${office}) -> e:end ; t:timer(PT1H) on a -> e")
            .HasIncident("a", IncidentCodes.ExpressionError)
            .Retry("a", ("office", 7)).HasNoIncident().IsWaitingAt("a")
            .Complete("a").HasEnded("e");

    [Fact]
    public void A_service_task_asks_its_handler_with_the_variables_that_it_sees()
    {
        var run = Run.Start("s:start -> a:service(number) -> e:end", ("x", 1)).IsWaitingAt("a");
        var call = Assert.IsType<CallService>(Assert.Single(run.Effects));
        Assert.Equal(("a", "number"), (call.Element, call.Handler));
        Assert.Equal(Value.Of(1m), call.Variables["x"]);
        run.Answer("a", ("number", "A-1")).HasEnded("e").Has("number", "A-1");
    }

    [Fact]
    public void A_service_task_that_names_no_handler_does_nothing()
    {
        var run = Run.Start("s:start -> a:service -> b:service -> e:end").HasEnded("e");
        Assert.Equal((1, 1), (run.Visits("a"), run.Visits("b")));
        Run.Start("s:start -> a:service -> e:end", null, new ReadOptions { Handled = new HashSet<string> { "a" } }).IsWaitingAt("a").Answer("a").HasEnded("e");
    }

    [Fact]
    public void A_failing_handler_is_an_incident_and_is_asked_again_by_a_retry()
    {
        var run = Run.Start("s:start -> a:service(x) -> e:end ; t:timer(PT1H) on a -> late:user").Fail("a", null)
            .HasIncident("a", IncidentCodes.HandlerFailed).IsWaitingAt("a");
        var node = run.Node("a");
        run.Refuses(new CompleteService(node), RejectionCodes.NotFound).Refuses(new FailService(node, null, ""), RejectionCodes.NotFound)
            .Retry("a").HasNoIncident();
        Assert.IsType<CallService>(run.Effects[^1]);
        run.Answer("a").HasEnded("e");
    }

    [Fact]
    public void A_boundary_timer_still_ends_a_task_whose_handler_has_failed() =>
        Run.Start("s:start -> a:service(x) -> e:end ; t:timer(PT1H) on a -> late:user -> e").Fail("a", null)
            .Fire("t").HasNoIncident().IsWaitingAt("late");

    [Fact]
    public void A_business_error_of_a_handler_goes_to_the_boundary_event() =>
        Run.Start("s:start -> a:service(x) -> e:end ; b:error(E1) on a -> caught:user -> e").Fail("a", "E1").IsWaitingAt("caught");

    [Fact]
    public void A_business_error_of_a_handler_goes_outward() =>
        Run.Start("s:start -> p:sub { ps:start -> a:service(x) -> pe:end } -> e:end ; b:error on p -> caught:user -> e").Fail("a", "E1").IsWaitingAt("caught");

    [Fact]
    public void A_business_error_that_nothing_catches_is_an_incident() =>
        Run.Start("s:start -> a:service(x) -> e:end ; b:error(E2) on a -> e").Fail("a", "E1").HasIncident("a", IncidentCodes.UncaughtError)
            .Retry("a").HasNoIncident().Answer("a").HasEnded("e");

    [Fact]
    public void A_script_task_runs_within_the_step() =>
        Run.Start("s:start -> a:script(x + 1) -> e:end", ("x", 41)).HasEnded("e").Has("result", 42);

    [Fact]
    public void A_failing_script_is_an_incident_and_runs_again_after_the_repair() =>
        Run.Start("s:start -> a:script(x + 1) -> e:end").HasIncident("a", IncidentCodes.ExpressionError).IsWaitingAt("a")
            .Retry("a").HasIncident("a", IncidentCodes.ExpressionError)
            .Retry("a", ("x", 1)).HasEnded("e").Has("result", 2);

    [Fact]
    public void A_send_task_sends_and_passes()
    {
        var run = Run.Start("s:start -> a:send(paid-${no}; ${no}) -> b:user", ("no", 5)).IsWaitingAt("b");
        var message = Assert.IsType<SendMessage>(run.Effects[0]);
        Assert.Equal(("a", "paid-5", "5"), (message.Element, message.Name, message.Key));
    }

    [Fact]
    public void A_send_task_that_fails_sends_nothing_and_arms_nothing()
    {
        var run = Run.Start("s:start -> a:send(paid-${no}) -> b:user ; t:timer(PT1H) on a -> b").HasIncident("a", IncidentCodes.ExpressionError);
        Assert.DoesNotContain(run.Effects, effect => effect is SendMessage or ArmTimer);
        run.Retry("a", ("no", 1)).IsWaitingAt("b");
        Assert.Single(run.Effects.OfType<SendMessage>());
    }

    [Fact]
    public void A_send_task_without_a_message_passes() => Run.Start("s:start -> a:send -> e:end").HasEnded("e");

    [Fact]
    public void A_message_name_that_gives_nothing_is_an_incident() =>
        Run.Start("s:start -> a:message(${name}) -> e:end", ("name", null)).HasIncident("a", IncidentCodes.ExpressionError);

    [Fact]
    public void A_receive_task_waits_for_its_message()
    {
        var run = Run.Start("s:start -> a:receive(paid; ${no}) -> e:end", ("no", 5)).IsWaitingAt("a");
        var subscription = Assert.IsType<OpenSubscription>(Assert.Single(run.Effects));
        Assert.Equal(("a", SubscriptionKind.Message, "paid", "5"), (subscription.Element, subscription.Kind, subscription.Name, subscription.Key));
        run.Refuses(new CompleteTask(run.Node("a")), RejectionCodes.NotFound);
        run.Deliver("a", ("sum", 10)).HasEnded("e").Has("sum", 10);
    }

    [Fact]
    public void A_receive_task_without_a_message_is_triggered_by_hand() =>
        Run.Start("s:start -> a:receive -> e:end").IsWaitingAt("a").Complete("a").HasEnded("e");

    [Theory]
    [InlineData("task")]
    [InlineData("manual")]
    [InlineData("none")]
    public void What_has_nothing_to_wait_for_is_passed(string kind)
    {
        var run = Run.Start($"s:start -> a:{kind} -> e:end").HasEnded("e");
        Assert.Equal(1, run.Visits("a"));
        Assert.IsType<EndInstance>(Assert.Single(run.Effects));
    }
}
