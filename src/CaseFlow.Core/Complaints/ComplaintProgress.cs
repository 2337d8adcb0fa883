using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Dispatch;
using CaseFlow.Core.Offices;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>A step that a complainant follows on the public page.</summary>
public enum ProgressKind
{
    /// <summary>Registered (P24.1).</summary>
    Registered = 1,

    /// <summary>A body considers it.</summary>
    Considered = 2,

    /// <summary>The term of the reply has passed without one; it stays on record (R4).</summary>
    Late = 3,

    /// <summary>The body above was asked to see to it.</summary>
    BodyAboveAsked = 4,

    /// <summary>The body above has taken it over and owes the reply now.</summary>
    TakenOver = 5,

    Decided = 6,

    Signed = 7,

    /// <summary>Handed to the post (P24.3); of an anonymous complaint: placed on file.</summary>
    Sent = 8,

    Delivered = 9,

    /// <summary>The post brought the reply back.</summary>
    Returned = 10,

    Withdrawn = 11,

    /// <summary>Registered and filed without consideration, since nobody signed it.</summary>
    Filed = 12,
}

/// <param name="Kind">What happened, or is to happen.</param>
/// <param name="At">When; null: not yet.</param>
/// <param name="Office">The office that did it, or is to; null: it needs none.</param>
public sealed record ProgressStep(ProgressKind Kind, Instant? At, Office? Office);

/// <summary>How far a complaint has come, for who made it: offices and dates, no names and no texts.</summary>
/// <param name="Steps">What has happened in order of time, then what is still to come.</param>
/// <param name="DueAt">By when the reply must be sent; it never moves up.</param>
/// <param name="IsLate">The term passed without a reply.</param>
/// <param name="TrackingNumber">The post's number of the reply; empty: none.</param>
public sealed record ComplaintProgress(IReadOnlyList<ProgressStep> Steps, Instant DueAt, bool IsLate, string TrackingNumber)
{
    /// <summary>The progress of a complaint. Who asks has shown its secret, so there is no scope.</summary>
    public static async Task<ComplaintProgress> Of(CaseFlowDb db, Complaint complaint, CancellationToken cancellation)
    {
        var caseId = complaint.CaseId;
        var row = await db.Set<Case>().AsNoTracking().SingleAsync(found => found.Id == caseId, cancellation);
        var deadline = await db.Set<CaseDeadline>().AsNoTracking().SingleAsync(found => found.CaseId == caseId && found.RequirementId == ComplaintSettings.Reply, cancellation);
        var tasks = await db.Set<WorkItem>().AsNoTracking().Where(item => item.CaseId == caseId).OrderBy(item => item.No).ToListAsync(cancellation);
        var reply = await db.Set<DispatchItem>().AsNoTracking()
            .Where(item => item.CaseId == caseId && item.Purpose == DispatchPurpose.Reply && item.State != DispatchState.Withdrawn)
            .OrderByDescending(item => item.Id).FirstOrDefaultAsync(cancellation);
        var arrived = reply is null ? null : await db.Set<DispatchStep>().AsNoTracking()
            .Where(step => step.ItemId == reply.Id && (step.State == DispatchState.Delivered || step.State == DispatchState.Returned)).FirstOrDefaultAsync(cancellation);
        var ids = tasks.Select(item => item.OfficeId).Append(row.OfficeId).Append(row.IntakeOfficeId).Distinct().ToArray();
        var offices = await db.Set<Office>().AsNoTracking().Where(office => ids.Contains(office.Id)).ToDictionaryAsync(office => office.Id, cancellation);

        var done = Happened(complaint, row, deadline, tasks, offices).ToList();
        if (arrived is not null)
        {
            done.Add(new ProgressStep(arrived.State == DispatchState.Delivered ? ProgressKind.Delivered : ProgressKind.Returned, arrived.At, null));
        }

        return new ComplaintProgress([.. done.OrderBy(step => step.At).ThenBy(step => step.Kind), .. ToCome(row, done, offices[row.OfficeId])], deadline.DueAt, deadline.Late, reply?.TrackingNumber ?? "");
    }

    private static IEnumerable<ProgressStep> Happened(
        Complaint complaint, Case row, CaseDeadline deadline, List<WorkItem> tasks, Dictionary<long, Office> offices)
    {
        yield return new ProgressStep(ProgressKind.Registered, complaint.RegisteredAt, offices[row.IntakeOfficeId]);
        foreach (var item in tasks)
        {
            var step = item switch
            {
                { Element: "assign" } => new ProgressStep(ProgressKind.Considered, item.CreatedAt, offices[item.OfficeId]),
                { Element: "takeOver", State: WorkItemState.Done } => new ProgressStep(ProgressKind.TakenOver, item.DoneAt, offices[item.OfficeId]),
                { Element: "takeOver" } => new ProgressStep(ProgressKind.BodyAboveAsked, item.CreatedAt, offices[item.OfficeId]),
                { Element: "signReply", State: WorkItemState.Done } => new ProgressStep(ProgressKind.Signed, item.DoneAt, offices[item.OfficeId]),
                _ => null,
            };
            if (step is not null)
            {
                yield return step;
            }
        }

        foreach (var (kind, at) in new[]
        {
            (ProgressKind.Late, deadline.Late ? deadline.DueAt : (Instant?)null),
            (ProgressKind.Decided, complaint.DecidedAt),
            (ProgressKind.Sent, complaint.RepliedAt),
            (ProgressKind.Withdrawn, complaint.WithdrawnAt),
            (ProgressKind.Filed, row.Outcome == "filed" ? row.EndedAt : null),
        })
        {
            if (at is not null)
            {
                yield return new ProgressStep(kind, at, null);
            }
        }
    }

    private static IEnumerable<ProgressStep> ToCome(Case row, List<ProgressStep> done, Office body)
    {
        if (row.Status != ProcessStatus.Running || done.Exists(step => step.Kind is ProgressKind.Withdrawn or ProgressKind.Sent))
        {
            yield break;
        }

        foreach (var kind in new[] { ProgressKind.Decided, ProgressKind.Signed, ProgressKind.Sent }.Where(kind => !done.Exists(step => step.Kind == kind)))
        {
            yield return new ProgressStep(kind, null, body);
        }
    }
}
