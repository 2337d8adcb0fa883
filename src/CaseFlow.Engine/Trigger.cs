using System.Collections.Immutable;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine;

/// <summary>What may be asked of a process instance: the closed list of the stepper's inputs.</summary>
public abstract record Trigger
{
    private protected Trigger()
    {
    }

    public ImmutableSortedDictionary<string, Value> Variables { get; init; } = Values.Variables.None;
}

/// <summary>Starts a root process; the state given to the stepper is null.</summary>
/// <param name="Definition">Which process.</param>
/// <param name="BusinessKey">The case number or another name from outside; null: none.</param>
/// <param name="StartEvent">Id of a start event or another element that starts the process; null: the none start event, else the only one.</param>
public sealed record Start(DefinitionRef Definition, string? BusinessKey = null, string? StartEvent = null) : Trigger;

/// <summary>A person completes the user task of this node, or triggers a wait state without a message.</summary>
public sealed record CompleteTask(int Node) : Trigger;

/// <summary>The timer of this subscription is due.</summary>
public sealed record FireTimer(int Subscription) : Trigger;

/// <summary>A message for this subscription.</summary>
public sealed record DeliverMessage(int Subscription) : Trigger;

/// <summary>A signal for this subscription.</summary>
public sealed record DeliverSignal(int Subscription) : Trigger;

/// <summary>The handler of this node has done its work.</summary>
public sealed record CompleteService(int Node) : Trigger;

/// <summary>The handler of this node has failed.</summary>
/// <param name="Node">The waiting service task.</param>
/// <param name="ErrorCode">A BPMN error to be caught by a boundary event; null: a technical failure, an incident.</param>
/// <param name="Message">What went wrong, for the person who repairs; no personal data.</param>
public sealed record FailService(int Node, string? ErrorCode, string Message) : Trigger
{
    /// <summary>Of the incident that a technical failure becomes.</summary>
    public string IncidentCode { get; init; } = State.IncidentCodes.HandlerFailed;
}

/// <summary>Sets variables where they are visible from the node, else on its process.</summary>
public sealed record SetVariables(int Node) : Trigger;

/// <summary>Tries again what the incident stopped, after its variables have been set to mend what was wrong.</summary>
public sealed record Retry(int Incident) : Trigger;

/// <summary>
/// A repair: leaves an activity, a catch event or a failed throw event as if its work were done, with these variables as its
/// results. Its outputs are evaluated; after an incident of these it is left without them.
/// </summary>
public sealed record Skip(int Node) : Trigger;

/// <summary>
/// A repair: ends this node with all that is in it and puts a token at another element of its scope, or of a scope around it,
/// which ends what is left on the way out. At a join the token waits on the first free flow by which the old place leads there.
/// </summary>
/// <param name="Node">What is ended; with <paramref name="Flow"/> the scope in which the token waits.</param>
/// <param name="Target">BPMN id of the element that begins.</param>
/// <param name="Flow">A token that waits at a join is moved: the flow on which it came. Null: the node is moved.</param>
public sealed record Move(int Node, string Target, string? Flow = null) : Trigger;

/// <summary>
/// A repair: ends this node with all that is in it, and nothing takes its place. Refused where the rest could not come to a
/// proper end without it: it is all that goes on in its scope, or a parallel join would wait for it in vain.
/// </summary>
/// <param name="Node">What is ended; with <paramref name="Flow"/> the scope in which the token waits.</param>
/// <param name="Flow">A token that waits at a join is taken away: the flow on which it came. Null: the node is ended.</param>
public sealed record CancelNode(int Node, string? Flow = null) : Trigger;

/// <summary>
/// The root process goes on under another version of its definition: everything stays where it is, under the ids of the other
/// version. What is armed stays armed as it was; only what one version has and the other lacks is armed or disarmed.
/// </summary>
/// <param name="Target">The other version, of the same process.</param>
/// <param name="Mapping">BPMN ids of the old version and what they are in the new one; empty: nothing. What is not named keeps its id.</param>
public sealed record Migrate(DefinitionRef Target, ImmutableSortedDictionary<string, string> Mapping) : Trigger;

/// <summary>Takes a migration back. The instance must stand where the migration has left it.</summary>
/// <param name="Done">The migration, as the history tells it.</param>
/// <param name="Before">The state from which it was made.</param>
public sealed record UndoMigration(Migrated Done, State.ProcessState Before) : Trigger;

/// <summary>Ends the instance where it stands.</summary>
public sealed record Cancel : Trigger;
