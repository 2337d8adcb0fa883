using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Repair;

/// <summary>To which case an incident belongs.</summary>
public static class CaseIncidents
{
    /// <summary>Case ids by incident; 0 for one that has no case. Who may see them is asked where they are repaired.</summary>
    public static Task<Dictionary<long, long>> CasesOf(CaseFlowDb db, IReadOnlyCollection<long> incidents, CancellationToken cancellation) =>
        db.Set<CaseIncident>().AsNoTracking().Where(row => incidents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.CaseId, cancellation);
}
