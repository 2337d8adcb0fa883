using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Cases;

/// <summary>The one door to a single case by its id: a case outside the scope and a case that does not exist look alike.</summary>
public static class VisibleCases
{
    /// <summary>The case; null when there is none, or neither its office nor the office that took it in lies in the scope.</summary>
    public static async Task<Case?> Find(CaseFlowDb db, Scope scope, long caseId, CancellationToken cancellation)
    {
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(found => found.Id == caseId, cancellation);
        return row is not null && (scope.Sees(row.OfficeId) || scope.Sees(row.IntakeOfficeId)) ? row : null;
    }
}
