using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine;
using CaseFlow.Engine.State;

namespace CaseFlow.Core.Running;

/// <summary>
/// Cases in memory, for trying a definition out and for "what if": the same runner, no database. Thread-safe.
/// </summary>
public sealed class MemoryCaseStore : ICaseStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Case> cases = [];
    private readonly SortedDictionary<(long, int), WorkItem> workItems = [];
    private readonly SortedDictionary<(long, int), CaseTimer> timers = [];
    private readonly SortedDictionary<(long, int), CaseSubscription> subscriptions = [];
    private readonly SortedDictionary<(long, string), CaseDeadline> deadlines =
        new(Comparer<(long Case, string Id)>.Create(static (one, other) => one.Case != other.Case
            ? one.Case.CompareTo(other.Case)
            : string.CompareOrdinal(one.Id, other.Id)));

    private readonly SortedDictionary<long, OutboxMessage> outbox = [];
    private readonly List<CaseIncident> incidents = [];
    private readonly List<HistoryRow> history = [];
    private long lastKey;

    /// <summary>All rows as they are now; each list is in the order of its keys and does not change afterwards.</summary>
    public IReadOnlyList<Case> Cases => Read(() => cases.Values.OrderBy(static row => row.Id));

    public IReadOnlyList<WorkItem> WorkItems => Read(() => workItems.Values);

    public IReadOnlyList<CaseTimer> Timers => Read(() => timers.Values);

    public IReadOnlyList<CaseSubscription> Subscriptions => Read(() => subscriptions.Values);

    public IReadOnlyList<CaseDeadline> Deadlines => Read(() => deadlines.Values);

    public IReadOnlyList<OutboxMessage> Outbox => Read(() => outbox.Values);

    public IReadOnlyList<CaseIncident> Incidents => Read(() => incidents);

    public IReadOnlyList<HistoryRow> History => Read(() => history);

    /// <inheritdoc />
    public ICaseSession Open() => new Session(this);

    /// <summary>Takes a row out of the outbox: it was done, or it is not wanted.</summary>
    public void RemoveOutbox(long id)
    {
        lock (gate)
        {
            outbox.Remove(id);
        }
    }

    private T[] Read<T>(Func<IEnumerable<T>> rows)
    {
        lock (gate)
        {
            return [.. rows()];
        }
    }

    private CommitResult Commit(IReadOnlyList<CaseChange> changes)
    {
        lock (gate)
        {
            foreach (var change in changes)
            {
                if (Check(change) is var result and not CommitResult.Done)
                {
                    return result;
                }
            }

            foreach (var change in changes)
            {
                Write(change);
            }

            return CommitResult.Done;
        }
    }

    private CommitResult Check(CaseChange change)
    {
        if (change.History is not { } step)
        {
            return CommitResult.Done;
        }

        if ((cases.GetValueOrDefault(change.Case.Id)?.Version ?? 0) != change.FromVersion
            || history.Exists(row => row.CaseId == step.CaseId && string.Equals(row.TriggerId, step.TriggerId, StringComparison.Ordinal))
            || (change.Fired is { } fired && timers.GetValueOrDefault((step.CaseId, fired.No))?.DueAt != fired.DueAt))
        {
            return CommitResult.Conflict;
        }

        return change.WorkClosed.Values.All(Mine) ? CommitResult.Done : CommitResult.NotMine;
    }

    private bool Mine(WorkClosed closed) =>
        !closed.OnlyIfMine
        || (workItems.TryGetValue((closed.Item.CaseId, closed.Item.No), out var stored)
            && stored.State == WorkItemState.Open
            && (stored.AssigneeId == 0 || stored.AssigneeId == closed.Item.DoneBy));

    private void Write(CaseChange change)
    {
        if (change.History is not { } step)
        {
            incidents.AddRange(change.IncidentsRaised.Where(raised => !FindOpen(raised.CaseId, raised.Source, raised.Ref).Any()));
            return;
        }

        var id = change.Case.Id;
        var row = change.Case.Copy();
        row.Segments = (cases.GetValueOrDefault(id)?.Segments ?? StateSegments.None)
            .RemoveRange(change.SegmentsGone).SetItems(change.SegmentsChanged).AddRange(change.SegmentsAdded);
        cases[id] = row;
        foreach (var (no, closed) in change.WorkClosed)
        {
            var stored = workItems[(id, no)];
            (stored.State, stored.DoneAt, stored.DoneBy) = (closed.Item.State, closed.Item.DoneAt, closed.Item.DoneBy);
        }

        change.Renamed.ForEach(renamed => Rename(id, renamed.Rename, renamed.DefinitionId));
        Remove(change);
        foreach (var (source, reference) in change.IncidentsResolved)
        {
            foreach (var incident in FindOpen(id, source, reference).ToList())
            {
                incident.ResolvedAt = step.At;
            }
        }

        Add(change);
        history.Add(step);
    }

    private void Rename(long caseId, Rename rename, long definitionId)
    {
        switch (rename.Kind)
        {
            case RenamedKind.WorkItem:
                var item = workItems[(caseId, rename.Number)];
                (item.Element, item.DefinitionId) = (rename.Element, definitionId);
                break;
            case RenamedKind.Timer:
                timers[(caseId, rename.Number)].Element = rename.Element;
                break;
            case RenamedKind.Subscription:
                subscriptions[(caseId, rename.Number)].Element = rename.Element;
                break;
            default:
                foreach (var incident in FindOpen(caseId, IncidentSource.Process, rename.Number))
                {
                    incident.Element = rename.Element;
                }

                break;
        }
    }

    private void Remove(CaseChange change)
    {
        foreach (var no in change.TimersGone)
        {
            timers.Remove((change.Case.Id, no));
        }

        foreach (var no in change.SubscriptionsGone)
        {
            subscriptions.Remove((change.Case.Id, no));
        }

        foreach (var message in outbox.Values.Where(row => row.CaseId == change.Case.Id && change.CallsCancelled.Contains(row.Node)).ToList())
        {
            outbox.Remove(message.Id);
        }

        outbox.Remove(change.OutboxDone);
        if (change.Fired is { } fired)
        {
            timers.Remove((change.Case.Id, fired.No));
        }
    }

    private void Add(CaseChange change)
    {
        var id = change.Case.Id;
        foreach (var (no, item) in change.WorkOpened)
        {
            workItems.Add((id, no), item);
        }

        foreach (var (no, timer) in change.TimersArmed)
        {
            timers.Add((id, no), timer);
        }

        foreach (var (no, subscription) in change.SubscriptionsOpened)
        {
            subscriptions.Add((id, no), subscription);
        }

        foreach (var message in change.Outbox)
        {
            outbox.Add(message.Id, message);
        }

        foreach (var deadline in change.DeadlinesStarted.Concat(change.DeadlinesChanged))
        {
            deadlines[(id, deadline.RequirementId)] = deadline;
        }

        incidents.AddRange(change.IncidentsRaised);
    }

    private IEnumerable<CaseIncident> FindOpen(long caseId, IncidentSource source, long reference) =>
        incidents.Where(incident =>
            incident.CaseId == caseId && incident.Source == source && incident.Ref == reference && incident.ResolvedAt is null);

    private sealed class Session(MemoryCaseStore store) : ICaseSession
    {
        public Task<Case?> Load(long caseId, CancellationToken cancellation)
        {
            lock (store.gate)
            {
                return Task.FromResult(store.cases.GetValueOrDefault(caseId)?.Copy());
            }
        }

        public Task<HistoryRow?> FindStep(long caseId, string triggerId, CancellationToken cancellation)
        {
            lock (store.gate)
            {
                return Task.FromResult(store.history.Find(row =>
                    row.CaseId == caseId && string.Equals(row.TriggerId, triggerId, StringComparison.Ordinal)));
            }
        }

        public Task<WorkItem?> FindWorkItem(long caseId, int no, CancellationToken cancellation)
        {
            lock (store.gate)
            {
                return Task.FromResult(store.workItems.GetValueOrDefault((caseId, no)));
            }
        }

        public Task<CaseTimer?> FindTimer(long caseId, int no, CancellationToken cancellation)
        {
            lock (store.gate)
            {
                return Task.FromResult(store.timers.GetValueOrDefault((caseId, no)));
            }
        }

        public Task<IReadOnlyList<CaseDeadline>> Deadlines(long caseId, CancellationToken cancellation)
        {
            lock (store.gate)
            {
                IReadOnlyList<CaseDeadline> found = [.. store.deadlines.Values.Where(row => row.CaseId == caseId).Select(static row => row.Copy())];
                return Task.FromResult(found);
            }
        }

        public long NextKey() => Interlocked.Increment(ref store.lastKey);

        public Task<CaseFlowDb?> Transaction(CancellationToken cancellation) => Task.FromResult<CaseFlowDb?>(null);

        public Task<CommitResult> Commit(IReadOnlyList<CaseChange> changes, CancellationToken cancellation) =>
            Task.FromResult(store.Commit(changes));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
