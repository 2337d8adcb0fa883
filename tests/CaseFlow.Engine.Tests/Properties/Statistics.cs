using System.Collections.Concurrent;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Tests.Properties;

/// <summary>What the random processes and paths held, so that a generator which has stopped drawing something is noticed.</summary>
internal sealed class Statistics
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);
    private int runs;

    public void Add(RandomProcess process, ProcessGraph graph)
    {
        Interlocked.Increment(ref runs);
        foreach (var kind in graph.Elements.Values.Select(Kind).Distinct())
        {
            Count(kind);
        }

        if (graph.Elements.Values.Max(Depth) >= 3)
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
        if (events.OfType<Entered>().GroupBy(entered => (entered.Parent, entered.Element)).Any(same => same.Count() > 1))
        {
            Count("an element twice");
        }

        if (events.OfType<Occurred>().Any(occurred => occurred.Remaining > 0))
        {
            Count("a cycle going on");
        }

        if (events.OfType<Joined>().Any())
        {
            Count("a join fired");
        }
    }

    public void Endless() => Count("endless");

    public void Ended() => Count("ended");

    /// <summary>Each kind of element in at least 2 % of the processes, and each thing that is hard to get right now and then.</summary>
    public void AssertThatItWasWorthIt()
    {
        string[] kinds =
        [
            "StartEvent", "EndEvent", "EndEvent Terminate", "EndEvent Error", "IntermediateThrowEvent", "IntermediateCatchEvent Timer", "IntermediateCatchEvent Message",
            "BoundaryEvent Timer", "BoundaryEvent Message", "BoundaryEvent Error", "BoundaryEvent Timer beside", "BoundaryEvent Message beside",
            "UserTask", "ServiceTask", "ScriptTask", "SendTask", "ReceiveTask", "ManualTask", "AbstractTask", "SubProcess",
            "ExclusiveGateway", "ParallelGateway", "EventBasedGateway", "nesting of 3", "unstructured", "ended",
            "CompleteTask", "CompleteService", "FailService", "FireTimer", "DeliverMessage", "Retry", "SetVariables", "an element twice", "a cycle going on", "a join fired",
        ];
        var report = string.Join('\n', counts.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}: {entry.Value * 100.0 / runs:0.0} %"));
        Assert.All(kinds, kind => Assert.True(counts.GetValueOrDefault(kind) >= runs * 0.02, $"{kind} is too rare.\n{report}"));
        Assert.True(counts.GetValueOrDefault("endless") < runs * 0.1, "Too many endless loops.\n" + report);
    }

    private void Count(string what) => counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    private static int Depth(FlowElement element) => element.Parent is { } parent ? 1 + Depth(parent) : 0;

    private static string Kind(FlowElement element) => element switch
    {
        BoundaryEvent boundary => $"BoundaryEvent {Trigger(boundary)}{(boundary.Interrupting ? "" : " beside")}",
        Event { Trigger: not NoneTrigger } happening => $"{element.GetType().Name} {Trigger(happening)}",
        _ => element.GetType().Name,
    };

    private static string Trigger(Event happening) => happening.Trigger.GetType().Name.Replace("Trigger", "", StringComparison.Ordinal);
}
