using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>Everything that one step of a case writes, in one commit. Collected in memory; a store carries it out.</summary>
public sealed class CaseChange
{
    /// <summary>The case row as it will be.</summary>
    public required Case Case { get; init; }

    /// <summary>Segments of the state that were not there before the step.</summary>
    public SortedDictionary<SegmentKey, byte[]> SegmentsAdded { get; } = [];

    /// <summary>Segments whose content is another one.</summary>
    public SortedDictionary<SegmentKey, byte[]> SegmentsChanged { get; } = [];

    public SortedSet<SegmentKey> SegmentsGone { get; } = [];

    /// <summary>The version from which the step was made; 0: the case is new.</summary>
    public required long FromVersion { get; init; }

    /// <summary>
    /// The step; set last, when all that goes into it is known. Null: no step was made, and only the incidents are written,
    /// unless the same one is open already.
    /// </summary>
    public HistoryRow? History { get; set; }

    /// <summary>The timer that caused the step, with the due time at which it was seen: it must still be that.</summary>
    public (int No, Instant DueAt)? Fired { get; init; }

    /// <summary>Work items that begin, by number. One that also ends in this step is here, already ended.</summary>
    public SortedDictionary<int, WorkItem> WorkOpened { get; } = [];

    /// <summary>Work items of earlier steps that end now, by number.</summary>
    public SortedDictionary<int, WorkClosed> WorkClosed { get; } = [];

    public SortedDictionary<int, CaseTimer> TimersArmed { get; } = [];

    /// <summary>Timers of earlier steps whose row goes; one that is armed again is in both.</summary>
    public SortedSet<int> TimersGone { get; } = [];

    public SortedDictionary<int, CaseSubscription> SubscriptionsOpened { get; } = [];

    public SortedSet<int> SubscriptionsGone { get; } = [];

    /// <summary>What goes on under another element, with the row of the definition version to which that belongs.</summary>
    public List<(Rename Rename, long DefinitionId)> Renamed { get; } = [];

    public List<OutboxMessage> Outbox { get; } = [];

    /// <summary>Nodes whose handler's answer is no longer wanted.</summary>
    public SortedSet<int> CallsCancelled { get; } = [];

    /// <summary>The outbox row that caused this step; 0: none.</summary>
    public long OutboxDone { get; init; }

    public List<CaseIncident> IncidentsRaised { get; } = [];

    public List<(IncidentSource Source, long Ref)> IncidentsResolved { get; } = [];

    public List<CaseDeadline> DeadlinesStarted { get; } = [];

    public List<CaseDeadline> DeadlinesChanged { get; } = [];

    /// <summary>
    /// What must come behind all handlers, such as drawing a number free of gaps: its row is locked until the commit. It may
    /// still change <see cref="Case"/>.
    /// </summary>
    public List<Func<CaseFlowDb, CancellationToken, Task>> BeforeCommit { get; } = [];
}

/// <summary>How a work item ends.</summary>
/// <param name="Item">Its row as it will be: state, when, by whom.</param>
/// <param name="OnlyIfMine">True when a person completes it: it must be open and claimed by that person, or by nobody.</param>
public sealed record WorkClosed(WorkItem Item, bool OnlyIfMine);
