using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine;

/// <summary>
/// What happened in a step: the audit trail. Folding all events of an instance gives its state
/// (<see cref="StateFold"/>); an event holds only what changed, and never names, identity numbers or free texts.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Entered), "entered")]
[JsonDerivedType(typeof(PhaseChanged), "phase")]
[JsonDerivedType(typeof(Passed), "passed")]
[JsonDerivedType(typeof(Left), "left")]
[JsonDerivedType(typeof(Took), "took")]
[JsonDerivedType(typeof(TokenArrived), "arrived")]
[JsonDerivedType(typeof(Joined), "joined")]
[JsonDerivedType(typeof(TokensDropped), "dropped")]
[JsonDerivedType(typeof(VariablesSet), "vars")]
[JsonDerivedType(typeof(Subscribed), "subscribed")]
[JsonDerivedType(typeof(Occurred), "occurred")]
[JsonDerivedType(typeof(Unsubscribed), "unsubscribed")]
[JsonDerivedType(typeof(IncidentRaised), "incident")]
[JsonDerivedType(typeof(IncidentResolved), "resolved")]
[JsonDerivedType(typeof(EndReached), "end")]
[JsonDerivedType(typeof(ScopeClosed), "closed")]
[JsonDerivedType(typeof(LoopBegan), "loop")]
[JsonDerivedType(typeof(InstanceCompleted), "instance")]
[JsonDerivedType(typeof(SubscriptionMet), "met")]
[JsonDerivedType(typeof(ConditionTurned), "turned")]
[JsonDerivedType(typeof(Compensable), "compensable")]
[JsonDerivedType(typeof(CompensablesMoved), "compensables")]
[JsonDerivedType(typeof(CompensableGone), "compensated")]
[JsonDerivedType(typeof(Thrown), "thrown")]
[JsonDerivedType(typeof(TokenTaken), "taken")]
[JsonDerivedType(typeof(Migrated), "migrated")]
[JsonDerivedType(typeof(VariablesGone), "gone")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record HistoryEvent
{
    private protected HistoryEvent()
    {
    }
}

/// <summary>A process began: the root, or one that was called.</summary>
public sealed record Started(int Node, int Parent, DefinitionRef Definition, string? BusinessKey) : HistoryEvent;

/// <summary>An element was entered and stays active.</summary>
/// <param name="Node">Its number.</param>
/// <param name="Parent">The scope's number.</param>
/// <param name="Element">BPMN id.</param>
/// <param name="LoopCounter">0-based, of an instance of a loop.</param>
/// <param name="Role">See <see cref="NodeRole"/>.</param>
/// <param name="CompensatesFor">See <see cref="State.Node.CompensatesFor"/>.</param>
/// <param name="Variables">Its own variables from the beginning; null: none.</param>
public sealed record Entered(
    int Node,
    int Parent,
    string Element,
    int? LoopCounter = null,
    NodeRole Role = NodeRole.Flow,
    int CompensatesFor = 0,
    ImmutableSortedDictionary<string, Value>? Variables = null) : HistoryEvent
{
    public bool Equals(Entered? other) =>
        other is not null && (Node, Parent, Element, LoopCounter, Role, CompensatesFor) == (other.Node, other.Parent, other.Element, other.LoopCounter, other.Role, other.CompensatesFor)
        && (Variables ?? Values.Variables.None).SequenceEqual(other.Variables ?? Values.Variables.None);

    public override int GetHashCode() => HashCode.Combine(Node, Parent, Element);
}

public sealed record PhaseChanged(int Node, NodePhase Phase) : HistoryEvent;

/// <summary>An element was executed without waiting, in the scope of this node.</summary>
public sealed record Passed(int Scope, string Element) : HistoryEvent;

/// <summary>A node ended: completed, or terminated from outside.</summary>
public sealed record Left(int Node, bool Completed) : HistoryEvent;

/// <summary>A token took a sequence flow.</summary>
public sealed record Took(int Scope, string Flow) : HistoryEvent;

/// <summary>A token waits at a join.</summary>
public sealed record TokenArrived(int Scope, string Flow) : HistoryEvent;

/// <summary>A join fired: one token of each of these flows is gone.</summary>
public sealed record Joined(int Scope, string Element, ImmutableArray<string> Flows) : HistoryEvent
{
    public bool Equals(Joined? other) =>
        other is not null && Scope == other.Scope && Element == other.Element && Flows.SequenceEqual(other.Flows);

    public override int GetHashCode() => HashCode.Combine(Scope, Element, Flows.Length);
}

/// <summary>A scope was terminated: the tokens at its joins are gone.</summary>
public sealed record TokensDropped(int Scope) : HistoryEvent;

public sealed record VariablesSet(int Node, ImmutableSortedDictionary<string, Value> Variables) : HistoryEvent
{
    public bool Equals(VariablesSet? other) => other is not null && Node == other.Node && Variables.SequenceEqual(other.Variables);

    public override int GetHashCode() => HashCode.Combine(Node, Variables.Count);
}

public sealed record Subscribed(int Number, Subscription Subscription) : HistoryEvent;

/// <summary>A subscription was met; a cycle or a non-interrupting message goes on waiting.</summary>
/// <param name="Number">Which.</param>
/// <param name="Element">The event that occurred.</param>
/// <param name="Remaining">Occurrences left afterwards; null: not counted.</param>
public sealed record Occurred(int Number, string Element, int? Remaining) : HistoryEvent;

public sealed record Unsubscribed(int Number) : HistoryEvent;

public sealed record IncidentRaised(int Number, Incident Incident) : HistoryEvent;

public sealed record IncidentResolved(int Number) : HistoryEvent;

/// <summary>The root process reached this end event; the last one is its outcome.</summary>
public sealed record EndReached(string Element) : HistoryEvent;

/// <summary>The scope's main flow is over or was interrupted: no further event sub-process starts.</summary>
public sealed record ScopeClosed(int Node) : HistoryEvent;

/// <summary>A multi-instance or looping activity knows what to repeat.</summary>
public sealed record LoopBegan(int Body, int Total, Value? Items) : HistoryEvent;

/// <summary>An instance of a loop is complete.</summary>
/// <param name="Body">The loop's node.</param>
/// <param name="LoopCounter">Which instance.</param>
/// <param name="Output">Its part of the output collection; null: none.</param>
public sealed record InstanceCompleted(int Body, int LoopCounter, Value? Output) : HistoryEvent;

/// <summary>See <see cref="Subscription.Met"/>.</summary>
public sealed record SubscriptionMet(int Number, bool Met) : HistoryEvent;

/// <summary>See <see cref="Subscription.Holds"/>.</summary>
public sealed record ConditionTurned(int Number, bool Holds) : HistoryEvent;

/// <summary>A completed activity can be compensated from now on.</summary>
public sealed record Compensable(int Number, CompensationRecord Record) : HistoryEvent;

/// <summary>What can be compensated in one scope belongs to another from now on.</summary>
/// <param name="From">A node or record.</param>
/// <param name="To">A node or record; 0: it can no longer be compensated.</param>
public sealed record CompensablesMoved(int From, int To) : HistoryEvent;

/// <summary>Its compensation has begun.</summary>
public sealed record CompensableGone(int Number) : HistoryEvent;

/// <summary>An event was thrown.</summary>
/// <param name="Element">By which element.</param>
/// <param name="Kind">message, signal, escalation, error, compensation or cancel.</param>
/// <param name="Name">Name or code; null: none.</param>
public sealed record Thrown(string Element, string Kind, string? Name) : HistoryEvent;

/// <summary>A token that waited at a join was moved away.</summary>
public sealed record TokenTaken(int Scope, string Flow) : HistoryEvent;

/// <summary>The process goes on under another version.</summary>
/// <param name="Process">Its node.</param>
/// <param name="From">The version until now.</param>
/// <param name="To">The version from now on.</param>
/// <param name="Elements">Elements that have another id there, as far as the instance stands at them; ordered.</param>
/// <param name="Flows">Flows that have another id there, as far as tokens wait on them; ordered.</param>
public sealed record Migrated(
    int Process, DefinitionRef From, DefinitionRef To, ImmutableArray<Renamed> Elements, ImmutableArray<Renamed> Flows) : HistoryEvent
{
    public bool Equals(Migrated? other) =>
        other is not null && (Process, From, To) == (other.Process, other.From, other.To)
        && Elements.SequenceEqual(other.Elements) && Flows.SequenceEqual(other.Flows);

    public override int GetHashCode() => HashCode.Combine(Process, From, To, Elements.Length, Flows.Length);

    /// <summary>The same way back.</summary>
    internal Migrated Inverse() => new(Process, To, From, Inverse(Elements), Inverse(Flows));

    private static ImmutableArray<Renamed> Inverse(ImmutableArray<Renamed> names) =>
        [.. names.Select(name => new Renamed(name.To, name.From)).OrderBy(name => name.From, StringComparer.Ordinal)];
}

/// <summary>An id and what it is called in another version.</summary>
public sealed record Renamed(string From, string To);

/// <summary>A migration that had set these variables was taken back.</summary>
public sealed record VariablesGone(int Node, ImmutableArray<string> Names) : HistoryEvent
{
    public bool Equals(VariablesGone? other) => other is not null && Node == other.Node && Names.SequenceEqual(other.Names);

    public override int GetHashCode() => HashCode.Combine(Node, Names.Length);
}

public sealed record Ended(ProcessStatus Status, string? Outcome) : HistoryEvent;
