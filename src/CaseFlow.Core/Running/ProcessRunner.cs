using System.Data.Common;
using CaseFlow.Core.Cases;
using CaseFlow.Engine;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>
/// The one road on which a case moves: load, step until quiet, commit everything at once, nudge the pumps. A command
/// with the same trigger id is carried out once, whatever happens between; who comes second is told who was first.
/// </summary>
public sealed class ProcessRunner(
    ICaseStore store,
    IDefinitionSource definitions,
    Handlers handlers,
    IDueTimes dueTimes,
    IClock clock,
    CaseLocks locks,
    Nudge nudge,
    RunnerOptions options)
{
    /// <summary>How often a step is made again after the database failed, since a commit with unknown outcome is looked up.</summary>
    private const int DatabaseAttempts = 3;

    /// <summary>Carries out one command.</summary>
    /// <exception cref="DbException">The database refuses to work (a full disk, say); nothing was changed.</exception>
    /// <exception cref="DbUpdateException">As above.</exception>
    /// <exception cref="TimeoutException">Other processes stepped the case again and again; nothing was changed.</exception>
    public async Task<RunResult> Run(CaseCommand command, CancellationToken cancellation = default)
    {
        using var entered = await locks.Enter([command.CaseId], cancellation);
        var failures = new HandlerFailures();
        for (var (attempt, broken) = (1, 0); attempt <= options.Attempts; attempt++)
        {
            try
            {
                if (await TryRun(command, failures, firstTime: attempt == 1, cancellation) is { } result)
                {
                    return result;
                }
            }
            catch (HandlerFailedException failed)
            {
                failures.Add(failed);
            }
            catch (Exception error) when (error is DbException or DbUpdateException && ++broken < DatabaseAttempts)
            {
                // The next attempt begins by looking whether this one was committed after all.
            }
        }

        throw new TimeoutException($"Case {command.CaseId} changed under {options.Attempts} attempts to step it.");
    }

    /// <summary>
    /// Carries out commands of different cases in one commit, which is what makes a thousand timers at 18.00 cheap. Null:
    /// it did not work out, and nothing was changed; run them singly.
    /// </summary>
    internal async Task<IReadOnlyList<RunResult>?> RunTogether(
        IReadOnlyList<CaseCommand> commands, CancellationToken cancellation)
    {
        using var entered = await locks.Enter(commands.Select(static command => command.CaseId), cancellation);
        try
        {
            await using var session = store.Open();
            var prepared = new List<Prepared>();
            foreach (var command in commands)
            {
                prepared.Add(await Prepare(session, command, new HandlerFailures(), firstTime: true, cancellation));
            }

            // By case, as everybody who writes several: two that lock in one order never wait for each other.
            var changes = prepared.Where(static step => step.Change is not null).Select(static step => step.Change!).OrderBy(static change => change.Case.Id).ToList();
            if (changes.Count > 0 && await session.Commit(changes, cancellation) != CommitResult.Done)
            {
                return null;
            }

            changes.ForEach(Wake);
            return prepared.ConvertAll(static step => step.Result);
        }
        catch (Exception error) when (error is DbException or DbUpdateException or HandlerFailedException)
        {
            return null;
        }
    }

    /// <summary>One attempt; null when another process came between.</summary>
    private async Task<RunResult?> TryRun(
        CaseCommand command, HandlerFailures failures, bool firstTime, CancellationToken cancellation)
    {
        await using var session = store.Open();
        var prepared = await Prepare(session, command, failures, firstTime, cancellation);
        if (prepared.Change is not { } change)
        {
            return prepared.Result;
        }

        switch (await session.Commit([change], cancellation))
        {
            case CommitResult.Done:
                Wake(change);
                return prepared.Result;
            case CommitResult.NotMine:
                await using (var fresh = store.Open())
                {
                    return await WhoHasIt(fresh, command, cancellation);
                }

            default:
                return null;
        }
    }

    private async Task<Prepared> Prepare(
        ICaseSession session, CaseCommand command, HandlerFailures failures, bool firstTime, CancellationToken cancellation)
    {
        // The first time, the step itself shows whether it is possible; a look at the history would be a read too many.
        if (!firstTime && await Done(session, command, cancellation) is { } done)
        {
            return new Prepared(done, null);
        }

        if (!firstTime && await NoLongerDue(session, command, cancellation))
        {
            return new Prepared(new Refused(RejectionCodes.NotFound, "The timer is not due any more."), null);
        }

        var loaded = command.Trigger is Start && firstTime ? null : await session.Load(command.CaseId, cancellation);
        if (loaded is null && command.New is null)
        {
            return new Prepared(new Refused(RejectionCodes.NotFound, "There is no such case."), null);
        }

        // Cut to what a database keeps, so that a hash over the time is the same when it is read back.
        var now = Instant.FromUnixTimeMilliseconds(clock.GetCurrentInstant().ToUnixTimeMilliseconds());
        var step = new CaseStep(session, definitions, handlers, dueTimes, options, failures, command, now);
        var made = await step.Make(loaded, cancellation);
        return made.Refused is { } refused
            ? new Prepared(await Explain(session, command, refused, cancellation), made.Change)
            : new Prepared(new Committed(made.Change!.Case, made.Events), made.Change);
    }

    /// <summary>A refused command may be one that was carried out before, or a task that somebody else has done.</summary>
    private static async Task<RunResult> Explain(
        ICaseSession session, CaseCommand command, Refused refused, CancellationToken cancellation)
    {
        if (refused.Code is not (RejectionCodes.NotFound or RejectionCodes.Conflict or RejectionCodes.NoSubscription))
        {
            return refused;
        }

        if (await Done(session, command, cancellation) is { } done)
        {
            return done;
        }

        return command.Trigger is CompleteTask task
            && await session.FindWorkItem(command.CaseId, task.Node, cancellation) is { State: WorkItemState.Done, DoneAt: { } at } item
                ? new AlreadyDone(item.DoneBy, at, Same: false)
                : refused;
    }

    private static async Task<AlreadyDone?> Done(ICaseSession session, CaseCommand command, CancellationToken cancellation) =>
        await session.FindStep(command.CaseId, command.TriggerId, cancellation) is { } row
            ? new AlreadyDone(row.ActorId, row.At, Same: true)
            : null;

    private static async Task<bool> NoLongerDue(ICaseSession session, CaseCommand command, CancellationToken cancellation) =>
        command is { Trigger: FireTimer fire, TimerDue: { } due }
        && (await session.FindTimer(command.CaseId, fire.Subscription, cancellation))?.DueAt != due;

    private static async Task<RunResult> WhoHasIt(ICaseSession session, CaseCommand command, CancellationToken cancellation)
    {
        if (await Done(session, command, cancellation) is { } done)
        {
            return done;
        }

        var item = await session.FindWorkItem(command.CaseId, ((CompleteTask)command.Trigger).Node, cancellation);
        return item switch
        {
            { State: WorkItemState.Done, DoneAt: { } at } => new AlreadyDone(item.DoneBy, at, Same: false),
            { State: WorkItemState.Open } => new Refused(RunnerCodes.NotMine, "Another person has claimed it.", item.AssigneeId),
            _ => new Refused(RejectionCodes.Conflict, "The task was withdrawn."),
        };
    }

    private void Wake(CaseChange change)
    {
        if (change.TimersArmed.Count > 0)
        {
            nudge.Timers();
        }

        if (change.Outbox.Count > 0)
        {
            nudge.Outbox();
        }
    }

    /// <param name="Result">What the caller is told, once the change is committed.</param>
    /// <param name="Change">Null: there is nothing to commit.</param>
    private sealed record Prepared(RunResult Result, CaseChange? Change);
}
