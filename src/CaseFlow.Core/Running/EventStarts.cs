using System.Collections.Immutable;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Running;

/// <summary>Starts the cases that nobody hands in: by a timer, a message, a signal or a condition of a definition in force.</summary>
public sealed class EventStarts(IDbContextFactory<CaseFlowDb> databases, DefinitionCatalog definitions, ProcessRunner runner)
{
    /// <summary>Starts a case, once for an occurrence.</summary>
    /// <param name="start">What starts it.</param>
    /// <param name="triggerId">Names the occurrence.</param>
    /// <param name="businessKey">Key of a message; null: none.</param>
    /// <param name="variables">What the event brings.</param>
    /// <param name="cancellation">Stops before the step.</param>
    /// <param name="outboxId">The outbox row that is done with it; 0: none.</param>
    /// <param name="moveOn">
    /// What else changes in the transaction that begins the case; false: the start does not wait for this occurrence any more,
    /// and no case begins.
    /// </param>
    /// <returns><see cref="AlreadyDone"/>: the occurrence has started a case before. A conflict: the start is no longer in force.</returns>
    internal async Task<RunResult> Start(
        DefinitionStart start,
        string triggerId,
        string? businessKey,
        ImmutableSortedDictionary<string, Value> variables,
        CancellationToken cancellation,
        long outboxId = 0,
        Func<CaseFlowDb, CancellationToken, Task<bool>>? moveOn = null)
    {
        var definition = await definitions.Get(start.DefinitionId);
        await using var keys = await databases.CreateDbContextAsync(cancellation);
        var command = new CaseCommand(
            keys.Keys.Next(inTransaction: false),
            triggerId,
            new Start(definition.Graph.Definition, businessKey, start.Element) { Variables = variables })
        {
            New = new NewCase(definition.Service.Key, start.DefinitionId, start.OfficeId, start.OfficeId),
            OutboxId = outboxId,
            Alongside = async (db, row, cancel) =>
            {
                await CheckFirst(db, start, triggerId, cancel);
                if (!(moveOn is null ? await db.Set<DefinitionStart>().AnyAsync(known => known.Id == start.Id, cancel) : await moveOn(db, cancel)))
                {
                    throw new NotStartedException(new Refused(RejectionCodes.Conflict, $"{start.Key}.{start.Element} does not wait for this any more."));
                }

                db.Add(new StartOccurrence { TriggerId = triggerId, Key = start.Key, Element = start.Element, CaseId = row.Id, At = row.StartedAt });
            },
        };
        try
        {
            return await runner.Run(command, cancellation);
        }
        catch (NotStartedException why)
        {
            return why.Result;
        }
    }

    /// <summary>Looks at the conditions of all definitions in force, and starts a case for each that is true.</summary>
    /// <param name="variables">What the conditions are judged by; the cases begin with it.</param>
    /// <param name="triggerId">Names this look, so that it starts a case once.</param>
    /// <param name="cancellation">Stops between cases.</param>
    /// <returns>What came of each that was true.</returns>
    public async Task<IReadOnlyList<RunResult>> LookAtConditions(
        ImmutableSortedDictionary<string, Value> variables, string triggerId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var starts = await db.Set<DefinitionStart>().AsNoTracking().Where(row => row.Kind == SubscriptionKind.Conditional).OrderBy(row => row.Id).ToListAsync(cancellation);
        var results = new List<RunResult>();
        foreach (var start in starts)
        {
            var graph = (await definitions.Get(start.DefinitionId)).Graph;
            if (graph.Starters.Where(starter => starter.Element.Id == start.Element).Any(starter => StartSubscription.Of(starter.Element, starter.Trigger).IsTrue(variables)))
            {
                results.Add(await Start(start, triggerId, null, variables, cancellation));
            }
        }

        return results;
    }

    /// <summary>The case that this trigger has started before; null: none.</summary>
    internal static async Task<AlreadyDone?> Find(CaseFlowDb db, string triggerId, CancellationToken cancellation) =>
        await db.Set<StartOccurrence>().AsNoTracking().FirstOrDefaultAsync(row => row.TriggerId == triggerId, cancellation) is { } known
            ? new AlreadyDone(0, known.At, Same: true)
            : null;

    private static async Task CheckFirst(CaseFlowDb db, DefinitionStart start, string triggerId, CancellationToken cancellation)
    {
        var known = await db.Set<StartOccurrence>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.TriggerId == triggerId && row.Key == start.Key && row.Element == start.Element, cancellation);
        if (known is not null)
        {
            throw new NotStartedException(new AlreadyDone(0, known.At, Same: true));
        }
    }

    /// <summary>Leaves the step without a trace.</summary>
    private sealed class NotStartedException(RunResult result) : Exception
    {
        public RunResult Result { get; } = result;
    }
}
