using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>What became of a claim or a release.</summary>
public abstract record ClaimResult;

/// <summary>The work item is now as asked for, or was already.</summary>
public sealed record Claimed : ClaimResult;

/// <summary>Another person has it.</summary>
public sealed record ClaimedBy(long UserId) : ClaimResult;

/// <summary>It is not open any more.</summary>
/// <param name="DoneBy">Who completed it; 0: the process withdrew it.</param>
/// <param name="At">When.</param>
public sealed record AlreadyClosed(long DoneBy, Instant At) : ClaimResult;

/// <summary>There is no such work item.</summary>
public sealed record NoWorkItem : ClaimResult;

/// <summary>
/// Claiming and releasing work items: updates of the row, no steps of the case. Of two who claim at once exactly one gets
/// it. Whether a person may claim is asked before, by the scope and the role.
/// </summary>
public static class WorkItemClaims
{
    /// <summary>Takes an unclaimed work item for a user.</summary>
    public static Task<ClaimResult> Claim(CaseFlowDb db, long caseId, int no, long userId, CancellationToken cancellation) =>
        Change(db, caseId, no, from: 0, to: userId, cancellation);

    /// <summary>Gives a work item back that the user has.</summary>
    public static Task<ClaimResult> Release(CaseFlowDb db, long caseId, int no, long userId, CancellationToken cancellation) =>
        Change(db, caseId, no, from: userId, to: 0, cancellation);

    /// <summary>Hands a work item from one user on to another: a substitute takes over.</summary>
    public static Task<ClaimResult> HandOver(
        CaseFlowDb db, long caseId, int no, long fromUserId, long toUserId, CancellationToken cancellation) =>
        Change(db, caseId, no, fromUserId, toUserId, cancellation);

    private static async Task<ClaimResult> Change(
        CaseFlowDb db, long caseId, int no, long from, long to, CancellationToken cancellation)
    {
        var items = db.Set<WorkItem>().Where(item => item.CaseId == caseId && item.No == no);
        var changed = await items
            .Where(item => item.State == WorkItemState.Open && item.AssigneeId == from)
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.AssigneeId, to), cancellation);
        if (changed == 1)
        {
            return new Claimed();
        }

        return await items.AsNoTracking().FirstOrDefaultAsync(cancellation) switch
        {
            null => new NoWorkItem(),
            { State: WorkItemState.Open } item when item.AssigneeId == to => new Claimed(),
            { State: WorkItemState.Open } item => new ClaimedBy(item.AssigneeId),
            { } item => new AlreadyClosed(item.DoneBy, item.DoneAt!.Value),
        };
    }
}
