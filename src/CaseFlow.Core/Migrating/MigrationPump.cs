using System.Globalization;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Migrating;

/// <summary>
/// Does what migrations ask for, a few cases at a time, and looks in between whether it was stopped. What is done is done
/// with the step of its case, so that a process which dies leaves each case either there or here.
/// </summary>
public sealed class MigrationPump(IDbContextFactory<CaseFlowDb> databases, ProcessRunner runner, DefinitionCatalog catalog, IClock clock, RunnerOptions options, Nudge nudge)
{
    private const int Chunk = 25;
    private const int Attempts = 5;

    /// <summary>Works off everything that waits; how many cases were looked at.</summary>
    public async Task<int> RunDue(CancellationToken cancellation)
    {
        var done = 0;
        while (await Claim(cancellation) is { } run)
        {
            done += await DoChunk(run, cancellation);
        }

        if (done > 0)
        {
            nudge.Timers();
            nudge.Outbox();
        }

        return done;
    }

    /// <summary>The oldest that is under way and in nobody's hand; null: none.</summary>
    private async Task<MigrationRun?> Claim(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var free = db.Set<MigrationRun>().Where(row => (row.State == MigrationState.Running || row.State == MigrationState.Undoing) && row.LockedUntil <= now);
        if (await free.OrderBy(row => row.Id).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellation) is not { } id)
        {
            return null;
        }

        var (claim, until) = (db.Keys.Next(inTransaction: false), now + options.Claim);
        var mine = await free.Where(row => row.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LockedUntil, until).SetProperty(row => row.LockedBy, claim), cancellation);
        return mine == 0 ? null : await db.Set<MigrationRun>().AsNoTracking().FirstAsync(row => row.Id == id, cancellation);
    }

    private async Task<int> DoChunk(MigrationRun run, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var wanted = run.State == MigrationState.Undoing ? MigratedState.Done : MigratedState.Waiting;
        var cases = await db.Set<MigratedCase>().AsNoTracking().Where(row => row.MigrationId == run.Id && row.State == wanted)
            .OrderBy(row => row.CaseId).Take(Chunk).ToListAsync(cancellation);
        var undoneBy = run.State == MigrationState.Undoing && cases.Count > 0 ? await UndoneBy(db, run, cancellation) : 0;
        foreach (var one in cases)
        {
            await (run.State == MigrationState.Undoing ? Undo(run, one, undoneBy, cancellation) : Migrate(run, one, cancellation));
        }

        await Release(run, isOver: cases.Count == 0, cancellation);
        return cases.Count;
    }

    private async Task Release(MigrationRun run, bool isOver, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var mine = db.Set<MigrationRun>().Where(row => row.Id == run.Id && row.LockedBy == run.LockedBy);
        await mine.ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedUntil, Instant.FromUnixTimeMilliseconds(0)), cancellation);
        if (isOver)
        {
            var (from, to, now) = (run.State, run.State == MigrationState.Undoing ? MigrationState.Undone : MigrationState.Done, clock.GetCurrentInstant());
            await mine.Where(row => row.State == from).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, to).SetProperty(row => row.EndedAt, (Instant?)now), cancellation);
        }
    }

    private async Task Migrate(MigrationRun run, MigratedCase one, CancellationToken cancellation)
    {
        var target = (await catalog.Get(run.ToId)).Graph.Definition;
        var trigger = new Migrate(target, MigrationJson.ReadMapping(run.Mapping));
        var result = await Step(one, run.FromId, row => NewCommand(run, one, row, trigger), cancellation);
        if (result is Refused refused)
        {
            await Settle(one, MigratedState.Refused, Migrations.Reasons(refused.Code, refused.Obstacles), cancellation);
        }
    }

    private CaseCommand NewCommand(MigrationRun run, MigratedCase one, Case before, Migrate trigger) =>
        new(one.CaseId, string.Create(CultureInfo.InvariantCulture, $"migration-{run.Id}"), trigger, run.CreatedBy)
        {
            OtherDefinitionId = run.ToId,
            Alongside = async (db, row, cancel) =>
            {
                CheckVersion(row, before);
                var timers = await db.Set<CaseTimer>().AsNoTracking().Where(timer => timer.CaseId == row.Id).ToDictionaryAsync(timer => timer.No, timer => new KnownTimer(timer.CountedFrom, timer.DueAt), cancel);
                var (state, kept, now) = (StateJson.Write(before.ReadState()), MigrationJson.Write(timers), clock.GetCurrentInstant());
                await db.Set<MigratedCase>().Where(stored => stored.MigrationId == run.Id && stored.CaseId == row.Id).ExecuteUpdateAsync(
                    set => set.SetProperty(stored => stored.State, MigratedState.Done).SetProperty(stored => stored.Version, row.Version)
                        .SetProperty(stored => stored.Before, state).SetProperty(stored => stored.Timers, kept).SetProperty(stored => stored.At, (Instant?)now),
                    cancel);
            },
        };

    /// <summary>Who asked last for the migration to be taken back.</summary>
    private static Task<long> UndoneBy(CaseFlowDb db, MigrationRun run, CancellationToken cancellation) => db.Set<CaseRepair>()
        .Where(row => row.BatchId == run.Id && row.Kind == RepairKind.UndoMigration).OrderByDescending(row => row.Id).Select(row => row.ActorId).FirstOrDefaultAsync(cancellation);

    private async Task Undo(MigrationRun run, MigratedCase one, long by, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var step = await db.Set<HistoryRow>().AsNoTracking().FirstOrDefaultAsync(row => row.CaseId == one.CaseId && row.Version == one.Version, cancellation);
        var done = step is null ? null : StateJson.ReadEvents(step.Events).OfType<Migrated>().FirstOrDefault();
        var result = done is null ? new Refused(ObstacleCodes.MovedOn, "") : await Step(one, run.ToId, row => row.Version != one.Version ? null : NewUndo(run, one, row, done, by), cancellation);
        if (result is Refused refused)
        {
            await Settle(one, MigratedState.Kept, Migrations.Reasons(refused.Code, refused.Obstacles), cancellation);
        }
    }

    private CaseCommand NewUndo(MigrationRun run, MigratedCase one, Case before, Migrated done, long by) =>
        new(one.CaseId, string.Create(CultureInfo.InvariantCulture, $"undo-{run.Id}"), new UndoMigration(done, StateJson.ReadState(one.Before)), by)
        {
            OtherDefinitionId = run.FromId,
            KnownTimers = MigrationJson.ReadTimers(one.Timers),
            Alongside = async (db, row, cancel) =>
            {
                CheckVersion(row, before);
                var now = clock.GetCurrentInstant();
                await db.Set<MigratedCase>().Where(stored => stored.MigrationId == run.Id && stored.CaseId == row.Id).ExecuteUpdateAsync(
                    set => set.SetProperty(stored => stored.State, MigratedState.Undone).SetProperty(stored => stored.At, (Instant?)now), cancel);
            },
        };

    /// <summary>Looks at the case and steps it; if it was stepped between the two, again.</summary>
    private async Task<RunResult> Step(MigratedCase one, long definitionId, Func<Case, CaseCommand?> command, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var row = await CaseSegment.Complete(db, await db.Set<Case>().AsNoTracking().SingleAsync(found => found.Id == one.CaseId, cancellation), cancellation);
            if (row.Status != ProcessStatus.Running)
            {
                return new Refused(RepairCodes.Ended, "");
            }

            if (row.DefinitionId != definitionId || command(row) is not { } made)
            {
                return new Refused(ObstacleCodes.MovedOn, "");
            }

            try
            {
                return await runner.Run(made, cancellation);
            }
            catch (CaseMovedException)
            {
                // Somebody worked on it: looked at anew.
            }
        }

        return new Refused(RepairCodes.Moved, "");
    }

    private static void CheckVersion(Case row, Case before)
    {
        if (row.Version != before.Version + 1)
        {
            throw new CaseMovedException();
        }
    }

    private async Task Settle(MigratedCase one, MigratedState state, IReadOnlyList<Obstacle> obstacles, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (reasons, now) = (MigrationJson.Write(obstacles), clock.GetCurrentInstant());
        await db.Set<MigratedCase>().Where(row => row.MigrationId == one.MigrationId && row.CaseId == one.CaseId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.Obstacles, reasons).SetProperty(row => row.At, (Instant?)now), cancellation);
    }
}
