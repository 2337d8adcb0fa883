using System.Text;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests;

public sealed class StepperTests
{
    private static readonly Definitions Known = new(Bpmn.Xml("s:start -> a:user -> e:end"));

    [Fact]
    public void What_is_impossible_is_rejected_and_changes_nothing()
    {
        var run = Run.Start("s:start -> f:and -> a:user -> e:end ; f -> b:service(x) -> e ; f -> t:timer(PT1H) -> e ; f -> m:message(x) -> e");
        run.Refuses(new CompleteTask(99), RejectionCodes.NotFound)
            .Refuses(new CompleteTask(run.Node("b")), RejectionCodes.NotFound)
            .Refuses(new CompleteTask(run.Node("process")), RejectionCodes.NotFound)
            .Refuses(new CompleteService(run.Node("a")), RejectionCodes.NotFound)
            .Refuses(new CompleteService(99), RejectionCodes.NotFound)
            .Refuses(new FailService(run.Node("a"), null, ""), RejectionCodes.NotFound)
            .Refuses(new FailService(99, null, ""), RejectionCodes.NotFound)
            .Refuses(new FireTimer(99), RejectionCodes.NotFound)
            .Refuses(new FireTimer(run.Subscription("m", SubscriptionKind.Message)), RejectionCodes.NotFound)
            .Refuses(new DeliverMessage(run.Subscription("t", SubscriptionKind.Timer)), RejectionCodes.NoSubscription)
            .Refuses(new DeliverMessage(99), RejectionCodes.NoSubscription)
            .Refuses(new SetVariables(99), RejectionCodes.NotFound)
            .Refuses(new Retry(99), RejectionCodes.NotFound)
            .Refuses(new Start(run.Graph.Definition), RejectionCodes.Conflict);
    }

    [Fact]
    public void A_second_completion_is_rejected()
    {
        var run = Run.Start("s:start -> a:user -> b:user -> e:end");
        var first = new CompleteTask(run.Node("a"));
        run.Step(first).Refuses(first, RejectionCodes.NotFound);
    }

    [Fact]
    public void An_ended_instance_takes_no_trigger() =>
        Run.Start("s:start -> e:end").Refuses(new Cancel(), RejectionCodes.Conflict).Refuses(new SetVariables(1), RejectionCodes.Conflict);

    [Fact]
    public void An_unknown_definition_or_start_event_is_rejected()
    {
        AssertRejected(RejectionCodes.NotFound, new Start(new DefinitionRef("other", 1, "")));
        AssertRejected(RejectionCodes.NoDefaultStart, new Start(Known.First.Definition, StartEvent: "a"));
        AssertRejected(RejectionCodes.NotFound, new Cancel());
    }

    [Fact]
    public void A_state_whose_definition_is_missing_is_the_hosts_error()
    {
        var run = Run.Start("s:start -> a:user -> e:end");
        var json = Encoding.UTF8.GetString(StateJson.Write(run.State)).Replace("\"key\":\"process\"", "\"key\":\"other\"", StringComparison.Ordinal);
        var state = StateJson.ReadState(Encoding.UTF8.GetBytes(json));
        Assert.Throws<InvalidOperationException>(() => Stepper.Step(Known, state, new CompleteTask(run.Node("a")), Run.Now));
    }

    [Fact]
    public void Cancel_withdraws_everything()
    {
        var run = Run.Start("s:start -> f:and -> a:user -> e:end ; f -> b:service(x) -> e ; f -> t:timer(PT1H) -> e ; f -> g:xor -[x = 1]-> e").Step(new Cancel());
        Assert.Equal((ProcessStatus.Cancelled, null), (run.State.Status, run.State.Outcome));
    }

    [Fact]
    public void Business_key_and_variables_are_kept()
    {
        var stepped = Assert.IsType<Stepped>(Stepper.Step(Known, null, new Start(Known.First.Definition, "A-1", "s") { Variables = Run.Map([("x", 1)]) }, Run.Now));
        Assert.Equal("A-1", stepped.State.BusinessKey);
        Assert.Equal(Run.Of(1), stepped.State.Root!.Variables!["x"]);
        Assert.Equal("A-1", StateJson.ReadState(StateJson.Write(stepped.State)).BusinessKey);
    }

    [Fact]
    public void Variables_are_set_on_the_process_and_kept_when_it_has_ended() =>
        Run.Start("s:start -> a:user -> e:end", ("x", 1)).Set(("x", 2), ("y", new object[] { 1, "two" })).Complete("a").HasEnded("e").Has("x", 2).Has("y", new object[] { 1, "two" });

    [Fact]
    public void An_endless_loop_is_an_incident_and_the_rest_goes_on()
    {
        var run = Run.Start("s:start -> f:and -> m:xor -> a:task -> m ; f -> b:user -> e:end", new StepOptions(200), null);
        Assert.Equal([IncidentCodes.StepLimit], run.State.Incidents.Values.Select(incident => incident.Code));
        Assert.Contains("b", run.Waiting());
        run.Complete("b");
        Assert.Single(run.Waiting());
        run.Retry(run.Waiting().Single());
        Assert.Equal([IncidentCodes.StepLimit], run.State.Incidents.Values.Select(incident => incident.Code));
    }

    [Fact]
    public void What_the_step_limit_has_stopped_goes_on_wherever_it_was()
    {
        var stopped = new HashSet<string>();
        for (var limit = 10; limit < 20; limit++)
        {
            var run = Run.Start("s:start -> g:xor -> c:xor -*-> jump:throw(link back) ; land:link(back) -> g ; c -[stop]-> out:user -> e:end", new StepOptions(limit), null, ("stop", false));
            var incident = Assert.Single(run.State.Incidents.Values);
            Assert.Equal(IncidentCodes.StepLimit, incident.Code);
            stopped.Add(incident.Element);
            run.Retry(incident.Element, ("stop", true)).HasNoIncident().IsWaitingAt("out").Complete("out").HasEnded("e");
        }

        Assert.Equal(["c", "g", "jump"], stopped.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("s:start -> t:timer(${\"x\" + \"y\"}) -> e:end", "The timer's duration is not an ISO 8601 duration such as P2D or PT15M.")]
    [InlineData("s:start -> m:message(${\"\" + \"\"}) -> e:end", "The name or code «${\"\" + \"\"}» gives nothing.")]
    [InlineData("s:start -> m:message(${x}) -> e:end", "There is no variable «x».")]
    public void What_cannot_be_armed_says_why(string process, string message) => Assert.Equal(message, Assert.Single(Run.Start(process).State.Incidents.Values).Message);

    [Fact]
    public void A_loop_that_multiplies_tokens_stays_small()
    {
        var run = Run.Start("s:start -> m:xor -> f:and -> m ; f -> m");
        Assert.All(run.State.Incidents.Values, incident => Assert.Equal(IncidentCodes.StepLimit, incident.Code));
        Assert.InRange(StateJson.Write(run.State).Length, 1, 256_000);
    }

    [Fact]
    public void What_the_step_limit_stopped_goes_on_after_a_retry()
    {
        var chain = "s:start -> " + string.Join(" -> ", Enumerable.Range(0, 30).Select(number => $"t{number}:task")) + " -> p:sub { ps:start -> pe:end } -> j:and -> x:xor -> u:user -> e:end";
        var run = Run.Start(chain, new StepOptions(10), null);
        for (var round = 0; round < 10 && run.State.Incidents.Count > 0; round++)
        {
            run.Retry(run.Waiting().Single());
        }

        run.IsWaitingAt("u").Complete("u");
        Assert.Equal(1, run.Visits("t20"));
        (run.State.Incidents.Count > 0 ? run.Retry("e") : run).HasEnded("e");
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        static byte[] Once() => StateJson.Write(Run.Start("s:start -> f:and -> a:user -> e:end ; f -> b:service(x) -> e ; t:timer(PT1H) on a -> e", ("z", 1), ("a", 2)).State);
        Assert.Equal(Once(), Once());
    }

    private static void AssertRejected(string code, Trigger trigger) =>
        Assert.Equal(code, Assert.IsType<Rejected>(Stepper.Step(Known, null, trigger, Run.Now)).Code);
}
