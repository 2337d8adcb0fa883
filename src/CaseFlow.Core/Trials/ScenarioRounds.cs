using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Scenarios;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Trials;

/// <summary>Runs all scenarios of a draft, file by file, beside the pages: one page's patience is not the limit.</summary>
public sealed class ScenarioRounds(IDbContextFactory<CaseFlowDb> databases, IClock clock)
{
    private static readonly Duration Claim = Duration.FromMinutes(3);

    /// <summary>Begins a round over the files as they are; its id.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    public async Task<long> Begin(Scope scope, long draftId, DefinitionPackage package, CancellationToken cancellation)
    {
        if (!DraftStore.MayWrite(scope))
        {
            throw new UnauthorizedAccessException("Scenarios are run by managers.");
        }

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var round = new ScenarioRound
        {
            DraftId = draftId,
            Hash = package.Hash,
            Package = PackageBytes.Write(package),
            State = WorkState.Waiting,
            Total = package.Files.Count(static file => PackageScenarios.IsOne(file.Path)),
            Results = JsonSerializer.SerializeToUtf8Bytes(Array.Empty<ScenarioRow>()),
            CreatedAt = clock.GetCurrentInstant(),
            CreatedBy = scope.UserId ?? 0,
        };
        db.Add(round);
        await db.SaveChangesAsync(cancellation);
        return round.Id;
    }

    /// <summary>The newest round of a draft; null: there was none, or the person may not read it.</summary>
    public async Task<ScenarioRound?> Newest(Scope scope, long draftId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return DraftStore.MayRead(scope)
            ? await db.Set<ScenarioRound>().AsNoTracking().Where(row => row.DraftId == draftId).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation)
            : null;
    }

    /// <summary>What came of the runs so far, in the order of the files.</summary>
    public static IReadOnlyList<ScenarioRow> ResultsOf(ScenarioRound round) => JsonSerializer.Deserialize<ScenarioRow[]>(round.Results) ?? [];

    /// <summary>Works off what waits, or was left by a process that is gone.</summary>
    public async Task RunDue(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var due = await db.Set<ScenarioRound>().Where(row => row.State <= WorkState.Running && row.LockedUntil <= now).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellation);
        foreach (var id in due)
        {
            await Run(id, cancellation);
        }
    }

    /// <summary>Runs a round until it is over, or the cancellation stops it between two files; it goes on from there.</summary>
    public async Task Run(long id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var until = now + Claim;
        if (await db.Set<ScenarioRound>().Where(row => row.Id == id && row.State <= WorkState.Running && row.LockedUntil <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedUntil, until).SetProperty(row => row.State, WorkState.Running), CancellationToken.None) == 0)
        {
            return;
        }

        var round = await db.Set<ScenarioRound>().SingleAsync(row => row.Id == id, CancellationToken.None);
        var scenarios = new PackageScenarios(PackageBytes.Read(round.Package), await CalendarStore.ReadAsync(db, OfficeCalendars.Set, CancellationToken.None));
        while (round.Done < scenarios.Paths.Count && !cancellation.IsCancellationRequested)
        {
            var result = await scenarios.Run(scenarios.Paths[round.Done]);
            round.Results = JsonSerializer.SerializeToUtf8Bytes(ResultsOf(round).Concat(result.Runs.Select(run => new ScenarioRow(result.File, run.Name, [.. run.Failures.Select(static failure => failure.ToString())]))));
            round.Done++;
            round.LockedUntil = clock.GetCurrentInstant() + Claim;
            await db.SaveChangesAsync(CancellationToken.None);
        }

        round.State = round.Done == scenarios.Paths.Count ? WorkState.Done : WorkState.Waiting;
        round.LockedUntil = clock.GetCurrentInstant();
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
