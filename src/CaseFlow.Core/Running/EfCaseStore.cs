using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CaseFlow.Core.Running;

/// <summary>Cases in the database, by statements that every provider has.</summary>
public class EfCaseStore(IDbContextFactory<CaseFlowDb> factory) : ICaseStore
{
    // Compiled once for this store, not for all: a compiled query belongs to one provider's model.
    private readonly Func<CaseFlowDb, long, CancellationToken, Task<Case?>> load = EF.CompileAsyncQuery(
        (CaseFlowDb db, long id, CancellationToken cancellation) =>
            db.Set<Case>().AsNoTracking().FirstOrDefault(row => row.Id == id));

    /// <inheritdoc />
    public ICaseSession Open() => new Session(this, factory.CreateDbContext());

    /// <summary>
    /// Writes the case row if it still has the version from which the step was made; false: it has not. Virtual only for
    /// the test that shows what happens without this check.
    /// </summary>
    protected internal virtual async Task<bool> Update(CaseFlowDb db, CaseChange change, CancellationToken cancellation)
    {
        var row = change.Case;
        return await db.Set<Case>()
            .Where(stored => stored.Id == row.Id && stored.Version == change.FromVersion)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(stored => stored.Version, row.Version)
                    .SetProperty(stored => stored.DefinitionId, row.DefinitionId)
                    .SetProperty(stored => stored.State, row.State)
                    .SetProperty(stored => stored.SegmentCount, row.SegmentCount)
                    .SetProperty(stored => stored.HistoryHash, row.HistoryHash)
                    .SetProperty(stored => stored.Status, row.Status)
                    .SetProperty(stored => stored.OfficeId, row.OfficeId)
                    .SetProperty(stored => stored.IntakeOfficeId, row.IntakeOfficeId)
                    .SetProperty(stored => stored.Number, row.Number)
                    .SetProperty(stored => stored.Outcome, row.Outcome)
                    .SetProperty(stored => stored.EndedAt, row.EndedAt),
                cancellation) == 1;
    }

    private sealed class Session(EfCaseStore store, CaseFlowDb db) : ICaseSession
    {
        private IDbContextTransaction? transaction;

        public async Task<Case?> Load(long caseId, CancellationToken cancellation) =>
            await store.load(db, caseId, cancellation) is { } row ? await CaseSegment.Complete(db, row, cancellation) : null;

        public Task<HistoryRow?> FindStep(long caseId, string triggerId, CancellationToken cancellation) =>
            db.Set<HistoryRow>().AsNoTracking()
                .FirstOrDefaultAsync(row => row.CaseId == caseId && row.TriggerId == triggerId, cancellation);

        public Task<WorkItem?> FindWorkItem(long caseId, int no, CancellationToken cancellation) =>
            db.Set<WorkItem>().AsNoTracking()
                .FirstOrDefaultAsync(item => item.CaseId == caseId && item.No == no, cancellation);

        public Task<CaseTimer?> FindTimer(long caseId, int no, CancellationToken cancellation) =>
            db.Set<CaseTimer>().AsNoTracking()
                .FirstOrDefaultAsync(timer => timer.CaseId == caseId && timer.No == no, cancellation);

        public async Task<IReadOnlyList<CaseDeadline>> Deadlines(long caseId, CancellationToken cancellation) =>
            await db.Set<CaseDeadline>().AsNoTracking()
                .Where(deadline => deadline.CaseId == caseId).OrderBy(deadline => deadline.RequirementId)
                .ToListAsync(cancellation);

        public long NextKey() => db.Keys.Next(transaction is not null);

        public async Task<CaseFlowDb?> Transaction(CancellationToken cancellation)
        {
            transaction ??= await db.Database.BeginTransactionAsync(cancellation);
            return db;
        }

        public async Task<CommitResult> Commit(IReadOnlyList<CaseChange> changes, CancellationToken cancellation)
        {
            await Transaction(cancellation);
            foreach (var change in changes)
            {
                var result = change.History is null
                    ? await WriteIncidents(change, cancellation)
                    : await Write(change, cancellation);
                if (result != CommitResult.Done)
                {
                    await transaction!.RollbackAsync(cancellation);
                    return result;
                }
            }

            await db.SaveChangesAsync(cancellation);
            // Not to be cancelled: a commit under way has an outcome, and it must be known.
            await transaction!.CommitAsync(CancellationToken.None);
            return CommitResult.Done;
        }

        public async ValueTask DisposeAsync()
        {
            if (transaction is not null)
            {
                await transaction.DisposeAsync();
            }

            await db.DisposeAsync();
        }

        private async Task<CommitResult> Write(CaseChange change, CancellationToken cancellation)
        {
            foreach (var last in change.BeforeCommit)
            {
                await last(db, cancellation);
            }

            if (change.FromVersion == 0)
            {
                // A handler may have saved the row already, because its own rows refer to it.
                if (db.Entry(change.Case).State == EntityState.Detached)
                {
                    db.Add(change.Case);
                }
            }
            else if (!await store.Update(db, change, cancellation))
            {
                return CommitResult.Conflict;
            }

            if (change.Fired is { } fired && !await TakeTimer(change.Case.Id, fired.No, fired.DueAt, cancellation))
            {
                return CommitResult.Conflict;
            }

            foreach (var closed in change.WorkClosed.Values)
            {
                if (!await Close(closed, cancellation) && closed.OnlyIfMine)
                {
                    return CommitResult.NotMine;
                }
            }

            foreach (var (rename, definitionId) in change.Renamed)
            {
                await Rename(change.Case.Id, rename, definitionId, cancellation);
            }

            await WriteSegments(change, cancellation);
            await Delete(change, cancellation);
            db.AddRange(change.WorkOpened.Values);
            db.AddRange(change.TimersArmed.Values);
            db.AddRange(change.SubscriptionsOpened.Values);
            db.AddRange(change.Outbox);
            db.AddRange(change.IncidentsRaised);
            db.AddRange(change.DeadlinesStarted);
            db.UpdateRange(change.DeadlinesChanged);
            db.Add(change.History!);
            return CommitResult.Done;
        }

        private Task<int> Rename(long caseId, Rename rename, long definitionId, CancellationToken cancellation)
        {
            var (no, element) = (rename.Number, rename.Element);
            return rename.Kind switch
            {
                RenamedKind.WorkItem => db.Set<WorkItem>().Where(item => item.CaseId == caseId && item.No == no)
                    .ExecuteUpdateAsync(set => set.SetProperty(item => item.Element, element).SetProperty(item => item.DefinitionId, definitionId), cancellation),
                RenamedKind.Timer => db.Set<CaseTimer>().Where(timer => timer.CaseId == caseId && timer.No == no)
                    .ExecuteUpdateAsync(set => set.SetProperty(timer => timer.Element, element), cancellation),
                RenamedKind.Subscription => db.Set<CaseSubscription>().Where(row => row.CaseId == caseId && row.No == no)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Element, element), cancellation),
                _ => Open(caseId, IncidentSource.Process, no).ExecuteUpdateAsync(set => set.SetProperty(incident => incident.Element, element), cancellation),
            };
        }

        private async Task WriteSegments(CaseChange change, CancellationToken cancellation)
        {
            var caseId = change.Case.Id;
            foreach (var (key, content) in change.SegmentsChanged)
            {
                await Segments(caseId, key).ExecuteUpdateAsync(set => set.SetProperty(segment => segment.Content, content), cancellation);
            }

            if (change.Case.SegmentCount == 0 && change.SegmentsGone.Count > 0)
            {
                await db.Set<CaseSegment>().Where(segment => segment.CaseId == caseId).ExecuteDeleteAsync(cancellation);
            }
            else
            {
                foreach (var key in change.SegmentsGone)
                {
                    await Segments(caseId, key).ExecuteDeleteAsync(cancellation);
                }
            }

            db.AddRange(change.SegmentsAdded.Select(added => new CaseSegment { CaseId = caseId, Owner = added.Key.Owner, No = added.Key.No, Content = added.Value }));
        }

        private IQueryable<CaseSegment> Segments(long caseId, SegmentKey key) =>
            db.Set<CaseSegment>().Where(segment => segment.CaseId == caseId && segment.Owner == key.Owner && segment.No == key.No);

        private async Task<CommitResult> WriteIncidents(CaseChange change, CancellationToken cancellation)
        {
            foreach (var incident in change.IncidentsRaised)
            {
                if (!await Open(incident.CaseId, incident.Source, incident.Ref).AnyAsync(cancellation))
                {
                    db.Add(incident);
                }
            }

            return CommitResult.Done;
        }

        private async Task<bool> Close(WorkClosed closed, CancellationToken cancellation)
        {
            var item = closed.Item;
            var open = db.Set<WorkItem>().Where(stored =>
                stored.CaseId == item.CaseId && stored.No == item.No && stored.State == WorkItemState.Open);
            if (closed.OnlyIfMine)
            {
                open = open.Where(stored => stored.AssigneeId == item.DoneBy || stored.AssigneeId == 0);
            }

            return await open.ExecuteUpdateAsync(
                set => set
                    .SetProperty(stored => stored.State, item.State)
                    .SetProperty(stored => stored.DoneAt, item.DoneAt)
                    .SetProperty(stored => stored.DoneBy, item.DoneBy),
                cancellation) == 1;
        }

        private async Task<bool> TakeTimer(long caseId, int no, NodaTime.Instant dueAt, CancellationToken cancellation) =>
            await db.Set<CaseTimer>()
                .Where(timer => timer.CaseId == caseId && timer.No == no && timer.DueAt == dueAt)
                .ExecuteDeleteAsync(cancellation) == 1;

        private async Task Delete(CaseChange change, CancellationToken cancellation)
        {
            var caseId = change.Case.Id;
            foreach (var no in change.TimersGone.Where(no => no != change.Fired?.No))
            {
                await db.Set<CaseTimer>().Where(timer => timer.CaseId == caseId && timer.No == no).ExecuteDeleteAsync(cancellation);
            }

            foreach (var no in change.SubscriptionsGone)
            {
                await db.Set<CaseSubscription>().Where(row => row.CaseId == caseId && row.No == no).ExecuteDeleteAsync(cancellation);
            }

            foreach (var node in change.CallsCancelled)
            {
                await db.Set<OutboxMessage>().Where(row => row.CaseId == caseId && row.Node == node).ExecuteDeleteAsync(cancellation);
            }

            if (change.OutboxDone is var id and not 0)
            {
                await db.Set<OutboxMessage>().Where(row => row.Id == id).ExecuteDeleteAsync(cancellation);
            }

            foreach (var (source, reference) in change.IncidentsResolved)
            {
                await Open(caseId, source, reference).ExecuteUpdateAsync(
                    set => set.SetProperty(incident => incident.ResolvedAt, (NodaTime.Instant?)change.History!.At), cancellation);
            }
        }

        private IQueryable<CaseIncident> Open(long caseId, IncidentSource source, long reference) =>
            db.Set<CaseIncident>().Where(incident =>
                incident.CaseId == caseId && incident.Source == source && incident.Ref == reference && incident.ResolvedAt == null);
    }
}
