using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Cases;

/// <summary>
/// The one door to a single case by its id: a case outside the scope and a case that does not exist look alike. An office
/// that has had a task of a case sees it too: the body above that may take a complaint over, the office that explains.
/// </summary>
public static class VisibleCases
{
    /// <summary>The case; null when there is none, or none of its offices lies in the scope.</summary>
    public static async Task<Case?> Find(CaseFlowDb db, Scope scope, long caseId, CancellationToken cancellation)
    {
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(found => found.Id == caseId, cancellation);
        return row is not null && (scope.Sees(row.OfficeId) || scope.Sees(row.IntakeOfficeId) || await HasHadTask(db, scope, caseId, cancellation)) ? row : null;
    }

    private static Task<bool> HasHadTask(CaseFlowDb db, Scope scope, long caseId, CancellationToken cancellation)
    {
        var offices = scope.Offices.ToArray();
        return db.Set<WorkItem>().AnyAsync(item => item.CaseId == caseId && offices.Contains(item.OfficeId), cancellation);
    }
}
