using System.Globalization;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>
/// The start timers of the definitions in force, as the timer pump works them off: claims what is due, and starts a case and
/// arms the next occurrence in one commit.
/// </summary>
public sealed partial class StartTimers(
    IDbContextFactory<CaseFlowDb> databases, EventStarts starts, IDueTimes dueTimes, IClock clock, RunnerOptions options, ILogger<StartTimers> log)
{
    /// <summary>For the tests that kill the process at a certain point.</summary>
    internal Action<string> At { get; set; } = static _ => { };

    /// <summary>Starts everything that is due now; how many cases began.</summary>
    public async Task<int> RunDue(CancellationToken cancellation)
    {
        var started = 0;
        while (await Claim(cancellation) is { Count: > 0 } claimed)
        {
            At("starts-claimed");
            foreach (var start in claimed)
            {
                started += await Settle(start, cancellation) ? 1 : 0;
            }
        }

        return started;
    }

    /// <summary>When the next one will be due; null: none waits.</summary>
    public async Task<Instant?> NextDue(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        return await db.Set<DefinitionStart>().Where(start => start.DueAt > now && start.DueAt < WorkItem.NotDue)
            .OrderBy(start => start.DueAt).Select(start => (Instant?)start.DueAt).FirstOrDefaultAsync(cancellation);
    }

    private async Task<List<DefinitionStart>> Claim(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var free = db.Set<DefinitionStart>().Where(start => start.DueAt <= now && start.LockedUntil <= now);
        var ids = await free.OrderBy(start => start.DueAt).ThenBy(start => start.Id).Select(start => start.Id).Take(options.TimerBatch).ToListAsync(cancellation);
        if (ids.Count == 0)
        {
            return [];
        }

        var claim = db.Keys.Next(inTransaction: false);
        var until = now + options.Claim;
        await free.Where(start => ids.Contains(start.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(start => start.LockedUntil, until).SetProperty(start => start.LockedBy, claim), cancellation);
        return await db.Set<DefinitionStart>().AsNoTracking()
            .Where(start => ids.Contains(start.Id) && start.LockedBy == claim)
            .OrderBy(start => start.DueAt).ThenBy(start => start.Id).ToListAsync(cancellation);
    }

    private async Task<bool> Settle(DefinitionStart start, CancellationToken cancellation)
    {
        try
        {
            var next = await Next(start, cancellation);
            var triggerId = string.Create(CultureInfo.InvariantCulture, $"timer-{start.DueAt.ToUnixTimeMilliseconds()}");
            switch (await starts.Start(start, triggerId, null, Variables.None, cancellation, moveOn: (db, cancel) => MoveOn(db, start, next, cancel)))
            {
                case Committed:
                    At("start-made");
                    return true;
                case AlreadyDone:
                    // A date on which an earlier version has started a case: only the row is to move on.
                    await using (var db = await databases.CreateDbContextAsync(cancellation))
                    {
                        await MoveOn(db, start, next, cancellation);
                    }

                    return false;
                case Refused { Code: Engine.RejectionCodes.Conflict }:
                    return false;
                case Refused refused:
                    await Fail(start, RunnerCodes.TimerFailed, refused.Message, cancellation);
                    return false;
                case var other:
                    throw new InvalidOperationException($"Unexpected result {other.GetType().Name}.");
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            Failed(error, start.Key, start.Element);
            await Fail(start, error is DueTimeException ? RunnerCodes.NoDueTime : RunnerCodes.TimerFailed, error is DueTimeException ? error.Message : error.GetType().Name, cancellation);
            return false;
        }
    }

    private ValueTask<Instant?> Next(DefinitionStart start, CancellationToken cancellation) =>
        StartTimes.Next(TimerJson.Read(start.Specification), start.DueAt, start.Remaining, start.OfficeId, dueTimes, cancellation);

    /// <summary>Arms the next occurrence, if the start still waits for this one; a row with nothing left to wait for goes.</summary>
    private static async Task<bool> MoveOn(CaseFlowDb db, DefinitionStart start, Instant? next, CancellationToken cancellation)
    {
        var waiting = db.Set<DefinitionStart>().Where(row => row.Id == start.Id && row.DueAt == start.DueAt);
        if (next is not { } due)
        {
            return await waiting.ExecuteDeleteAsync(cancellation) == 1;
        }

        var remaining = start.Remaining - 1;
        var unlocked = Instant.FromUnixTimeMilliseconds(0);
        return await waiting.ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.DueAt, due)
                .SetProperty(row => row.Remaining, remaining)
                .SetProperty(row => row.LockedUntil, unlocked)
                .SetProperty(row => row.Attempts, 0),
            cancellation) == 1;
    }

    private async Task Fail(DefinitionStart start, string code, string message, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var attempts = start.Attempts + 1;
        var last = attempts >= options.PumpAttempts;
        var until = last ? WorkItem.NotDue : now + options.BackOffAfter(attempts);
        if (last)
        {
            db.Add(new CaseIncident
            {
                Source = IncidentSource.Start,
                Ref = start.Id,
                Element = start.Element,
                Code = code,
                Message = message.Length > CaseIncident.MessageLength ? message[..CaseIncident.MessageLength] : message,
                RaisedAt = now,
            });
            await db.SaveChangesAsync(cancellation);
        }

        await db.Set<DefinitionStart>().Where(row => row.Id == start.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Attempts, attempts).SetProperty(row => row.LockedUntil, until), cancellation);
    }

    [LoggerMessage(LogLevel.Error, "The start {Element} of {Process} failed")]
    private partial void Failed(Exception error, string process, string element);
}
