using System.Collections.Immutable;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Comparing;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Repair;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Scope = CaseFlow.Core.Access.Scope;

namespace CaseFlow.Core.Migrating;

/// <summary>Two versions between which cases can be migrated.</summary>
/// <param name="From">The version that the cases leave.</param>
/// <param name="To">The version to which they go.</param>
/// <param name="Proposed">Elements of the first that are not the same of the second, as id, type and name propose; empty: nothing stands in its place.</param>
public sealed record MigrationOffer(Definition From, Definition To, ImmutableSortedDictionary<string, string> Proposed);

/// <summary>What a migration would do to a case.</summary>
/// <param name="Case">The case, without its segments.</param>
/// <param name="Obstacles">What is in its way; empty: it can be migrated.</param>
public sealed record CaseVerdict(Case Case, IReadOnlyList<Obstacle> Obstacles);

/// <summary>How far a migration is.</summary>
public sealed record MigrationProgress(MigrationRun Run, IReadOnlyDictionary<MigratedState, int> Counts)
{
    public int Total => Counts.Values.Sum();

    public int Waiting => Counts.GetValueOrDefault(Run.State == MigrationState.Undoing ? MigratedState.Done : MigratedState.Waiting);

    public bool IsUnderWay => Run.State is MigrationState.Running or MigrationState.Undoing;
}

/// <summary>
/// Taking running cases to another version of their process, within one edition of the service: what the law set when a case
/// began stays what binds it (R7). The deadlines of a case are rows that no migration touches.
/// </summary>
public sealed class Migrations(IDbContextFactory<CaseFlowDb> databases, DefinitionCatalog catalog, IDefinitionSource source, IClock clock)
{
    /// <summary>Cases that a dry run looks at.</summary>
    public const int DryRunMost = 2_000;

    /// <summary>The versions and the proposed mapping; null with the reason why there is no migration between them: other-process, other-edition or same-version.</summary>
    public async Task<(MigrationOffer? Offer, string? Refusal)> Offer(long fromId, long toId)
    {
        var (from, to) = (await catalog.Get(fromId), await catalog.Get(toId));
        if (from.Graph.Definition.Key != to.Graph.Definition.Key)
        {
            return (null, ObstacleCodes.OtherProcess);
        }

        if (fromId == toId)
        {
            return (null, "same-version");
        }

        return from.Service.Edition.Id != to.Service.Edition.Id ? (null, "other-edition") : (new MigrationOffer(from, to, Proposal(from, to)), null);
    }

    /// <summary>Makes the step of the migration for each running case in memory alone, and tells what came of it.</summary>
    public async Task<IReadOnlyList<CaseVerdict>> DryRun(Scope scope, long fromId, long toId, ImmutableSortedDictionary<string, string> mapping, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var target = (await catalog.Get(toId)).Graph.Definition;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var verdicts = new List<CaseVerdict>();
        foreach (var row in await Running(db, scope, fromId).OrderByDescending(row => row.Id).Take(DryRunMost).ToListAsync(cancellation))
        {
            var state = (await CaseSegment.Complete(db, row, cancellation)).ReadState();
            var known = new JoinedDefinitions(await source.Of(fromId, state, now, cancellation), await source.Of(toId, state, now, cancellation));
            var result = Stepper.Step(known, state, new Migrate(target, mapping), now.ToDateTimeOffset());
            verdicts.Add(new CaseVerdict(row, result is Rejected rejected ? Reasons(rejected.Code, rejected.Obstacles) : []));
        }

        return verdicts;
    }

    /// <summary>Begins a migration: the pump does it, whatever becomes of this process. The same id again begins nothing.</summary>
    /// <param name="scope">A manager.</param>
    /// <param name="runId">From <see cref="NewId"/>.</param>
    /// <param name="fromId">The version that the cases leave.</param>
    /// <param name="toId">The version to which they go.</param>
    /// <param name="mapping">Element ids that differ.</param>
    /// <param name="cases">Which cases; null: all that run on the version in the manager's offices.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>How many cases it has.</returns>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    /// <exception cref="ArgumentException">There is no reason, or no migration between these versions.</exception>
    public async Task<int> Begin(
        Scope scope, long runId, long fromId, long toId, ImmutableSortedDictionary<string, string> mapping, IReadOnlyCollection<long>? cases, string reason, CancellationToken cancellation)
    {
        Demand(scope, reason);
        if ((await Offer(fromId, toId)).Refusal is { } refusal)
        {
            throw new ArgumentException($"No migration between these versions: {refusal}.", nameof(toId));
        }

        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Set<MigrationRun>().AnyAsync(row => row.Id == runId, cancellation))
        {
            return await db.Set<MigratedCase>().CountAsync(row => row.MigrationId == runId, cancellation);
        }

        var ids = await Running(db, scope, fromId).Where(row => cases == null || cases.Contains(row.Id)).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellation);
        db.Add(new MigrationRun
        {
            Id = runId,
            FromId = fromId,
            ToId = toId,
            Mapping = MigrationJson.Write(mapping),
            Reason = reason.Trim(),
            State = ids.Count == 0 ? MigrationState.Done : MigrationState.Running,
            CreatedBy = scope.UserId ?? 0,
            CreatedAt = clock.GetCurrentInstant(),
        });
        db.AddRange(ids.Select(id => new MigratedCase { MigrationId = runId, CaseId = id }));
        await db.SaveChangesAsync(cancellation);
        return ids.Count;
    }

    public async Task<long> NewId(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return db.Keys.Next(inTransaction: false);
    }

    /// <summary>Whether the person may stop it or take it back: a manager of the offices of all its cases.</summary>
    public async Task<bool> MayAct(Scope scope, long runId, CancellationToken cancellation)
    {
        var offices = scope.OfficesAs(Roles.Manager);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return offices.Count > 0 && !await (from migrated in db.Set<MigratedCase>()
                                            join row in db.Set<Case>() on migrated.CaseId equals row.Id
                                            where migrated.MigrationId == runId && !offices.Contains(row.OfficeId)
                                            select row.Id).AnyAsync(cancellation);
    }

    /// <summary>Stops it, or lets a stopped one go on; false: it is neither running nor stopped.</summary>
    public async Task<bool> Switch(Scope scope, long runId, bool stop, CancellationToken cancellation)
    {
        await Demand(scope, runId, "-", cancellation);
        var (from, to) = stop ? (MigrationState.Running, MigrationState.Stopped) : (MigrationState.Stopped, MigrationState.Running);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<MigrationRun>().Where(row => row.Id == runId && row.State == from)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, to), cancellation) == 1;
    }

    /// <summary>Takes a migration back, for the cases that stand where it has left them; false: it cannot be, or is already.</summary>
    public async Task<bool> Undo(Scope scope, long runId, string reason, CancellationToken cancellation)
    {
        await Demand(scope, runId, reason, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = await db.Set<MigrationRun>().FirstOrDefaultAsync(run => run.Id == runId && (run.State == MigrationState.Done || run.State == MigrationState.Stopped), cancellation);
        if (row is null)
        {
            return false;
        }

        row.State = MigrationState.Undoing;
        db.Add(new CaseRepair { BatchId = runId, Kind = RepairKind.UndoMigration, Reason = reason.Trim(), ActorId = scope.UserId ?? 0, At = clock.GetCurrentInstant() });
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>How far it is; null: there is none.</summary>
    public async Task<MigrationProgress?> Progress(long runId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var run = await db.Set<MigrationRun>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == runId, cancellation);
        return run is null ? null : new MigrationProgress(
            run,
            await db.Set<MigratedCase>().Where(row => row.MigrationId == runId).GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellation));
    }

    /// <summary>The cases of a migration that the person sees, those with a problem first, at most so many.</summary>
    public async Task<IReadOnlyList<(MigratedCase Migrated, Case Case, IReadOnlyList<Obstacle> Obstacles)>> Cases(Scope scope, long runId, int most, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var offices = scope.Offices;
        var rows = await (from migrated in db.Set<MigratedCase>().AsNoTracking()
                          join row in db.Set<Case>().AsNoTracking() on migrated.CaseId equals row.Id
                          where migrated.MigrationId == runId && (scope.IsEverywhere || offices.Contains(row.OfficeId))
                          orderby migrated.State == MigratedState.Refused || migrated.State == MigratedState.Kept descending, migrated.CaseId
                          select new { migrated, row }).Take(most).ToListAsync(cancellation);
        return [.. rows.Select(one => (one.migrated, one.row, MigrationJson.ReadObstacles(one.migrated.Obstacles)))];
    }

    /// <summary>Migrations from or to a version of a process, the newest first.</summary>
    public async Task<IReadOnlyList<MigrationRun>> OfProcess(string key, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await (from run in db.Set<MigrationRun>().AsNoTracking()
                      join version in db.Set<DefinitionVersion>() on run.FromId equals version.Id
                      where version.Key == key
                      orderby run.Id descending
                      select run).Take(20).ToListAsync(cancellation);
    }

    /// <summary>A rejection has its reasons one by one, or is one itself.</summary>
    internal static IReadOnlyList<Obstacle> Reasons(string code, ImmutableArray<Obstacle> obstacles) => obstacles.IsEmpty ? [new Obstacle("", code)] : obstacles;

    private static ImmutableSortedDictionary<string, string> Proposal(Definition from, Definition to)
    {
        var match = ElementMatch.Of(from, to);
        return from.Graph.Elements.Keys.Select(id => (Id: id, Other: match.Find(id) ?? "")).Where(one => one.Id != one.Other)
            .ToImmutableSortedDictionary(one => one.Id, one => one.Other, StringComparer.Ordinal);
    }

    private static IQueryable<Case> Running(CaseFlowDb db, Scope scope, long definitionId)
    {
        var offices = scope.OfficesAs(Roles.Manager);
        return db.Set<Case>().AsNoTracking().Where(row => row.DefinitionId == definitionId && row.Status == ProcessStatus.Running && offices.Contains(row.OfficeId));
    }

    private async Task Demand(Scope scope, long runId, string reason, CancellationToken cancellation)
    {
        Demand(scope, reason);
        if (!await MayAct(scope, runId, cancellation))
        {
            throw new UnauthorizedAccessException("The migration has cases of offices where the person is no manager.");
        }
    }

    private static void Demand(Scope scope, string reason)
    {
        if (!scope.Has(Roles.Manager))
        {
            throw new UnauthorizedAccessException("Only a manager migrates cases.");
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > CaseRepair.ReasonLength)
        {
            throw new ArgumentException("A migration needs a reason.", nameof(reason));
        }
    }
}
