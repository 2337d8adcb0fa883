using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>Something that happens to a case, to be carried out exactly once.</summary>
/// <param name="CaseId">The case; of a new one the id that <see cref="NewCase"/> brings.</param>
/// <param name="TriggerId">
/// Names the occurrence: the id in a form, a timer's due time, an outbox row. The same id again changes nothing.
/// </param>
/// <param name="Trigger">What happens.</param>
/// <param name="ActorId">The user who acts; 0: the system.</param>
public sealed record CaseCommand(long CaseId, string TriggerId, Trigger Trigger, long ActorId = 0)
{
    /// <summary>Goes with the trigger <see cref="Start"/>: what the case row says of the new case.</summary>
    public NewCase? New { get; init; }

    /// <summary>
    /// The domain rows that belong to the step: called within its transaction, before the handlers, and called again from
    /// nothing when the step is repeated. It touches the given database alone, and does not commit. Not for a store
    /// without a database.
    /// </summary>
    public Func<CaseFlowDb, Case, CancellationToken, Task>? Alongside { get; init; }

    /// <summary>Outbox row that this command answers: it is deleted in the same commit. 0: none.</summary>
    public long OutboxId { get; init; }

    /// <summary>
    /// Goes with the trigger FireTimer of a pump: the due time at which it saw the timer. If a calendar has changed it
    /// meanwhile, the timer does not fire.
    /// </summary>
    public Instant? TimerDue { get; init; }

    /// <summary>A cause for the history other than the element; never a name or a free text.</summary>
    public string? Why { get; init; }

    /// <summary>What the history calls the step; null: what its trigger is called.</summary>
    public string? Kind { get; init; }

    /// <summary>Goes with a migration, or one that is undone: row of the definition version to which the case goes. 0: none.</summary>
    public long OtherDefinitionId { get; init; }

    /// <summary>Goes with a migration that is undone: timers by number as they were; they are due when they were due.</summary>
    public IReadOnlyDictionary<int, KnownTimer>? KnownTimers { get; init; }
}

/// <summary>What a case row says from its beginning.</summary>
/// <param name="ServiceKey">The service.</param>
/// <param name="DefinitionId">Row of the definition version that the trigger names.</param>
/// <param name="OfficeId">The office that owes the result.</param>
/// <param name="IntakeOfficeId">The office that takes the application.</param>
public sealed record NewCase(string ServiceKey, long DefinitionId, long OfficeId, long IntakeOfficeId);

/// <summary>When a timer was due before a migration, and from when that was counted.</summary>
public sealed record KnownTimer(Instant CountedFrom, Instant DueAt);
