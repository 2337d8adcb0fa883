using System.Collections.Immutable;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Scenarios;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Trials;

/// <summary>What came to a case from outside, as its history holds it: ids, decisions and times, nothing about a person.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">The kind of trigger, as in <see cref="HistoryRow.Kind"/>: complete-task, message or signal.</param>
/// <param name="Element">BPMN id of the task or the catching event.</param>
/// <param name="Name">Name of the message or signal; empty of a task.</param>
/// <param name="Variables">What it brought.</param>
public sealed record RecordedInput(Instant At, string Kind, string Element, string Name, ImmutableSortedDictionary<string, Value> Variables)
{
    public const string Task = "complete-task";
    public const string Message = "message";
    public const string Signal = "signal";
}

/// <summary>A past case as its history tells it.</summary>
public sealed class RecordedCase
{
    private readonly Dictionary<int, (string Element, bool IsService)> nodes = [];
    private readonly Dictionary<int, Subscription> subscriptions = [];
    private readonly List<RecordedInput> inputs = [];
    private readonly Dictionary<string, List<StandIn>> answers = new(StringComparer.Ordinal);
    private readonly List<string> visited = [];
    private readonly Func<DefinitionRef, ProcessGraph?> graphs;
    private ProcessGraph? graph;

    private RecordedCase(Func<DefinitionRef, ProcessGraph?> graphs) => this.graphs = graphs;

    public Instant StartedAt { get; private set; }

    public string? BusinessKey { get; private set; }

    /// <summary>The start event by which it was started; null: the ordinary one.</summary>
    public string? StartEvent { get; private set; }

    /// <summary>With what it began.</summary>
    public ImmutableSortedDictionary<string, Value> Start { get; private set; } = Engine.Values.Variables.None;

    /// <summary>In order of time.</summary>
    public IReadOnlyList<RecordedInput> Inputs => inputs;

    /// <summary>What the handlers answered, by service task, in order of its calls.</summary>
    public IReadOnlyDictionary<string, List<StandIn>> Answers => answers;

    /// <summary>The elements that it came to, in order.</summary>
    public IReadOnlyList<string> Visited => visited;

    /// <summary>Reads a history.</summary>
    /// <param name="history">All rows of the case, oldest first.</param>
    /// <param name="graphs">The definitions that the case ran; null of one that is not known.</param>
    public static RecordedCase Read(IEnumerable<HistoryRow> history, Func<DefinitionRef, ProcessGraph?> graphs)
    {
        var recorded = new RecordedCase(graphs);
        foreach (var row in history)
        {
            recorded.Take(row, StateJson.ReadEvents(row.Events));
        }

        return recorded;
    }

    private void Take(HistoryRow row, IReadOnlyList<HistoryEvent> events)
    {
        switch (row.Kind)
        {
            case "start":
                (StartedAt, StartEvent) = (row.At, row.Why.Length == 0 ? null : row.Why);
                BusinessKey = events.OfType<Started>().FirstOrDefault()?.BusinessKey;
                Start = events is [Started, VariablesSet first, ..] ? first.Variables : Engine.Values.Variables.None;
                break;
            case RecordedInput.Task:
                inputs.Add(new RecordedInput(row.At, row.Kind, row.Why, "", Union(events.TakeWhile(static happened => happened is VariablesSet))));
                break;
            case RecordedInput.Message or RecordedInput.Signal:
                var name = subscriptions.Values.LastOrDefault(one => one.Element == row.Why && one.Name is not null)?.Name ?? "";
                var brought = events.TakeWhile(static happened => happened is not (Took or Passed or Subscribed));
                inputs.Add(new RecordedInput(row.At, row.Kind, row.Why, name, Union(brought)));
                break;
        }

        for (var at = 0; at < events.Count; at++)
        {
            Note(events, at);
        }
    }

    private void Note(IReadOnlyList<HistoryEvent> events, int at)
    {
        switch (events[at])
        {
            case Started started:
                graph = graphs(started.Definition) ?? graph;
                break;
            case Entered entered:
                nodes[entered.Node] = (entered.Element, graph?.Elements.GetValueOrDefault(entered.Element) is ServiceTask);
                if (entered.Role is NodeRole.Flow or NodeRole.EventSubProcess)
                {
                    visited.Add(entered.Element);
                }

                break;
            case Passed passed:
                visited.Add(passed.Element);
                break;
            case Subscribed subscribed:
                subscriptions[subscribed.Number] = subscribed.Subscription;
                break;
            // A failure that raised an incident was mended and tried again: what counts is the answer that came then.
            case PhaseChanged { Phase: NodePhase.Failed } failed when nodes.GetValueOrDefault(failed.Node) is { IsService: true } service:
                if (events.Skip(at + 1).Select(ErrorCaughtBy).OfType<string>().FirstOrDefault() is { } code && events.ElementAtOrDefault(at + 1) is not IncidentRaised)
                {
                    Answer(service.Element, StandIn.Nothing with { Error = code });
                }

                break;
            case Left { Completed: true } left when nodes.GetValueOrDefault(left.Node) is { IsService: true } service:
                Answer(service.Element, StandIn.Nothing with { Result = ResultBefore(events, at, left.Node) });
                break;
        }
    }

    /// <summary>What the handler brought stands right before its task is left; what stands there on the task itself are its inputs.</summary>
    private static ImmutableSortedDictionary<string, Value> ResultBefore(IReadOnlyList<HistoryEvent> events, int left, int node)
    {
        var from = left;
        while (from > 0 && events[from - 1] is VariablesSet set && set.Node != node)
        {
            from--;
        }

        return Union(events.Skip(from).Take(left - from));
    }

    /// <summary>The code of the error that the element catches when it is reached by this event; null: it catches none.</summary>
    private string? ErrorCaughtBy(HistoryEvent happened)
    {
        var element = happened switch { Passed passed => passed.Element, Entered entered => entered.Element, _ => null };
        return element is not null && graph?.Elements.GetValueOrDefault(element) is Event catching && catching.Triggers.OfType<ErrorTrigger>().FirstOrDefault() is { } error
            ? error.Code?.Literal ?? "error"
            : null;
    }

    private void Answer(string element, StandIn answer)
    {
        if (!answers.TryGetValue(element, out var list))
        {
            answers.Add(element, list = []);
        }

        list.Add(answer);
    }

    private static ImmutableSortedDictionary<string, Value> Union(IEnumerable<HistoryEvent> events) =>
        events.OfType<VariablesSet>().Aggregate(Engine.Values.Variables.None, static (all, set) => all.SetItems(set.Variables));
}
