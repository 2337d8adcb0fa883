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
public sealed record Entered(int Node, int Parent, string Element, int? LoopCounter) : HistoryEvent;

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

public sealed record Ended(ProcessStatus Status, string? Outcome) : HistoryEvent;
