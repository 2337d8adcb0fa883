using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Mail;
using CaseFlow.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>
/// Does what the outbox asks for: at least once outside, exactly once inside. The row's id is the idempotency key; the row
/// goes when it is done, in the commit of the answer if a case waits for one.
/// </summary>
public sealed partial class OutboxPump(
    IDbContextFactory<CaseFlowDb> databases,
    ProcessRunner runner,
    MessageDelivery messages,
    SignalDelivery signals,
    Handlers handlers,
    IMailSender mail,
    IClock clock,
    RunnerOptions options,
    ILogger<OutboxPump> log)
{
    private const int Batch = 10;

    /// <summary>For the tests that kill the process at a certain point.</summary>
    internal Action<string> At { get; set; } = static _ => { };

    /// <summary>Does everything that may be tried now; how many rows were done.</summary>
    public async Task<int> RunDue(CancellationToken cancellation)
    {
        var done = 0;
        while (await Claim(cancellation) is { Count: > 0 } claimed)
        {
            foreach (var message in claimed)
            {
                done += await StillMine(message, cancellation) && await Settle(message, cancellation) ? 1 : 0;
            }
        }

        return done;
    }

    private async Task<List<OutboxMessage>> Claim(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var free = db.Set<OutboxMessage>().Where(row => row.NextAt <= now && row.LockedUntil <= now);
        var ids = await free.OrderBy(row => row.NextAt).ThenBy(row => row.Id).Select(row => row.Id).Take(Batch).ToListAsync(cancellation);
        if (ids.Count == 0)
        {
            return [];
        }

        var claim = db.Keys.Next(inTransaction: false);
        var until = now + options.Claim;
        await free.Where(row => ids.Contains(row.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LockedUntil, until).SetProperty(row => row.LockedBy, claim), cancellation);
        return await db.Set<OutboxMessage>().AsNoTracking()
            .Where(row => ids.Contains(row.Id) && row.LockedBy == claim).OrderBy(row => row.Id).ToListAsync(cancellation);
    }

    /// <summary>Renews the claim before each row: those before it in the batch may have taken long.</summary>
    private async Task<bool> StillMine(OutboxMessage message, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var until = clock.GetCurrentInstant() + options.Claim;
        return await db.Set<OutboxMessage>().Where(row => row.Id == message.Id && row.LockedBy == message.LockedBy)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LockedUntil, until), cancellation) == 1;
    }

    private async Task<bool> Settle(OutboxMessage message, CancellationToken cancellation)
    {
        try
        {
            switch (message.Kind)
            {
                case OutboxKinds.Mail:
                    await mail.Send(MailJson.Read(message.Payload), MessageId(message), cancellation);
                    At("mail-sent");
                    await Remove(message, cancellation);
                    return true;
                case OutboxKinds.Call:
                    return await Call(message, cancellation);
                case OutboxKinds.Message:
                    return await Deliver(message, cancellation);
                case OutboxKinds.Signal:
                    await signals.FanOut(message, cancellation);
                    At("signal-fanned-out");
                    return true;
                case OutboxKinds.SignalToCase:
                    return await Signalled(message, await signals.Deliver(message, cancellation), cancellation);
                case OutboxKinds.SignalStart:
                    return await Signalled(message, await signals.Start(message, cancellation), cancellation);
                default:
                    await Fail(message, $"Nobody knows how to do '{message.Kind}'.", permanent: true, cancellation);
                    return false;
            }
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Failed(error, message.Id, message.Kind);
            await Fail(message, Describe(error), error is MailException { Permanent: true }, cancellation);
            return false;
        }
    }

    /// <summary>The time of creation is in it, so that ids drawn again after a restored backup are not taken for old ones.</summary>
    private static string MessageId(OutboxMessage message) =>
        $"caseflow.{message.Id}.{message.CreatedAt.ToUnixTimeMilliseconds()}";

    /// <summary>Our own errors are written without personal data; of others only the type is told.</summary>
    private static string Describe(Exception error) => error is MailException ? error.Message : error.GetType().Name;

    private async Task<bool> Call(OutboxMessage message, CancellationToken cancellation)
    {
        var payload = CallPayload.Read(message.Payload);
        if (handlers.Find(payload.Handler) is not RemoteHandler handler)
        {
            return await Answer(message, new ServiceFailed(null, $"There is no handler '{payload.Handler}'."), cancellation);
        }

        var answer = await handler.Handle(new RemoteCall(message.Id, message.CaseId, payload.Element, payload.Variables), cancellation);
        At("call-made");
        if (answer is ServiceFailed { ErrorCode: null } failed)
        {
            await Fail(message, failed.Message, permanent: false, cancellation);
            return false;
        }

        return await Answer(message, answer, cancellation);
    }

    private async Task<bool> Answer(OutboxMessage message, ServiceAnswer answer, CancellationToken cancellation)
    {
        var result = await runner.Run(
            new CaseCommand(message.CaseId, $"outbox-{message.Id}", CaseStep.AsTrigger(message.Node, answer)) { OutboxId = message.Id },
            cancellation);
        if (result is not Committed)
        {
            // Answered before, or nobody waits for the answer any more.
            await Remove(message, cancellation);
        }

        return result is Committed;
    }

    private async Task<bool> Deliver(OutboxMessage message, CancellationToken cancellation)
    {
        var payload = MessagePayload.Read(message.Payload);
        var result = await messages.Deliver(
            payload.Name, payload.Key, payload.Variables, $"outbox-{message.Id}", message.Id, cancellation);
        switch (result)
        {
            case Committed:
                return true;
            case AlreadyDone:
                await Remove(message, cancellation);
                return true;
            default:
                // Nothing is buffered: who waits later has missed it, and a person decides.
                var refused = (Refused)result;
                await Fail(message, $"{refused.Code}: {refused.Message}", permanent: refused.Code != RejectionCodes.Conflict, cancellation);
                return false;
        }
    }

    /// <summary>Who does not wait for the signal any more is left alone.</summary>
    private async Task<bool> Signalled(OutboxMessage message, RunResult result, CancellationToken cancellation)
    {
        At("signal-delivered");
        if (result is Refused { Code: RunnerCodes.Limit } limit)
        {
            await Fail(message, limit.Message, permanent: false, cancellation);
            return false;
        }

        if (result is not Committed)
        {
            await Remove(message, cancellation);
        }

        return result is Committed;
    }

    private async Task Remove(OutboxMessage message, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Set<OutboxMessage>().Where(row => row.Id == message.Id).ExecuteDeleteAsync(cancellation);
    }

    private async Task Fail(OutboxMessage message, string error, bool permanent, CancellationToken cancellation)
    {
        var attempts = message.Attempts + 1;
        var last = permanent || attempts >= options.PumpAttempts;
        if (last && message.Kind == OutboxKinds.Call)
        {
            // The process has an incident of its own for this: the element that waits.
            await Answer(message, new ServiceFailed(null, error), cancellation);
            return;
        }

        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        var next = last ? WorkItem.NotDue : now + options.BackOffAfter(attempts);
        if (last)
        {
            db.Add(new CaseIncident
            {
                CaseId = message.CaseId,
                Source = IncidentSource.Outbox,
                Ref = message.Id,
                Code = RunnerCodes.OutboxFailed,
                Message = error.Length > CaseIncident.MessageLength ? error[..CaseIncident.MessageLength] : error,
                RaisedAt = now,
            });
            await db.SaveChangesAsync(cancellation);
        }

        var unlocked = Instant.FromUnixTimeMilliseconds(0);
        await db.Set<OutboxMessage>().Where(row => row.Id == message.Id).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Attempts, attempts)
                .SetProperty(row => row.NextAt, next)
                .SetProperty(row => row.LockedUntil, unlocked),
            cancellation);
    }

    [LoggerMessage(LogLevel.Error, "Outbox row {Id} ({Kind}) failed")]
    private partial void Failed(Exception error, long id, string kind);
}
