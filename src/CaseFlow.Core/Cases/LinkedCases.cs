using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Cases;

/// <summary>A case that another shows.</summary>
/// <param name="Kind">What the one the link comes from is to the other.</param>
/// <param name="Outgoing">True: the link comes from the case that shows it.</param>
/// <param name="CaseId">The other case.</param>
/// <param name="Number">Its number; empty: it has not begun yet.</param>
/// <param name="ProcessKey">Its process; empty: it has not begun yet.</param>
/// <param name="IsVisible">Whether the caller may open it.</param>
public sealed record LinkedCase(CaseLinkKind Kind, bool Outgoing, long CaseId, string Number, string ProcessKey, bool IsVisible);

/// <summary>The cases linked with a case, from either end: a complaint and its service case show each other.</summary>
public static class LinkedCases
{
    /// <summary>In order of linking. The number of a case out of scope is told, since it stands on the complaint; the case cannot be opened.</summary>
    public static async Task<IReadOnlyList<LinkedCase>> Of(CaseFlowDb db, Access.Scope scope, long caseId, CancellationToken cancellation)
    {
        var links = await db.Set<CaseLink>().AsNoTracking().Where(link => link.FromCaseId == caseId || link.ToCaseId == caseId)
            .OrderBy(link => link.LinkedAt).ThenBy(link => link.FromCaseId).ThenBy(link => link.ToCaseId).ThenBy(link => link.Kind).ToListAsync(cancellation);
        var others = links.ConvertAll(link => link.FromCaseId == caseId ? link.ToCaseId : link.FromCaseId);
        var rows = await db.Set<Case>().AsNoTracking().Where(found => others.Contains(found.Id)).ToDictionaryAsync(found => found.Id, cancellation);
        var linked = new List<LinkedCase>();
        foreach (var (link, other) in links.Zip(others))
        {
            var row = rows.GetValueOrDefault(other);
            var visible = row is not null && await VisibleCases.Sees(db, scope, row, cancellation);
            linked.Add(new LinkedCase(link.Kind, link.FromCaseId == caseId, other, row?.Number ?? "", row?.ProcessKey ?? "", visible));
        }

        return linked;
    }
}
