using CaseFlow.Core.Access;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Cases;

/// <summary>The one door to a single case by its id: a case outside the scope and a case that does not exist look alike.</summary>
public static class VisibleCases
{
    /// <summary>The case; null when there is none, or it lies outside the scope (<see cref="Sees"/>).</summary>
    public static async Task<Case?> Find(CaseFlowDb db, Scope scope, long caseId, CancellationToken cancellation)
    {
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(found => found.Id == caseId, cancellation);
        return row is not null && await Sees(db, scope, row, cancellation) ? row : null;
    }

    /// <summary>
    /// True for the office that owes the result, the one that took the case in, and whoever has or had a task in it: the
    /// body above that may take a complaint over, the office that is asked to explain (R3, R4). Who may see a complaint
    /// as the body that decides it may see the service case complained of.
    /// </summary>
    public static async Task<bool> Sees(CaseFlowDb db, Scope scope, Case row, CancellationToken cancellation)
    {
        if (scope.Sees(row.OfficeId) || scope.Sees(row.IntakeOfficeId))
        {
            return true;
        }

        var offices = scope.Offices;
        return offices.Count > 0
            && (await db.Set<WorkItem>().AnyAsync(item => item.CaseId == row.Id && offices.Contains(item.OfficeId), cancellation)
                || await DecidesAbout(db, offices, row.Id, cancellation));
    }

    /// <summary>Whether one of the offices decides, or may take over, a complaint about the case; the office complained of gains nothing by it.</summary>
    private static Task<bool> DecidesAbout(CaseFlowDb db, IReadOnlyList<long> offices, long serviceCaseId, CancellationToken cancellation) => (
        from complaint in db.Set<Complaint>()
        join row in db.Set<Case>() on complaint.CaseId equals row.Id
        where complaint.ServiceCaseId == serviceCaseId
            && (offices.Contains(row.OfficeId)
                || db.Set<WorkItem>().Any(item => item.CaseId == row.Id && item.OfficeId != complaint.AboutOfficeId && offices.Contains(item.OfficeId)))
        select row.Id).AnyAsync(cancellation);
}
