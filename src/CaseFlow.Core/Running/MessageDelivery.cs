using System.Collections.Immutable;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Running;

/// <summary>
/// Brings a message to the case that waits for it: looked up first, then one named subscription is stepped. When no case
/// waits, it starts the process that it starts. Nobody waits, or more than one does: refused. Nothing is buffered.
/// </summary>
public sealed class MessageDelivery(IDbContextFactory<CaseFlowDb> databases, ProcessRunner runner, EventStarts starts)
{
    /// <summary>Delivers a message once.</summary>
    /// <param name="name">Name of the message.</param>
    /// <param name="key">Correlation key; null: the name alone decides.</param>
    /// <param name="variables">What it brings.</param>
    /// <param name="triggerId">Names this message, so that it is taken once.</param>
    /// <param name="outboxId">The outbox row that is done with it; 0: none.</param>
    /// <param name="cancellation">Stops before the step.</param>
    public async Task<RunResult> Deliver(
        string name,
        string? key,
        ImmutableSortedDictionary<string, Value> variables,
        string triggerId,
        long outboxId,
        CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var waiting = await db.Set<CaseSubscription>().AsNoTracking()
            .Where(row => row.Kind == SubscriptionKind.Message && row.Name == name && (key == null || row.Key == key || row.Key == ""))
            .OrderBy(row => row.CaseId).ThenBy(row => row.No).Take(2).ToListAsync(cancellation);
        if (waiting is [var only])
        {
            return await runner.Run(
                new CaseCommand(only.CaseId, triggerId, new DeliverMessage(only.No) { Variables = variables }) { OutboxId = outboxId },
                cancellation);
        }

        // It may have been taken before, and the answer been lost.
        var step = await db.Set<HistoryRow>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.TriggerId == triggerId && row.Kind == "message", cancellation);
        if (step is not null)
        {
            return new AlreadyDone(step.ActorId, step.At, Same: true);
        }

        if (await EventStarts.Find(db, triggerId, cancellation) is { } started)
        {
            return started;
        }

        if (waiting.Count > 1)
        {
            return new Refused(RejectionCodes.Ambiguous, $"More than one waits for the message '{name}'.");
        }

        // The rules of what may be in force see to it that there is one at most.
        var start = await db.Set<DefinitionStart>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.Kind == SubscriptionKind.Message && row.Name == name, cancellation);
        return start is null
            ? new Refused(RejectionCodes.NoSubscription, $"Nobody waits for the message '{name}'.")
            : await starts.Start(start, triggerId, key, variables, cancellation, outboxId);
    }
}
