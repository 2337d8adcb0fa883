using CaseFlow.Core.Access;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Cases;

public enum InboxView
{
    /// <summary>Claimed by me.</summary>
    Mine,

    /// <summary>Claimed by nobody, for a role that I have in its office.</summary>
    Group,
}

/// <summary>Where a page of the inbox ends: the sort key of its last row.</summary>
public sealed record InboxCursor(long DueAt, long CaseId, int No);

/// <summary>What the inbox is narrowed to; null: not narrowed.</summary>
/// <param name="OfficeId">One office.</param>
/// <param name="Element">One kind of task, by BPMN id.</param>
/// <param name="OverdueOnly">Only what is past its due time.</param>
/// <param name="Complaints">True: only tasks of complaints; false: only others.</param>
public sealed record InboxFilter(long? OfficeId = null, string? Element = null, bool OverdueOnly = false, bool? Complaints = null);

/// <summary>One task in the inbox.</summary>
/// <param name="Item">The task.</param>
/// <param name="CaseNumber">Number of registration of its case.</param>
/// <param name="Applicant">Short name; empty: there is none, or the complaint is anonymous.</param>
/// <param name="IsComplaint">It is a task of a complaint.</param>
public sealed record InboxRow(WorkItem Item, string CaseNumber, string Applicant, bool IsComplaint);

/// <summary>A page of tasks, most urgent first.</summary>
/// <param name="Rows">The tasks.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record InboxPage(IReadOnlyList<InboxRow> Rows, InboxCursor? Next);

public sealed record InboxCounts(int Mine, int MineOverdue, int Group, int GroupOverdue);

/// <summary>The tasks that wait for a person, overdue first; claiming and releasing them.</summary>
public sealed class Inbox(CaseFlowDb db, IClock clock)
{
    /// <summary>A page of tasks.</summary>
    /// <param name="scope">Whose inbox.</param>
    /// <param name="view">Mine, or those of my roles.</param>
    /// <param name="filter">Narrows it.</param>
    /// <param name="after">The page before's <see cref="InboxPage.Next"/>; null for the first.</param>
    /// <param name="size">Rows of a page.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<InboxPage> Page(Scope scope, InboxView view, InboxFilter filter, InboxCursor? after, int size, CancellationToken cancellation)
    {
        // A query for each (office, role) and a merge: an index serves each of them, which it does not for one OR over all.
        var found = new List<WorkItem>();
        foreach (var items in Queries(scope, view, filter))
        {
            found.AddRange(await After(items, after)
                .OrderBy(item => item.DueAt).ThenBy(item => item.CaseId).ThenBy(item => item.No)
                .Take(size + 1)
                .ToListAsync(cancellation));
        }

        var page = found.OrderBy(item => item.DueAt).ThenBy(item => item.CaseId).ThenBy(item => item.No).Take(size + 1).ToList();
        var shown = page.Take(size).ToList();
        var last = shown.LastOrDefault();
        return new InboxPage(
            await Describe(shown, cancellation),
            page.Count > size ? new InboxCursor(last!.DueAt.ToUnixTimeMilliseconds(), last.CaseId, last.No) : null);
    }

    /// <summary>How many tasks each view holds.</summary>
    public async Task<InboxCounts> Counts(Scope scope, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var counts = new Dictionary<InboxView, (int All, int Overdue)>();
        foreach (var view in Enum.GetValues<InboxView>())
        {
            var (all, overdue) = (0, 0);
            foreach (var items in Queries(scope, view, new InboxFilter()))
            {
                all += await items.CountAsync(cancellation);
                overdue += await items.CountAsync(item => item.DueAt <= now, cancellation);
            }

            counts[view] = (all, overdue);
        }

        return new InboxCounts(counts[InboxView.Mine].All, counts[InboxView.Mine].Overdue, counts[InboxView.Group].All, counts[InboxView.Group].Overdue);
    }

    /// <summary>Takes a task that nobody has. The task as it is afterwards; null when it is not open, or not for this person.</summary>
    public async Task<WorkItem?> Claim(Scope scope, long caseId, int no, CancellationToken cancellation)
    {
        if (await FindOpen(scope, caseId, no, cancellation) is not { } item || scope.UserId is not { } userId)
        {
            return null;
        }

        await db.Set<WorkItem>()
            .Where(row => row.CaseId == caseId && row.No == no && row.State == WorkItemState.Open && row.AssigneeId == 0)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.AssigneeId, userId), cancellation);
        return await db.Set<WorkItem>().AsNoTracking().FirstOrDefaultAsync(row => row.CaseId == item.CaseId && row.No == item.No, cancellation);
    }

    /// <summary>Gives a claimed task back to the group; false when it was not claimed by this person.</summary>
    public async Task<bool> Release(Scope scope, long caseId, int no, CancellationToken cancellation) =>
        scope.UserId is { } userId && await db.Set<WorkItem>()
            .Where(row => row.CaseId == caseId && row.No == no && row.State == WorkItemState.Open && row.AssigneeId == userId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.AssigneeId, 0), cancellation) == 1;

    /// <summary>An open task that this person may do; null otherwise.</summary>
    public async Task<WorkItem?> FindOpen(Scope scope, long caseId, int no, CancellationToken cancellation)
    {
        var item = await db.Set<WorkItem>().AsNoTracking().Include(row => row.Candidates)
            .FirstOrDefaultAsync(row => row.CaseId == caseId && row.No == no, cancellation);
        return item is { State: WorkItemState.Open } && MayDo(scope, item) ? item : null;
    }

    /// <summary>Whether the task is for the person, or for a role that the person has in its office; candidates must be loaded.</summary>
    public static bool MayDo(Scope scope, WorkItem item) => item.Role switch
    {
        "" => scope.Offices.Contains(item.OfficeId),
        WorkItem.SeveralRoles => scope.Offices.Contains(item.OfficeId)
            && item.Candidates.Exists(candidate => candidate.UserId != 0 ? candidate.UserId == scope.UserId : scope.Has(candidate.Role, item.OfficeId)),
        _ => scope.Has(item.Role, item.OfficeId),
    };

    private IEnumerable<IQueryable<WorkItem>> Queries(Scope scope, InboxView view, InboxFilter filter)
    {
        var open = db.Set<WorkItem>().AsNoTracking().Where(item => item.State == WorkItemState.Open);
        if (filter.OfficeId is { } only)
        {
            open = open.Where(item => item.OfficeId == only);
        }

        if (filter.Element is { } element)
        {
            open = open.Where(item => item.Element == element);
        }

        if (filter.OverdueOnly)
        {
            var now = clock.GetCurrentInstant();
            open = open.Where(item => item.DueAt <= now);
        }

        if (filter.Complaints is { } wanted)
        {
            open = open.Where(item => db.Set<Complaint>().Any(complaint => complaint.CaseId == item.CaseId) == wanted);
        }

        if (view == InboxView.Mine)
        {
            var userId = scope.UserId ?? -1;
            yield return open.Where(item => item.AssigneeId == userId);
            yield break;
        }

        foreach (var (officeId, role) in scope.Grants)
        {
            yield return open.Where(item => item.AssigneeId == 0 && item.OfficeId == officeId && item.Role == role);
        }

        foreach (var officeId in scope.Offices)
        {
            yield return open.Where(item => item.AssigneeId == 0 && item.OfficeId == officeId && item.Role == "");
            var roles = scope.Grants.Where(grant => grant.OfficeId == officeId).Select(grant => grant.Role).ToArray();
            var userId = scope.UserId ?? -1;
            yield return open.Where(item => item.AssigneeId == 0 && item.OfficeId == officeId && item.Role == WorkItem.SeveralRoles
                && item.Candidates.Any(candidate => candidate.UserId == userId || (candidate.UserId == 0 && roles.Contains(candidate.Role))));
        }
    }

    private static IQueryable<WorkItem> After(IQueryable<WorkItem> items, InboxCursor? after)
    {
        if (after is null)
        {
            return items;
        }

        var due = Instant.FromUnixTimeMilliseconds(after.DueAt);
        return items.Where(item => item.DueAt >= due
            && (item.DueAt > due || item.CaseId > after.CaseId || (item.CaseId == after.CaseId && item.No > after.No)));
    }

    private async Task<IReadOnlyList<InboxRow>> Describe(List<WorkItem> items, CancellationToken cancellation)
    {
        var ids = items.Select(item => item.CaseId).Distinct().ToArray();
        var cases = await db.Set<Case>().AsNoTracking().Where(row => ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Number }).ToDictionaryAsync(row => row.Id, row => row.Number, cancellation);
        var applicants = await db.Set<CaseParty>().AsNoTracking()
            .Where(party => ids.Contains(party.CaseId) && party.Role == PartyRole.Applicant)
            .ToDictionaryAsync(party => party.CaseId, cancellation);
        var complaints = await db.Set<Complaint>().Where(complaint => ids.Contains(complaint.CaseId)).Select(complaint => complaint.CaseId).ToHashSetAsync(cancellation);
        return [.. items.Select(item => new InboxRow(
            item,
            cases[item.CaseId],
            applicants.GetValueOrDefault(item.CaseId)?.PersonName.Short ?? "",
            complaints.Contains(item.CaseId)))];
    }
}
