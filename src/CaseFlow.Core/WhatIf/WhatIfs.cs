using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Trials;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.WhatIf;

/// <summary>Limits of what-ifs (configuration section WhatIf).</summary>
public sealed class WhatIfOptions
{
    /// <summary>Of more finished cases than this a sample is replayed.</summary>
    public int MaximumCases { get; set; } = 1_000;
}

/// <summary>How many cases have a verdict.</summary>
/// <param name="Verdict">Which.</param>
/// <param name="Cases">How many.</param>
/// <param name="Late">Of them late on the draft.</param>
/// <param name="WereLate">Of them late in fact.</param>
public sealed record VerdictCount(Verdict Verdict, int Cases, int Late, int WereLate);

/// <summary>Where the ways of cases part.</summary>
/// <param name="Verdict">What became of them.</param>
/// <param name="Element">BPMN id; empty: nowhere in particular.</param>
/// <param name="Detail">See <see cref="WhatIfResult.Detail"/>.</param>
/// <param name="Cases">How many.</param>
public sealed record PartingCount(Verdict Verdict, string Element, string Detail, int Cases);

/// <summary>A case with its verdict and number.</summary>
public sealed record WhatIfRow(WhatIfCase Case, string Number);

/// <summary>Begins, stops and reads what-ifs.</summary>
public sealed class WhatIfs(CaseFlowDb db, WhatIfOptions options, IClock clock)
{
    private static readonly Duration Year = Duration.FromDays(365);

    /// <summary>
    /// Begins a what-if over the cases that ended within the last year in the offices where the person is manager; of too
    /// many every n-th, which is the same choice each time.
    /// </summary>
    /// <returns>Its id.</returns>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    public async Task<long> Begin(Scope scope, DraftView draft, CancellationToken cancellation)
    {
        if (!DraftStore.MayWrite(scope))
        {
            throw new UnauthorizedAccessException("What-ifs are begun by managers.");
        }

        var (now, offices, package) = (clock.GetCurrentInstant(), scope.OfficesAs(Roles.Manager), draft.Package());
        var from = now - Year;
        var finished = await db.Set<Case>().AsNoTracking()
            .Where(row => row.ProcessKey == draft.Draft.Key && row.Status == ProcessStatus.Ended && row.EndedAt >= from && row.EndedAt <= now && offices.Contains(row.OfficeId))
            .OrderBy(row => row.EndedAt).ThenBy(row => row.Id).Select(row => new { row.Id, row.OfficeId }).ToListAsync(cancellation);
        var total = Math.Min(finished.Count, options.MaximumCases);
        var run = new WhatIfRun
        {
            DraftId = draft.Draft.Id,
            Hash = package.Hash,
            Package = PackageBytes.Write(package),
            State = WorkState.Waiting,
            From = from,
            Until = now,
            Found = finished.Count,
            Total = total,
            CreatedAt = now,
            CreatedBy = scope.UserId ?? 0,
        };
        db.Add(run);
        db.AddRange(Enumerable.Range(0, total).Select(no => finished[(int)((long)no * finished.Count / total)])
            .Select((row, no) => new WhatIfCase { WhatIfId = run.Id, No = no + 1, CaseId = row.Id, OfficeId = row.OfficeId }));
        await db.SaveChangesAsync(cancellation);
        return run.Id;
    }

    /// <summary>The newest what-if of a draft; null: there was none, or the person may not read it.</summary>
    public async Task<WhatIfRun?> Newest(Scope scope, long draftId, CancellationToken cancellation) => DraftStore.MayRead(scope)
        ? await db.Set<WhatIfRun>().AsNoTracking().Where(row => row.DraftId == draftId).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation)
        : null;

    /// <summary>Stops it between two cases; what was replayed stays.</summary>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    public async Task Stop(Scope scope, long draftId, CancellationToken cancellation)
    {
        if (!DraftStore.MayWrite(scope))
        {
            throw new UnauthorizedAccessException("What-ifs are stopped by managers.");
        }

        var now = clock.GetCurrentInstant();
        await db.Set<WhatIfRun>().Where(row => row.DraftId == draftId && row.State <= WorkState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WorkState.Stopped).SetProperty(row => row.EndedAt, now), cancellation);
    }

    /// <summary>How many cases have which verdict; those not replayed yet are <see cref="Verdict.Waiting"/>.</summary>
    public async Task<IReadOnlyList<VerdictCount>> Counts(long whatIfId, CancellationToken cancellation) => await db.Set<WhatIfCase>()
        .Where(row => row.WhatIfId == whatIfId)
        .GroupBy(row => row.Verdict)
        .Select(group => new VerdictCount(group.Key, group.Count(), group.Count(row => row.IsLate), group.Count(row => row.WasLate)))
        .ToListAsync(cancellation);

    /// <summary>Where the ways part, the most frequent first.</summary>
    public async Task<IReadOnlyList<PartingCount>> Partings(long whatIfId, CancellationToken cancellation)
    {
        var counts = await db.Set<WhatIfCase>().Where(row => row.WhatIfId == whatIfId && row.Verdict > Verdict.Same)
            .GroupBy(row => new { row.Verdict, row.Element, row.Detail })
            .Select(group => new { group.Key.Verdict, group.Key.Element, group.Key.Detail, Cases = group.Count() }).ToListAsync(cancellation);
        return [.. counts.Select(count => new PartingCount(count.Verdict, count.Element, count.Detail, count.Cases))
            .OrderByDescending(static count => count.Cases).ThenBy(static count => count.Element, StringComparer.Ordinal).ThenBy(static count => count.Detail, StringComparer.Ordinal)];
    }

    /// <summary>The cases of a verdict that the person may see, in the order in which they were replayed.</summary>
    public async Task<IReadOnlyList<WhatIfRow>> Cases(Scope scope, long whatIfId, Verdict verdict, int skip, int take, CancellationToken cancellation)
    {
        var (everywhere, offices) = (scope.IsEverywhere, scope.Offices);
        var rows = await (
            from found in db.Set<WhatIfCase>().AsNoTracking()
            join row in db.Set<Case>() on found.CaseId equals row.Id
            where found.WhatIfId == whatIfId && found.Verdict == verdict && (everywhere || offices.Contains(found.OfficeId))
            orderby found.No
            select new { found, row.Number }).Skip(skip).Take(take).ToListAsync(cancellation);
        return [.. rows.Select(row => new WhatIfRow(row.found, row.Number))];
    }
}
