using CaseFlow.Core.Cases;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using CaseFlow.Web.Localization;
using NodaTime;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>One step of a case in plain words.</summary>
/// <param name="Version">The case's version after it.</param>
/// <param name="At">When.</param>
/// <param name="Heading">What caused it.</param>
/// <param name="ActorId">Who; 0: the system.</param>
/// <param name="Lines">What was answered and what followed.</param>
/// <param name="Details">What only somebody who looks for a fault wants to know.</param>
public sealed record HistoryEntry(
    long Version, Instant At, string Heading, long ActorId, IReadOnlyList<string> Lines, IReadOnlyList<string> Details);

/// <summary>Puts the history of a case into words. Rows are read from the oldest on: an event names its node by number alone.</summary>
public sealed class CaseHistory(CaseView view, PageTexts texts)
{
    private readonly Dictionary<int, string> nodes = [];
    private readonly Dictionary<int, string> subscriptions = [];
    private readonly Dictionary<int, string> incidents = [];
    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, SequenceFlow> flows = view.Definition.Graph.Elements.Values
        .SelectMany(static element => element.Outgoing).DistinctBy(static flow => flow.Id)
        .ToDictionary(static flow => flow.Id, StringComparer.Ordinal);

    /// <summary>Elements that were completed, for the diagram; known once the entries have been written.</summary>
    public IReadOnlySet<string> Done => done;

    /// <summary>All steps, the newest first.</summary>
    public IReadOnlyList<HistoryEntry> Entries() => [.. view.History.Reverse().Select(Entry).Reverse()];

    private HistoryEntry Entry(HistoryRow row)
    {
        var events = StateJson.ReadEvents(row.Events);
        foreach (var happened in events)
        {
            Remember(happened);
        }

        var gone = events.OfType<Left>().Select(static left => left.Node).ToHashSet();
        var lines = new List<string>(Answers(row, events));
        var details = new List<string>();
        foreach (var happened in events)
        {
            (IsPlain(happened, row.Why, gone) ? lines : details).Add(Words(happened));
        }

        return new HistoryEntry(row.Version, row.At, texts.Plain($"history.kind.{row.Kind}", Name(row.Why)), row.ActorId, lines, details);
    }

    private void Remember(HistoryEvent happened)
    {
        switch (happened)
        {
            case Started started:
                nodes[started.Node] = started.Definition.Key;
                break;
            case Entered entered:
                nodes[entered.Node] = entered.Element;
                break;
            case Subscribed subscribed:
                subscriptions[subscribed.Number] = subscribed.Subscription.Element;
                break;
            case IncidentRaised raised:
                incidents[raised.Number] = raised.Incident.Element;
                break;
            case Passed passed:
                done.Add(passed.Element);
                break;
            case Left { Completed: true } left:
                done.Add(nodes.GetValueOrDefault(left.Node, ""));
                break;
        }
    }

    /// <summary>What a clerk wants to read: work that began or ended, a time that came, what went wrong, the end.</summary>
    private bool IsPlain(HistoryEvent happened, string why, HashSet<int> gone) => happened switch
    {
        Entered entered => !gone.Contains(entered.Node) && IsWork(entered.Element),
        Passed passed => IsWork(passed.Element),
        Left left => nodes.GetValueOrDefault(left.Node, "") is var element && IsWork(element) && (element != why || !left.Completed),
        Occurred occurred => occurred.Element != why,
        IncidentRaised or IncidentResolved or Ended => true,
        _ => false,
    };

    private bool IsWork(string element) =>
        view.Definition.Graph.Elements.GetValueOrDefault(element) is Activity or IntermediateCatchEvent;

    private string Words(HistoryEvent happened) => happened switch
    {
        Started started => texts.Plain("history.event.started", Name(started.Definition.Key)),
        Entered entered => texts.Plain("history.event.entered", Name(entered.Element)),
        PhaseChanged changed => texts.Plain("history.event.phase", NodeName(changed.Node)),
        Passed passed => texts.Plain("history.event.passed", Name(passed.Element)),
        Left { Completed: true } left => texts.Plain("history.event.left", NodeName(left.Node)),
        Left left => texts.Plain("history.event.withdrawn", NodeName(left.Node)),
        Took took => Flow("history.event.took", took.Flow),
        TokenArrived arrived => Flow("history.event.arrived", arrived.Flow),
        Joined joined => texts.Plain("history.event.joined", Name(joined.Element)),
        TokensDropped => texts.Plain("history.event.dropped"),
        VariablesSet set => texts.Plain("history.event.vars", string.Join(", ", set.Variables.Keys)),
        Subscribed subscribed => texts.Plain("history.event.subscribed", Name(subscribed.Subscription.Element)),
        Occurred occurred => texts.Plain("history.event.occurred", Name(occurred.Element)),
        Unsubscribed unsubscribed => texts.Plain("history.event.unsubscribed", Name(subscriptions.GetValueOrDefault(unsubscribed.Number, ""))),
        IncidentRaised raised => texts.Plain("history.event.incident", Name(raised.Incident.Element), texts.Plain($"incident.{raised.Incident.Code}")),
        IncidentResolved resolved => texts.Plain("history.event.resolved", Name(incidents.GetValueOrDefault(resolved.Number, ""))),
        EndReached reached => texts.Plain("history.event.end", Name(reached.Element)),
        Ended { Status: ProcessStatus.Cancelled } => texts.Plain("history.event.cancelled"),
        Ended ended => texts.Plain("history.event.ended", Name(ended.Outcome ?? "")),
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} has no words."),
    };

    private string Flow(string key, string flow) => flows.GetValueOrDefault(flow) is { } known
        ? texts.Plain(key, Name(known.Source.Id), Name(known.Target.Id))
        : texts.Plain(key, flow, "");

    private string NodeName(int node) => Name(nodes.GetValueOrDefault(node, ""));

    private string Name(string element) => element.Length == 0 ? "" : view.Definition.NameOf(element, texts.Language);

    /// <summary>The answers of the task's form that are no free texts: those are shown apart, with who wrote them.</summary>
    private IEnumerable<string> Answers(HistoryRow row, IReadOnlyList<HistoryEvent> events)
    {
        if (row.Kind != "complete-task"
            || view.Definition.Graph.Elements.GetValueOrDefault(row.Why)?.Extensions.GetValueOrDefault("form") is not { } formId
            || view.Definition.Forms.GetValueOrDefault(formId) is not { } form)
        {
            yield break;
        }

        var given = events.OfType<VariablesSet>().SelectMany(static set => set.Variables).ToLookup(static one => one.Key, static one => one.Value);
        foreach (var field in form.Fields.Where(static field => field.ChoicesKey is null))
        {
            if (given[field.Key].FirstOrDefault() is { } value and not NullValue)
            {
                yield return texts.Plain("history.answer", view.LabelOf(formId, field.Key, texts.Language), Answer(formId, field.Key, value));
            }
        }
    }

    private string Answer(string formId, string key, Value value) => value switch
    {
        BooleanValue answer => texts.Plain(answer.IsTrue ? "cases.yes" : "cases.no"),
        _ when view.Definition.Texts.Has($"form.{formId}.{key}.{value.AsText()}") =>
            view.Definition.Texts.In(texts.Language, $"form.{formId}.{key}.{value.AsText()}").Text,
        _ => value.AsText(),
    };
}
