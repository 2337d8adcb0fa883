using System.Collections.Concurrent;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>What the random processes and paths held, so that a generator which has stopped drawing something is noticed.</summary>
internal sealed class Statistics
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
    private int runs;

    public void Add(RandomProcess process, IEnumerable<ProcessGraph> graphs)
    {
        Interlocked.Increment(ref runs);
        var elements = graphs.SelectMany(graph => graph.Elements.Values).ToArray();
        foreach (var kind in elements.SelectMany(Kinds).Distinct())
        {
            Count(kind);
        }

        if (elements.Max(Depth) >= 3)
        {
            Count("nesting of 3");
        }

        if (process.Jumps.Length > 0)
        {
            Count("unstructured");
        }
    }

    public void Add(Trigger trigger, IReadOnlyList<HistoryEvent> events)
    {
        Count(trigger.GetType().Name);
        foreach (var what in events.SelectMany(What).Distinct())
        {
            Count(what);
        }

        if (events.OfType<Entered>().GroupBy(entered => (entered.Parent, entered.Element)).Any(same => same.Count() > 1))
        {
            Count("an element twice");
        }
    }

    public void Endless() => Count("endless");

    public void Ended() => Count("ended");

    /// <summary>Each kind of element in at least 2 % of the processes, and each thing that is hard to get right now and then.</summary>
    public void AssertThatItWasWorthIt()
    {
        string[] kinds =
        [
            "StartEvent", "StartEvent Message", "StartEvent Timer", "StartEvent Signal", "StartEvent Conditional", "StartEvent Multiple",
            "EndEvent", "EndEvent Terminate", "EndEvent Error", "EndEvent Signal", "EndEvent Escalation", "EndEvent Compensation", "EndEvent Message", "EndEvent Multiple", "EndEvent Cancel",
            "IntermediateThrowEvent", "IntermediateThrowEvent Message", "IntermediateThrowEvent Signal", "IntermediateThrowEvent Escalation", "IntermediateThrowEvent Compensation",
            "IntermediateThrowEvent Link", "IntermediateThrowEvent Multiple",
            "IntermediateCatchEvent Timer", "IntermediateCatchEvent Message", "IntermediateCatchEvent Signal", "IntermediateCatchEvent Conditional", "IntermediateCatchEvent Link",
            "IntermediateCatchEvent Multiple", "IntermediateCatchEvent ParallelMultiple",
            "BoundaryEvent Timer", "BoundaryEvent Message", "BoundaryEvent Signal", "BoundaryEvent Conditional", "BoundaryEvent Error", "BoundaryEvent Escalation", "BoundaryEvent Multiple",
            "BoundaryEvent ParallelMultiple", "BoundaryEvent Compensation",
            "BoundaryEvent Timer beside", "BoundaryEvent Message beside", "BoundaryEvent Signal beside", "BoundaryEvent Conditional beside", "BoundaryEvent Escalation beside",
            "BoundaryEvent Multiple beside", "BoundaryEvent ParallelMultiple beside",
            "event sub-process Timer", "event sub-process Message", "event sub-process Signal", "event sub-process Conditional", "event sub-process Error", "event sub-process Escalation",
            "event sub-process Multiple", "event sub-process Compensation",
            "event sub-process Timer beside", "event sub-process Message beside", "event sub-process Signal beside", "event sub-process Conditional beside", "event sub-process Escalation beside",
            "event sub-process Multiple beside",
            "UserTask", "ServiceTask", "ScriptTask", "SendTask", "ReceiveTask", "ManualTask", "AbstractTask", "BusinessRuleTask", "SubProcess", "transaction", "CallActivity",
            "parallel instances", "sequential instances", "loop", "handler", "data object",
            "ExclusiveGateway", "ParallelGateway", "InclusiveGateway", "EventBasedGateway", "instantiating gateway", "instantiating receive task", "nesting of 3", "unstructured", "ended",
            "CompleteTask", "CompleteService", "FailService", "FireTimer", "DeliverMessage", "DeliverSignal", "Retry", "SetVariables",
            "an element twice", "a cycle going on", "a join fired", "an event sub-process beside", "a condition turned", "a part was met", "compensation", "a sub-process opened again", "cancellation",
        ];
        var report = string.Join('\n', counts.OrderBy(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value * 100.0 / runs:0.0} %"));
        // Two in a hundred, less what chance may take away: in a short run only what is wholly absent is surely too rare.
        var expected = runs * 0.02;
        var rare = kinds.Where(kind => counts.GetValueOrDefault(kind) < expected - (3 * Math.Sqrt(expected))).ToArray();
        Assert.True(rare.Length == 0, $"Too rare: {string.Join(", ", rare)}.\n{report}");
        Assert.True(counts.GetValueOrDefault("endless") < runs * 0.1, "Too many endless loops.\n" + report);
    }

    private void Count(string what) => counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private static IEnumerable<string> What(HistoryEvent happened)
    {
        switch (happened)
        {
            case Occurred { Remaining: > 0 }:
                yield return "a cycle going on";
                break;
            case Joined:
                yield return "a join fired";
                break;
            case Entered { Role: NodeRole.EventSubProcess }:
                yield return "an event sub-process beside";
                break;
            case Entered { Role: NodeRole.Compensated }:
                yield return "a sub-process opened again";
                break;
            case ConditionTurned:
                yield return "a condition turned";
                break;
            case SubscriptionMet:
                yield return "a part was met";
                break;
            case CompensableGone:
                yield return "compensation";
                break;
            case Thrown { Kind: "cancel" }:
                yield return "cancellation";
                break;
        }
    }

    private static int Depth(FlowElement element) => element.Parent is { } parent ? 1 + Depth(parent) : 0;

    private static IEnumerable<string> Kinds(FlowElement element)
    {
        switch (element)
        {
            case BoundaryEvent boundary:
                yield return $"BoundaryEvent {Name(boundary)}{(boundary.Interrupting ? "" : " beside")}";
                break;
            case StartEvent { Parent.TriggeredByEvent: true } start:
                yield return $"event sub-process {Name(start)}{(start.Interrupting ? "" : " beside")}";
                break;
            case Event { Trigger: not NoneTrigger } happening:
                yield return $"{element.GetType().Name} {Name(happening)}";
                break;
            case SubProcess { IsTransaction: true }:
                yield return "transaction";
                break;
            case EventBasedGateway { Instantiate: true }:
                yield return "instantiating gateway";
                break;
            case ReceiveTask { Instantiate: true }:
                yield return "instantiating receive task";
                break;
            default:
                yield return element.GetType().Name;
                break;
        }

        if (element is Activity { Loop: { } loop })
        {
            yield return loop is MultiInstanceLoop multiple ? $"{(multiple.Sequential ? "sequential" : "parallel")} instances" : "loop";
        }

        if (element is Activity { IsForCompensation: true })
        {
            yield return "handler";
        }

        if (element is SubProcess { Body.Data.Length: > 0 })
        {
            yield return "data object";
        }
    }

    private static string Name(Event happening) => happening.Trigger is MultipleTrigger { Parallel: true } ? "ParallelMultiple" : happening.Trigger.GetType().Name.Replace("Trigger", "", StringComparison.Ordinal);
}
