using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>The other end of a link, as the case's page shows it.</summary>
/// <param name="Kind">What the one is to the other.</param>
/// <param name="IsFrom">True: the link begins at the case that is shown.</param>
/// <param name="CaseId">The other case.</param>
/// <param name="Number">Its number; empty: it has not begun yet.</param>
/// <param name="IsVisible">The person may open it.</param>
/// <param name="LinkedAt">Since when.</param>
public sealed record LinkedCase(CaseLinkKind Kind, bool IsFrom, long CaseId, string Number, bool IsVisible, Instant LinkedAt);

/// <summary>Reads the links of a case from either end.</summary>
public static class CaseLinks
{
    /// <summary>The cases linked with one that the caller may see, the oldest link first.</summary>
    public static async Task<IReadOnlyList<LinkedCase>> Of(CaseFlowDb db, Scope scope, long caseId, CancellationToken cancellation)
    {
        var links = await db.Set<CaseLink>().AsNoTracking().Where(link => link.FromCaseId == caseId || link.ToCaseId == caseId).ToListAsync(cancellation);
        var others = links.Select(link => OtherOf(link, caseId)).Distinct().ToArray();
        var rows = await db.Set<Case>().AsNoTracking().Where(row => others.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellation);
        var linked = new List<LinkedCase>();
        foreach (var link in links.OrderBy(link => link.LinkedAt).ThenBy(link => OtherOf(link, caseId)).ThenBy(link => link.Kind))
        {
            var other = rows.GetValueOrDefault(OtherOf(link, caseId));
            linked.Add(new LinkedCase(
                link.Kind,
                link.FromCaseId == caseId,
                OtherOf(link, caseId),
                other?.Number ?? "",
                other is not null && await VisibleCases.Sees(db, scope, other, cancellation),
                link.LinkedAt));
        }

        return linked;
    }

    private static long OtherOf(CaseLink link, long caseId) => link.FromCaseId == caseId ? link.ToCaseId : link.FromCaseId;
}
