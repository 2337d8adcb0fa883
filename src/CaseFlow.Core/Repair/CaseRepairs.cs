using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Scope = CaseFlow.Core.Access.Scope;

namespace CaseFlow.Core.Repair;

/// <summary>
/// Repairs: each is a step of its case like any other, made by a manager of the case's office, with a reason. What cannot be
/// done is told for each one, and leaves that case as it is.
/// </summary>
public sealed class CaseRepairs(
    IDbContextFactory<CaseFlowDb> databases, ProcessRunner runner, IncidentRetry retry, IDefinitionSource source, DefinitionCatalog catalog, IClock clock, Nudge nudge)
{
    /// <summary>How many are done together at most.</summary>
    public const int Most = 200;

    /// <summary>A new batch: the number goes into the form, so that a form posted twice is done once.</summary>
    public async Task<long> NewBatch(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return db.Keys.Next(inTransaction: false);
    }

    /// <summary>Does them one after another.</summary>
    /// <param name="scope">The manager.</param>
    /// <param name="batchId">See <see cref="NewBatch"/>; what was done under it before is not done again.</param>
    /// <param name="reason">Why, in the manager's words.</param>
    /// <param name="orders">At most <see cref="Most"/>.</param>
    /// <param name="cancellation">Stops between two of them.</param>
    /// <returns>What became of each, in order.</returns>
    /// <exception cref="UnauthorizedAccessException">The person is manager nowhere.</exception>
    /// <exception cref="ArgumentException">There is no reason, or too many orders.</exception>
    public async Task<IReadOnlyList<CaseRepair>> Do(
        Scope scope, long batchId, string reason, IReadOnlyList<RepairOrder> orders, CancellationToken cancellation)
    {
        if (!scope.Has(Roles.Manager))
        {
            throw new UnauthorizedAccessException("Only a manager repairs cases.");
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.Length > CaseRepair.ReasonLength || orders.Count > Most)
        {
            throw new ArgumentException("A repair needs a reason, and there is a limit to a batch.", nameof(reason));
        }

        var done = new List<CaseRepair>();
        foreach (var order in orders)
        {
            done.Add(await Done(batchId, order, cancellation) ?? await DoOne(scope, batchId, reason.Trim(), order, cancellation));
        }

        return done;
    }

    /// <summary>What was done under a batch, in the order in which it was done.</summary>
    public async Task<IReadOnlyList<CaseRepair>> Batch(long batchId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<CaseRepair>().AsNoTracking().Where(row => row.BatchId == batchId).OrderBy(row => row.Id).ToListAsync(cancellation);
    }

    private async Task<CaseRepair?> Done(long batchId, RepairOrder order, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<CaseRepair>().AsNoTracking()
            .FirstOrDefaultAsync(row => row.BatchId == batchId && row.CaseId == order.CaseId && row.IncidentId == order.IncidentId, cancellation);
    }

    private async Task<CaseRepair> DoOne(Scope scope, long batchId, string reason, RepairOrder order, CancellationToken cancellation)
    {
        var entry = new CaseRepair
        {
            BatchId = batchId,
            CaseId = order.CaseId,
            IncidentId = order.IncidentId,
            Kind = order.Kind,
            Detail = DetailOf(order),
            Reason = reason,
            ActorId = scope.UserId ?? 0,
            At = clock.GetCurrentInstant(),
        };
        var refusal = await Try(scope, order, entry, cancellation);
        if (refusal is null && entry.Id != 0)
        {
            return entry; // Written with the step.
        }

        entry.Refusal = refusal ?? "";
        await using var db = await databases.CreateDbContextAsync(cancellation);
        db.Add(entry);
        await db.SaveChangesAsync(cancellation);
        return entry;
    }

    private static string DetailOf(RepairOrder order)
    {
        var detail = order.Kind switch
        {
            RepairKind.Move => order.Target,
            RepairKind.CancelStep => order.Flow ?? "",
            RepairKind.SetVariable => order.Variable,
            RepairKind.MoveTimer => order.Due is { } due ? InstantPattern.General.Format(due) : "",
            _ => "",
        };
        return detail[..Math.Min(detail.Length, CaseRepair.DetailLength)];
    }

    /// <summary>Null: it was done; otherwise the code of what stands against it.</summary>
    private async Task<string?> Try(Scope scope, RepairOrder order, CaseRepair entry, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var incident = order.IncidentId == 0
            ? null
            : await db.Set<CaseIncident>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == order.IncidentId && row.CaseId == order.CaseId, cancellation);
        var row = order.CaseId == 0 ? null : await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(found => found.Id == order.CaseId, cancellation);
        if ((order.IncidentId != 0 && incident is null) || (row is null ? incident is null || order.CaseId != 0 : !scope.Has(Roles.Manager, row.OfficeId)))
        {
            return RepairCodes.NotFound;
        }

        entry.Element = incident?.Element ?? "";
        if (incident?.ResolvedAt is not null)
        {
            return RepairCodes.Resolved;
        }

        if (incident is not null && order.Kind == RepairKind.Retry && incident.Source != IncidentSource.Process)
        {
            return (await retry.Retry(incident.Id, scope.UserId ?? 0, cancellation))?.Code;
        }

        if (row is null)
        {
            return RepairCodes.OnlyRetry;
        }

        if (row.Status != ProcessStatus.Running)
        {
            return RepairCodes.Ended;
        }

        var whole = await CaseSegment.Complete(db, row, cancellation);
        return order.SeenVersion != 0 && order.SeenVersion != whole.Version
            ? RepairCodes.Moved
            : await Step(whole, incident, order, entry, cancellation);
    }

    private async Task<string?> Step(Case row, CaseIncident? incident, RepairOrder order, CaseRepair entry, CancellationToken cancellation)
    {
        var state = row.ReadState();
        var (command, refusal) = order.Kind == RepairKind.MoveTimer
            ? await MoveTimer(row, state, order, cancellation)
            : await CommandOf(row, state, incident, order, cancellation);
        if (command is null)
        {
            return refusal;
        }

        entry.Element = ElementOf(state, order, command.Trigger) is { Length: > 0 } element ? element : entry.Element;
        var alongside = command.Alongside;
        try
        {
            var result = await runner.Run(
                command with
                {
                    TriggerId = string.Create(CultureInfo.InvariantCulture, $"repair-{entry.BatchId}-{order.IncidentId}"),
                    ActorId = entry.ActorId,
                    Alongside = async (db, now, cancel) =>
                    {
                        // The version that was looked at, and none between that and this step.
                        if (now.Version != row.Version + 1)
                        {
                            throw new CaseMovedException();
                        }

                        if (alongside is not null)
                        {
                            await alongside(db, now, cancel);
                        }

                        db.Add(entry);
                    },
                },
                cancellation);
            return result is Refused refused ? Code(entry, refused) : null;
        }
        catch (CaseMovedException)
        {
            return Code(entry, new Refused(RepairCodes.Moved, ""));
        }
        finally
        {
            nudge.Timers();
        }
    }

    /// <summary>A row that was to be written with the step was not.</summary>
    private static string Code(CaseRepair entry, Refused refused)
    {
        entry.Id = 0;
        return refused.Obstacles is [var first, ..] ? first.Code : refused.Code;
    }

    private async Task<(CaseCommand? Command, string? Refusal)> CommandOf(Case row, ProcessState state, CaseIncident? incident, RepairOrder order, CancellationToken cancellation)
    {
        if (order.Kind == RepairKind.Cancel)
        {
            return (new CaseCommand(row.Id, "", new Cancel()), null);
        }

        Incident? stopped = null;
        if (incident is not null && (incident.Source != IncidentSource.Process || !state.Incidents.TryGetValue((int)incident.Ref, out stopped)))
        {
            return (null, RepairCodes.OnlyRetry);
        }

        var node = stopped?.Node ?? order.Number;
        switch (order.Kind)
        {
            case RepairKind.Retry when incident is not null:
                return (new CaseCommand(row.Id, "", new Retry((int)incident.Ref)), null);
            case RepairKind.Skip:
                return (new CaseCommand(row.Id, "", new Skip(node)), null);
            case RepairKind.Move:
                return (new CaseCommand(row.Id, "", new Move(node, order.Target, order.Flow)), null);
            case RepairKind.CancelStep:
                var cancel = new CaseCommand(row.Id, "", new CancelNode(node, order.Flow));
                return (order.Flow is { } flow ? cancel with { Why = await TargetOf(row, state, node, flow, cancellation) } : cancel, null);
            case RepairKind.SetVariable:
                return await SetVariable(row, state, incident, node, order, cancellation);
            default:
                return (null, RepairCodes.NotFound);
        }
    }

    /// <summary>With an incident the value is set and what it stopped is tried again, in one step.</summary>
    private async Task<(CaseCommand? Command, string? Refusal)> SetVariable(
        Case row, ProcessState state, CaseIncident? incident, int node, RepairOrder order, CancellationToken cancellation)
    {
        if (!state.Nodes.ContainsKey(node))
        {
            return (null, RepairCodes.NotFound);
        }

        // What the case has keeps its kind; what it lacks is only known by its definition.
        var current = state.FindVariable(node, order.Variable);
        var known = current is null ? await Known(row, state, node, order.Variable, cancellation) : null;
        if (current is null && known is null)
        {
            return (null, RepairCodes.NoVariable);
        }

        if ((current is null ? known!.Read(order.Value) : RepairValues.Read(current, order.Value)) is not { } value)
        {
            return (null, RepairCodes.WrongValue);
        }

        var variables = Variables.Of((order.Variable, value));
        return (new CaseCommand(row.Id, "", incident is null ? new SetVariables(node) { Variables = variables } : new Retry((int)incident.Ref) { Variables = variables }), null);
    }

    private async Task<KnownVariable?> Known(Case row, ProcessState state, int node, string name, CancellationToken cancellation)
    {
        var definitions = await source.Of(row.DefinitionId, state, clock.GetCurrentInstant(), cancellation);
        var definition = await catalog.Get(definitions.IdOf(state.DefinitionOf(node))).WaitAsync(cancellation);
        return KnownVariables.Of(definition).FirstOrDefault(variable => variable.Name == name);
    }

    /// <summary>The join at which a token waits: the history names it instead of the flow.</summary>
    private async Task<string?> TargetOf(Case row, ProcessState state, int node, string flow, CancellationToken cancellation)
    {
        var definitions = await source.Of(row.DefinitionId, state, clock.GetCurrentInstant(), cancellation);
        return state.Nodes.ContainsKey(node) ? definitions.Find(state.DefinitionOf(node))?.Flows.GetValueOrDefault(flow)?.Target.Id : null;
    }

    /// <summary>The engine knows no due times: the step changes nothing of its state, and beside it the timer's row.</summary>
    private async Task<(CaseCommand? Command, string? Refusal)> MoveTimer(Case row, ProcessState state, RepairOrder order, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var timer = await db.Set<CaseTimer>().AsNoTracking().FirstOrDefaultAsync(found => found.CaseId == row.Id && found.No == order.Number, cancellation);
        if (timer is null || order.Due is not { } due)
        {
            return (null, RepairCodes.NotFound);
        }

        if (TimerJson.Read(timer.Specification).Kind == TimerKind.Deadline)
        {
            return (null, RepairCodes.Statutory);
        }

        if (due <= clock.GetCurrentInstant())
        {
            return (null, RepairCodes.Past);
        }

        var (caseId, no, seen) = (row.Id, timer.No, timer.DueAt);
        return (
            new CaseCommand(caseId, "", new SetVariables(state.Nodes.Keys.First()))
            {
                Kind = "move-timer",
                Why = timer.Element,
                Alongside = async (same, _, cancel) =>
                {
                    var moved = await same.Set<CaseTimer>().Where(found => found.CaseId == caseId && found.No == no && found.DueAt == seen).ExecuteUpdateAsync(
                        set => set.SetProperty(found => found.DueAt, due).SetProperty(found => found.Attempts, 0).SetProperty(found => found.LockedUntil, Instant.FromUnixTimeMilliseconds(0)),
                        cancel);
                    if (moved == 0)
                    {
                        throw new CaseMovedException();
                    }
                },
            },
            null);
    }

    private static string ElementOf(ProcessState state, RepairOrder order, Trigger trigger) => trigger switch
    {
        Retry again => state.Incidents[again.Incident].Element,
        Skip skip => state.Nodes.GetValueOrDefault(skip.Node)?.Element ?? "",
        CancelNode { Flow: null } cancel => state.Nodes.GetValueOrDefault(cancel.Node)?.Element ?? "",
        Move { Flow: null } move => state.Nodes.GetValueOrDefault(move.Node)?.Element ?? "",
        SetVariables when order.Kind == RepairKind.MoveTimer => state.Subscriptions.GetValueOrDefault(order.Number)?.Element ?? "",
        SetVariables set => state.Nodes.GetValueOrDefault(set.Node)?.Element ?? "",
        _ => "",
    };
}
