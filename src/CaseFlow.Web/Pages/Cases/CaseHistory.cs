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
    private readonly Dictionary<int, CaseElement> nodes = [];
    private readonly Dictionary<int, CaseElement> subscriptions = [];
    private readonly Dictionary<int, CaseElement> incidents = [];
    private readonly Dictionary<int, CaseElement> compensables = [];
    private readonly HashSet<string> done = new(StringComparer.Ordinal);

    /// <summary>Elements of the case's own definition that were completed, for the diagram; known once the entries have been written.</summary>
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
        var acted = ActedOn(row, events);
        var lines = new List<string>(Answers(row, acted, events));
        var details = new List<string>();
        foreach (var happened in events)
        {
            (IsPlain(happened, row.Why, gone) ? lines : details).Add(Words(happened));
        }

        return new HistoryEntry(row.Version, row.At, texts.Plain($"history.kind.{row.Kind}", Name(acted)), row.ActorId, lines, details);
    }

    /// <summary>The element that the step acted on: the row has its id alone, the events know of which definition it is.</summary>
    private CaseElement ActedOn(HistoryRow row, IReadOnlyList<HistoryEvent> events) =>
        events.Select(At).FirstOrDefault(element => element?.Id == row.Why) ?? new CaseElement(view.Definition, row.Why);

    private void Remember(HistoryEvent happened)
    {
        switch (happened)
        {
            case Started started:
                nodes[started.Node] = new CaseElement(view.DefinitionOf(started.Definition), started.Definition.Key);
                break;
            case Entered entered:
                nodes[entered.Node] = In(entered.Parent, entered.Element);
                break;
            case Subscribed subscribed:
                subscriptions[subscribed.Number] = In(subscribed.Subscription.Node, subscribed.Subscription.Element);
                break;
            case IncidentRaised raised:
                incidents[raised.Number] = In(raised.Incident.Node, raised.Incident.Element);
                break;
            case Compensable compensable:
                compensables[compensable.Number] = new CaseElement(
                    (nodes.GetValueOrDefault(compensable.Record.Scope) ?? compensables.GetValueOrDefault(compensable.Record.Scope))?.Definition ?? view.Definition, compensable.Record.Activity);
                break;
            case Migrated migrated:
                var elements = migrated.Elements.ToDictionary(static name => name.From, static name => name.To, StringComparer.Ordinal);
                foreach (var known in (Dictionary<int, CaseElement>[])[nodes, subscriptions, incidents, compensables])
                {
                    Rename(known, migrated, elements);
                }

                break;
            case Passed or Left { Completed: true } when At(happened) is { } over && IsOwn(over):
                done.Add(over.Id);
                break;
        }
    }

    /// <summary>Of the case's own process, in whichever version it was when it was passed.</summary>
    private bool IsOwn(CaseElement element) =>
        element.Definition.Graph.Definition.Key == view.Definition.Graph.Definition.Key && view.Definition.Graph.Elements.ContainsKey(element.Id);

    private void Rename(Dictionary<int, CaseElement> known, Migrated migrated, Dictionary<string, string> elements)
    {
        foreach (var (number, element) in known.Where(one => one.Value.Definition.Graph.Definition == migrated.From).ToArray())
        {
            known[number] = new CaseElement(view.DefinitionOf(migrated.To), elements.GetValueOrDefault(element.Id, element.Id));
        }
    }

    /// <summary>An element in the scope of this node, so of the same definition.</summary>
    private CaseElement In(int scope, string element) => new(nodes.GetValueOrDefault(scope)?.Definition ?? view.Definition, element);

    /// <summary>The element of which an event tells; null: of none.</summary>
    private CaseElement? At(HistoryEvent happened) => happened switch
    {
        Started started => nodes.GetValueOrDefault(started.Node),
        Entered entered => nodes.GetValueOrDefault(entered.Node),
        PhaseChanged changed => nodes.GetValueOrDefault(changed.Node),
        Left left => nodes.GetValueOrDefault(left.Node),
        VariablesSet set => nodes.GetValueOrDefault(set.Node),
        ScopeClosed closed => nodes.GetValueOrDefault(closed.Node),
        LoopBegan began => nodes.GetValueOrDefault(began.Body),
        InstanceCompleted completed => nodes.GetValueOrDefault(completed.Body),
        Passed passed => In(passed.Scope, passed.Element),
        Joined joined => In(joined.Scope, joined.Element),
        Subscribed subscribed => subscriptions.GetValueOrDefault(subscribed.Number),
        Occurred occurred => subscriptions.GetValueOrDefault(occurred.Number),
        SubscriptionMet met => subscriptions.GetValueOrDefault(met.Number),
        ConditionTurned turned => subscriptions.GetValueOrDefault(turned.Number),
        Unsubscribed unsubscribed => subscriptions.GetValueOrDefault(unsubscribed.Number),
        IncidentRaised raised => incidents.GetValueOrDefault(raised.Number),
        IncidentResolved resolved => incidents.GetValueOrDefault(resolved.Number),
        Compensable compensable => compensables.GetValueOrDefault(compensable.Number),
        CompensableGone gone => compensables.GetValueOrDefault(gone.Number),
        EndReached reached => new CaseElement(view.Definition, reached.Element),
        Thrown thrown => Thrower(thrown.Element),
        Ended ended => new CaseElement(view.Definition, ended.Outcome ?? ""),
        _ => null,
    };

    /// <summary>What throws is not told with its scope: it is of the first definition that has such an element.</summary>
    private CaseElement Thrower(string element) =>
        new(view.Definitions.Values.FirstOrDefault(definition => definition.Graph.Elements.ContainsKey(element)) ?? view.Definition, element);

    /// <summary>What a clerk wants to read: work that began or ended, a time that came, what went wrong, the end.</summary>
    private bool IsPlain(HistoryEvent happened, string why, HashSet<int> gone) => happened switch
    {
        Entered entered => !gone.Contains(entered.Node) && At(happened) is var begun && IsWork(begun) && begun?.Element is not IntermediateCatchEvent { Trigger: TimerTrigger },
        Passed => IsWork(At(happened)),
        Left left => At(happened) is { } element && IsWork(element) && (element.Id != why || !left.Completed),
        Occurred occurred => occurred.Element != why,
        IncidentRaised or IncidentResolved or Ended or Migrated => true,
        _ => false,
    };

    private static bool IsWork(CaseElement? element) => element?.Element is Activity or IntermediateCatchEvent;

    private string Words(HistoryEvent happened) => happened switch
    {
        Started => Words("started", happened),
        Entered => Words("entered", happened),
        PhaseChanged => Words("phase", happened),
        Passed => Words("passed", happened),
        Left { Completed: true } => Words("left", happened),
        Left => Words("withdrawn", happened),
        Took took => Flow("history.event.took", took.Scope, took.Flow),
        TokenArrived arrived => Flow("history.event.arrived", arrived.Scope, arrived.Flow),
        Joined => Words("joined", happened),
        TokensDropped => texts.Plain("history.event.dropped"),
        VariablesSet set => texts.Plain("history.event.vars", string.Join(", ", set.Variables.Keys)),
        Subscribed => Words("subscribed", happened),
        Occurred => Words("occurred", happened),
        Unsubscribed => Words("unsubscribed", happened),
        IncidentRaised raised => texts.Plain("history.event.incident", Name(At(happened)), texts.Plain($"incident.{raised.Incident.Code}")),
        IncidentResolved => Words("resolved", happened),
        EndReached => Words("end", happened),
        Ended { Status: ProcessStatus.Cancelled } => texts.Plain("history.event.cancelled"),
        Ended => Words("ended", happened),
        ScopeClosed => Words("closed", happened),
        LoopBegan => Words("loop", happened),
        InstanceCompleted => Words("instance", happened),
        SubscriptionMet => Words("met", happened),
        ConditionTurned => Words("turned", happened),
        Compensable => Words("compensable", happened),
        CompensablesMoved => texts.Plain("history.event.compensables"),
        CompensableGone => Words("compensated", happened),
        Thrown => Words("thrown", happened),
        TokenTaken taken => Flow("history.event.taken", taken.Scope, taken.Flow),
        Migrated migrated => texts.Plain("history.event.migrated", migrated.From.Version, migrated.To.Version),
        VariablesGone gone => texts.Plain("history.event.gone", string.Join(", ", gone.Names)),
        _ => throw new InvalidOperationException($"The event {happened.GetType().Name} has no words."),
    };

    private string Words(string key, HistoryEvent happened) => texts.Plain($"history.event.{key}", Name(At(happened)));

    private string Flow(string key, int scope, string flow) => In(scope, "").Definition.Graph.Flows.GetValueOrDefault(flow) is { } known
        ? texts.Plain(key, Name(In(scope, known.Source.Id)), Name(In(scope, known.Target.Id)))
        : texts.Plain(key, flow, "");

    private string Name(CaseElement? element) => element?.NameIn(texts.Language) ?? "";

    /// <summary>The answers of the task's form that are no free texts: those are shown apart, with who wrote them.</summary>
    private IEnumerable<string> Answers(HistoryRow row, CaseElement acted, IReadOnlyList<HistoryEvent> events)
    {
        if (row.Kind != "complete-task"
            || acted.Element?.Extensions.GetValueOrDefault("form") is not { } formId
            || acted.Definition.Forms.GetValueOrDefault(formId) is not { } form)
        {
            yield break;
        }

        var given = events.OfType<VariablesSet>().SelectMany(static set => set.Variables).ToLookup(static one => one.Key, static one => one.Value);
        foreach (var field in form.Fields.Where(static field => field.ChoicesKey is null))
        {
            if (given[field.Key].FirstOrDefault() is { } value and not NullValue)
            {
                yield return texts.Plain("history.answer", acted.Definition.LabelOf(formId, field.Key, texts.Language), new AnswerWords(texts).Answer(acted.Definition, formId, field.Key, value));
            }
        }
    }
}
