using CaseFlow.Engine.Model;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Elements;

/// <summary>What starts a process besides a none start event.</summary>
public sealed class InstantiatingTests
{
    [Theory]
    [InlineData("message go", typeof(MessageTrigger))]
    [InlineData("timer R2/PT1H", typeof(TimerTrigger))]
    [InlineData("signal go", typeof(SignalTrigger))]
    [InlineData("condition x = 1", typeof(ConditionalTrigger))]
    public void A_start_event_with_a_trigger(string trigger, Type type)
    {
        var text = $"s:start({trigger}) -> a:user ; n:start -> b:user";
        Assert.Equal([("s", type)], Run.Start(text).IsWaitingAt("b").Graph.Starters.Select(starter => (starter.Element.Id, starter.Trigger.GetType())));
        Run.StartAt("s", text).IsWaitingAt("a");
    }

    [Fact]
    public void A_multiple_start_event_has_several_triggers()
    {
        var run = Run.Start("s:start(message go | signal go | timer P1D) -> a:user");
        Assert.Equal(["s", "s", "s"], run.Graph.Starters.Select(starter => starter.Element.Id));
        run.IsWaitingAt("a");
    }

    [Fact]
    public void A_receive_task_whose_message_starts_the_process_is_complete_at_once()
    {
        var run = Run.StartAt("r", "r:receive(go) instantiates -> a:user", ("x", 1)).IsWaitingAt("a").Has("x", 1);
        Assert.Equal([("r", typeof(MessageTrigger))], run.Graph.Starters.Select(starter => (starter.Element.Id, starter.Trigger.GetType())));
        Assert.Empty(run.State.Subscriptions);
    }

    [Fact]
    public void Of_an_event_based_gateway_the_first_event_starts_it_and_the_others_are_not_waited_for()
    {
        const string text = "g:event instantiates -> m:message(go) -> a:user ; g -> r:receive(on) -> b:user";
        var run = Run.StartAt("m", text).IsWaitingAt("a");
        Assert.Empty(run.State.Subscriptions);
        Assert.Equal(["m", "r"], run.Graph.Starters.Select(starter => starter.Element.Id));
        Run.StartAt("r", text).IsWaitingAt("b");
    }

    [Fact]
    public void Of_a_parallel_one_all_are_needed()
    {
        var run = Run.StartAt("r", "g:event(parallel) instantiates -> m:message(go) -> j:and -> a:user ; g -> r:receive(on) -> j ; g -> t:message(too) -> j").IsWaitingAt("j", "m", "t");
        run.Deliver("t").Deliver("m").IsWaitingAt("a");
    }

    [Fact]
    public void A_process_with_only_such_starts_has_no_default() =>
        Assert.Equal(RejectionCodes.NoDefaultStart, Reject("g:event instantiates -> m:message(go) -> a:user ; g -> r:message(on) -> b:user", null));

    [Fact]
    public void Of_several_typed_starts_none_is_the_default_and_an_unknown_one_is_refused()
    {
        Assert.Equal(RejectionCodes.NoDefaultStart, Reject("s:start(message go) -> a:user ; t:start(signal go) -> a", null));
        Assert.Equal(RejectionCodes.NoDefaultStart, Reject("s:start -> a:user", "a"));
    }

    private static string Reject(string text, string? start)
    {
        var definitions = new Definitions(Bpmn.Xml(text));
        return Assert.IsType<Rejected>(Stepper.Step(definitions, null, new Start(definitions.First.Definition, StartEvent: start), Run.Now)).Code;
    }
}
