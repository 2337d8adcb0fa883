using System.Collections.Immutable;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine;

/// <summary>
/// What the host must do for a step, as data: a closed list, applied in order in the step's own commit. A host that
/// meets an effect it does not know refuses the step.
/// </summary>
public abstract record Effect
{
    private protected Effect()
    {
    }
}

/// <summary>A user task waits for a person.</summary>
/// <param name="Node">Its node; the work item's number within the case.</param>
/// <param name="Element">BPMN id of the user task.</param>
/// <param name="Roles">Candidate roles, evaluated.</param>
/// <param name="Definition">To which the element belongs: the node itself may be gone when the step is over.</param>
public sealed record OpenWorkItem(int Node, string Element, ImmutableArray<string> Roles, DefinitionRef Definition) : Effect
{
    /// <summary>Candidate users by login, evaluated.</summary>
    public ImmutableArray<string> Users { get; init; } = [];

    /// <summary>Login of the person it is for; null: nobody yet.</summary>
    public string? Assignee { get; init; }

    /// <summary>ISO 8601 date-time, or duration from now; null: none.</summary>
    public string? Due { get; init; }

    /// <summary>The task's name, evaluated; null: it has none.</summary>
    public string? Name { get; init; }
}

/// <param name="Node">As in <see cref="OpenWorkItem"/>.</param>
/// <param name="Completed">False: it was withdrawn by the process.</param>
public sealed record CloseWorkItem(int Node, bool Completed) : Effect;

/// <summary>A timer must fire; the host resolves the specification to a due time.</summary>
/// <param name="Number">The subscription's number.</param>
/// <param name="Element">The catching event.</param>
/// <param name="Specification">When.</param>
/// <param name="Again">True for the next occurrence of a cycle: counted from the last due time, not from now.</param>
public sealed record ArmTimer(int Number, string Element, TimerSpecification Specification, bool Again) : Effect;

public sealed record DisarmTimer(int Number) : Effect;

/// <summary>A message or signal is waited for.</summary>
public sealed record OpenSubscription(int Number, string Element, SubscriptionKind Kind, string Name, string? Key) : Effect;

public sealed record CloseSubscription(int Number) : Effect;

/// <summary>A handler must do the work of a service task and answer with CompleteService or FailService.</summary>
/// <param name="Node">The waiting node.</param>
/// <param name="Element">BPMN id; the host reads the element's extensions from the graph.</param>
/// <param name="Handler">Name of the handler.</param>
/// <param name="Variables">All variables visible at the task.</param>
/// <param name="Definition">To which the element belongs.</param>
public sealed record CallService(
    int Node, string Element, string Handler, ImmutableSortedDictionary<string, Value> Variables, DefinitionRef Definition) : Effect;

/// <summary>The service task was left before its handler answered.</summary>
public sealed record CancelService(int Node) : Effect;

/// <summary>A message leaves the instance.</summary>
public sealed record SendMessage(string Element, string Name, string? Key, ImmutableSortedDictionary<string, Value> Variables) : Effect;

/// <summary>A signal leaves the instance: all others that wait for it must get it. This instance has had it already.</summary>
public sealed record SendSignal(string Element, string Name, ImmutableSortedDictionary<string, Value> Variables) : Effect;

public sealed record RaiseIncident(int Number, int Node, string Element, string Code, string Message) : Effect;

public sealed record ResolveIncident(int Number) : Effect;

/// <summary>The root process goes on under another version: the case belongs to it.</summary>
public sealed record ChangeDefinition(DefinitionRef Definition) : Effect;

/// <summary>What an earlier step opened goes on under another element; its due time and everything else stay as they are.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">As it was opened with.</param>
/// <param name="Element">BPMN id from now on.</param>
/// <param name="Definition">To which the element belongs.</param>
public sealed record Rename(RenamedKind Kind, int Number, string Element, DefinitionRef Definition) : Effect;

public enum RenamedKind
{
    WorkItem,
    Timer,
    Subscription,
    Incident,
}

/// <summary>The root process has ended.</summary>
/// <param name="Status">How.</param>
/// <param name="Outcome">Id of the end event reached last; null when it was cancelled.</param>
public sealed record EndInstance(ProcessStatus Status, string? Outcome) : Effect;
