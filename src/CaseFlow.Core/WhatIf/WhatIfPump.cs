using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Trials;
using CaseFlow.Engine.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace CaseFlow.Core.WhatIf;

/// <summary>Replays the cases of what-ifs, some at a time. One that a process left behind is taken up by the next.</summary>
public sealed partial class WhatIfPump(IDbContextFactory<CaseFlowDb> databases, DefinitionCatalog definitions, IClock clock, ILogger<WhatIfPump> log)
{
    /// <summary>Cases between two looks at whether somebody has stopped it.</summary>
    public const int Chunk = 25;

    private static readonly Duration Claim = Duration.FromMinutes(5);

    /// <summary>Works off what waits.</summary>
    public async Task RunDue(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var due = await db.Set<WhatIfRun>().Where(row => row.State <= WorkState.Running && row.LockedUntil <= now).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellation);
        foreach (var id in due)
        {
            await Run(id, cancellation);
        }
    }

    private async Task Run(long id, CancellationToken cancellation)
    {
        if (await Prepare(id, cancellation) is not { } replay)
        {
            return;
        }

        while (!cancellation.IsCancellationRequested && await RunChunk(id, replay, cancellation))
        {
        }

        // Another process may go on at once.
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = clock.GetCurrentInstant();
        await db.Set<WhatIfRun>().Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedUntil, now), CancellationToken.None);
    }

    /// <summary>Claims a what-if and reads its draft; null: another process has it, or the draft cannot run.</summary>
    private async Task<WhatIfReplay?> Prepare(long id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var until = now + Claim;
        if (await db.Set<WhatIfRun>().Where(row => row.Id == id && row.State <= WorkState.Running && row.LockedUntil <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedUntil, until).SetProperty(row => row.State, WorkState.Running), cancellation) == 0)
        {
            return null;
        }

        try
        {
            var bytes = await db.Set<WhatIfRun>().Where(row => row.Id == id).Select(row => row.Package).SingleAsync(cancellation);
            var definition = Definition.Parse(PackageBytes.Read(bytes));
            var called = await CalledDefinitions.Of(definition, definitions, now, cancellation);
            return new WhatIfReplay(definition, called, await CalendarStore.ReadAsync(db, OfficeCalendars.Set, cancellation));
        }
        catch (InvalidDataException wrong)
        {
            Failed(wrong, id);
            await db.Set<WhatIfRun>().Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WorkState.Failed).SetProperty(row => row.EndedAt, now), cancellation);
            return null;
        }
    }

    /// <summary>Replays the next cases; false: there are none, or somebody has stopped it.</summary>
    private async Task<bool> RunChunk(long id, WhatIfReplay replay, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var run = await db.Set<WhatIfRun>().Where(row => row.Id == id).Select(row => row.State).SingleAsync(cancellation);
        if (run != WorkState.Running)
        {
            return false;
        }

        var next = await db.Set<WhatIfCase>().Where(row => row.WhatIfId == id && row.Verdict == Verdict.Waiting).OrderBy(row => row.No).Take(Chunk).ToListAsync(cancellation);
        var now = clock.GetCurrentInstant();
        if (next.Count == 0)
        {
            await db.Set<WhatIfRun>().Where(row => row.Id == id && row.State == WorkState.Running)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, WorkState.Done).SetProperty(row => row.EndedAt, now), cancellation);
            return false;
        }

        var past = await Read(db, [.. next.Select(static row => row.CaseId)], cancellation);
        foreach (var row in next)
        {
            await Replay(replay, past[row.CaseId], row, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        var until = clock.GetCurrentInstant() + Claim;
        await db.Set<WhatIfRun>().Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedUntil, until), cancellation);
        return true;
    }

    private async Task Replay(WhatIfReplay replay, PastCase past, WhatIfCase row, CancellationToken cancellation)
    {
        try
        {
            var result = await replay.Run(past, cancellation);
            (row.Verdict, row.IsLate, row.Element, row.Detail, row.WasLate) = (result.Verdict, result.IsLate, result.Element, result.Detail, past.WasLate);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One case that cannot be replayed does not keep the others waiting.
            CaseFailed(error, past.Id);
            (row.Verdict, row.Detail) = (Verdict.Unknown, error.GetType().Name);
        }
    }

    private async Task<Dictionary<long, PastCase>> Read(CaseFlowDb db, long[] ids, CancellationToken cancellation)
    {
        var cases = await db.Set<Case>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);
        var history = (await db.Set<HistoryRow>().AsNoTracking().Where(row => ids.Contains(row.CaseId)).OrderBy(row => row.Version).ToListAsync(cancellation)).ToLookup(static row => row.CaseId);
        var deadlines = (await db.Set<CaseDeadline>().AsNoTracking().Where(row => ids.Contains(row.CaseId)).ToListAsync(cancellation)).ToLookup(static row => row.CaseId);
        var offices = cases.Select(static row => row.OfficeId).Distinct().ToArray();
        var schedules = await db.Set<Office>().Where(office => offices.Contains(office.Id)).ToDictionaryAsync(static office => office.Id, static office => office.Schedule, cancellation);
        var past = new Dictionary<long, PastCase>();
        foreach (var row in cases)
        {
            var graph = (await definitions.Get(row.DefinitionId)).Graph;
            ProcessGraph? Find(DefinitionRef reference) => reference == graph.Definition ? graph : null;
            past[row.Id] = PastCase.Of(await CaseSegment.Complete(db, row, cancellation), schedules[row.OfficeId], RecordedCase.Read(history[row.Id], Find), [.. deadlines[row.Id]]);
        }

        return past;
    }

    [LoggerMessage(LogLevel.Error, "What-if {Id}: its draft cannot run")]
    private partial void Failed(Exception error, long id);

    [LoggerMessage(LogLevel.Error, "Case {CaseId} cannot be replayed")]
    private partial void CaseFailed(Exception error, long caseId);
}
