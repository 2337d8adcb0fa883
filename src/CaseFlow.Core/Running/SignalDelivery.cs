using System.Globalization;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>
/// Brings a signal from the case that threw it to everybody else. Its outbox row becomes one for each who waits now, in one
/// transaction; each of these is then delivered by itself, so that one that fails or is repeated touches no other.
/// </summary>
public sealed class SignalDelivery(IDbContextFactory<CaseFlowDb> databases, ProcessRunner runner, EventStarts starts, IClock clock)
{
    /// <summary>Rows written at once.</summary>
    private const int Batch = 500;

    /// <summary>Replaces the signal's row by one for each other case that waits for it, and for each process that it starts.</summary>
    public async Task FanOut(OutboxMessage signal, CancellationToken cancellation)
    {
        var payload = SignalPayload.Read(signal.Payload);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var waiting = await db.Set<CaseSubscription>().AsNoTracking()
            .Where(row => row.Kind == SubscriptionKind.Signal && row.Name == payload.Name && row.CaseId != signal.CaseId)
            .OrderBy(row => row.CaseId).ThenBy(row => row.No).Select(row => new { row.CaseId, row.No }).ToListAsync(cancellation);
        var processes = await db.Set<DefinitionStart>().AsNoTracking()
            .Where(row => row.Kind == SubscriptionKind.Signal && row.Name == payload.Name)
            .OrderBy(row => row.Key).Select(row => row.Key).Distinct().ToListAsync(cancellation);
        OutboxMessage[] rows =
        [
            .. waiting.Select(one => Row(signal, OutboxKinds.SignalToCase, one.CaseId, payload with { Subscription = one.No })),
            .. processes.Select(key => Row(signal, OutboxKinds.SignalStart, signal.CaseId, payload with { Process = key })),
        ];

        db.Keys.Reserve(rows.Length);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Set<OutboxMessage>().Where(row => row.Id == signal.Id).ExecuteDeleteAsync(cancellation) != 1)
        {
            return;
        }

        foreach (var some in rows.Chunk(Batch))
        {
            db.AddRange(some);
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Delivers the signal to one subscription.</summary>
    public Task<RunResult> Deliver(OutboxMessage message, CancellationToken cancellation)
    {
        var payload = SignalPayload.Read(message.Payload);
        return runner.Run(
            new CaseCommand(message.CaseId, TriggerId(message), new DeliverSignal(payload.Subscription) { Variables = payload.Variables }) { OutboxId = message.Id },
            cancellation);
    }

    /// <summary>Starts one process by the signal: whichever of its versions is in force by now.</summary>
    public async Task<RunResult> Start(OutboxMessage message, CancellationToken cancellation)
    {
        var payload = SignalPayload.Read(message.Payload);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var start = await db.Set<DefinitionStart>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.Kind == SubscriptionKind.Signal && row.Name == payload.Name && row.Key == payload.Process, cancellation);
        return start is null
            ? new Refused(RejectionCodes.NoSubscription, $"The signal '{payload.Name}' does not start {payload.Process} any more.")
            : await starts.Start(start, TriggerId(message), null, payload.Variables, cancellation, message.Id);
    }

    private OutboxMessage Row(OutboxMessage signal, string kind, long caseId, SignalPayload payload)
    {
        var now = clock.GetCurrentInstant();
        return new OutboxMessage { CaseId = caseId, Kind = kind, Payload = payload.Write(), CreatedAt = signal.CreatedAt, NextAt = now };
    }

    private static string TriggerId(OutboxMessage message) => string.Create(CultureInfo.InvariantCulture, $"outbox-{message.Id}");
}
