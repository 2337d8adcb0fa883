using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>
/// Fires the timers that are due: claims a batch, so that other processes leave it alone, and steps the cases of a batch in
/// one commit, or singly when that does not work out. A claim runs out by itself when its process dies.
/// </summary>
public sealed partial class TimerPump(
    IDbContextFactory<CaseFlowDb> databases, ProcessRunner runner, StartTimers starts, IClock clock, RunnerOptions options, ILogger<TimerPump> log)
{
    /// <summary>For the tests that kill the process at a certain point.</summary>
    internal Action<string> At { get; set; } = static _ => { };

    /// <summary>Fires everything that is due now, start timers included; how many timers were fired.</summary>
    public async Task<int> RunDue(CancellationToken cancellation)
    {
        var fired = await starts.RunDue(cancellation);
        while (await Claim(cancellation) is { Count: > 0 } claimed)
        {
            // One timer of each case at a time, in due order: the second may be gone when the first has fired.
            var byCase = claimed.GroupBy(static timer => timer.CaseId).Select(static group => new Queue<CaseTimer>(group)).ToList();
            while (byCase.Count > 0)
            {
                fired += await FireBatch(byCase.ConvertAll(static queue => queue.Dequeue()), cancellation);
                byCase.RemoveAll(static queue => queue.Count == 0);
            }
        }

        return fired;
    }

    /// <summary>When the next timer will be due; null: none waits.</summary>
    public async Task<Instant?> NextDue(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var next = await db.Set<CaseTimer>().Where(timer => timer.DueAt > now)
            .OrderBy(timer => timer.DueAt).Select(timer => (Instant?)timer.DueAt).FirstOrDefaultAsync(cancellation);
        return await starts.NextDue(cancellation) is { } start && !(next < start) ? start : next;
    }

    private async Task<List<CaseTimer>> Claim(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var free = db.Set<CaseTimer>().Where(timer => timer.DueAt <= now && timer.LockedUntil <= now);
        var cases = (await free.OrderBy(timer => timer.DueAt).ThenBy(timer => timer.CaseId)
            .Select(timer => timer.CaseId).Take(options.TimerBatch).ToListAsync(cancellation)).Distinct().ToList();
        if (cases.Count == 0)
        {
            return [];
        }

        var claim = db.Keys.Next(inTransaction: false);
        var until = now + options.Claim;
        await free.Where(timer => cases.Contains(timer.CaseId)).ExecuteUpdateAsync(
            set => set.SetProperty(timer => timer.LockedUntil, until).SetProperty(timer => timer.LockedBy, claim), cancellation);
        return await db.Set<CaseTimer>().AsNoTracking()
            .Where(timer => cases.Contains(timer.CaseId) && timer.LockedBy == claim)
            .OrderBy(timer => timer.DueAt).ThenBy(timer => timer.CaseId).ThenBy(timer => timer.No)
            .ToListAsync(cancellation);
    }

    private async Task<int> FireBatch(List<CaseTimer> timers, CancellationToken cancellation)
    {
        At("timers-claimed");
        var together = timers.Count > 1 ? await runner.RunTogether(timers.ConvertAll(Command), cancellation) : null;
        At("timers-fired");
        var fired = 0;
        for (var at = 0; at < timers.Count; at++)
        {
            fired += await Settle(timers[at], together?[at], cancellation) ? 1 : 0;
        }

        return fired;
    }

    private static CaseCommand Command(CaseTimer timer) =>
        new(timer.CaseId, $"timer-{timer.No}-{timer.DueAt.ToUnixTimeMilliseconds()}", new FireTimer(timer.No)) { TimerDue = timer.DueAt };

    private async Task<bool> Settle(CaseTimer timer, RunResult? result, CancellationToken cancellation)
    {
        try
        {
            result ??= await runner.Run(Command(timer), cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Failed(error, timer.CaseId, timer.No);
            await Fail(timer, error.GetType().Name, cancellation);
            return false;
        }

        switch (result)
        {
            case Committed:
                return true;
            case Refused { Code: RunnerCodes.Limit } limit:
                await Fail(timer, limit.Message, cancellation);
                return false;
            default:
                await Forget(timer, cancellation);
                return false;
        }
    }

    /// <summary>
    /// The case does not wait for this occurrence any more, so the row is a leftover. One with another due time is not:
    /// a calendar has moved it meanwhile.
    /// </summary>
    private async Task Forget(CaseTimer timer, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Set<CaseTimer>()
            .Where(row => row.CaseId == timer.CaseId && row.No == timer.No && row.DueAt == timer.DueAt)
            .ExecuteDeleteAsync(cancellation);
    }

    private async Task Fail(CaseTimer timer, string message, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var attempts = timer.Attempts + 1;
        var last = attempts >= options.PumpAttempts;
        var until = last ? WorkItem.NotDue : now + options.BackOffAfter(attempts);
        if (last)
        {
            db.Add(new CaseIncident
            {
                CaseId = timer.CaseId,
                Source = IncidentSource.Timer,
                Ref = timer.No,
                Element = timer.Element,
                Code = RunnerCodes.TimerFailed,
                Message = message,
                RaisedAt = now,
            });
            await db.SaveChangesAsync(cancellation);
        }

        await db.Set<CaseTimer>().Where(row => row.CaseId == timer.CaseId && row.No == timer.No).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Attempts, attempts).SetProperty(row => row.LockedUntil, until), cancellation);
    }

    [LoggerMessage(LogLevel.Error, "Timer {No} of case {CaseId} failed")]
    private partial void Failed(Exception error, long caseId, int no);
}
