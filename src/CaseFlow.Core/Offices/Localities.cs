using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Offices;

/// <summary>A settlement, the LEB competent for it, and the district or city above.</summary>
public sealed record PlaceFound(Locality Locality, Office Office, Office Above);

/// <summary>Where a farm lies decides which LEB is competent (P13).</summary>
public static class Localities
{
    /// <summary>
    /// Settlements whose name, in any language, has words beginning with all words of the text. The same name in several
    /// districts gives several results; a place for which no LEB is competent gives none.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="text">As typed; nothing but blanks and punctuation finds nothing.</param>
    /// <param name="limit">The most results.</param>
    /// <param name="cancel">Cancels the query.</param>
    public static async Task<IReadOnlyList<PlaceFound>> SearchAsync(CaseFlowDb db, string text, int limit, CancellationToken cancel)
    {
        var words = SearchKey.Words(text);
        if (words.Count == 0)
        {
            return [];
        }

        IQueryable<Locality> places = db.Set<Locality>().AsNoTracking();
        foreach (var word in words)
        {
            var known = db.Set<LocalityWord>().WhereStartsWith(static row => row.Word, word);
            places = places.Where(place => known.Any(row => row.LocalityId == place.Id));
        }

        var found =
            from place in places
            join office in db.Set<Office>() on place.OfficeId equals office.Id
            join above in db.Set<Office>() on office.ParentId equals above.Id
            orderby place.OrderKey, place.Id
            select new PlaceFound(place, office, above);
        return await found.Take(limit).ToListAsync(cancel);
    }

    /// <summary>The LEB competent for farms in a settlement; null when there is none, or no such settlement.</summary>
    public static Task<Office?> CompetentOfficeAsync(CaseFlowDb db, long localityId, CancellationToken cancel) =>
        (from place in db.Set<Locality>()
         join office in db.Set<Office>() on place.OfficeId equals office.Id
         where place.Id == localityId
         select office).AsNoTracking().FirstOrDefaultAsync(cancel);
}
