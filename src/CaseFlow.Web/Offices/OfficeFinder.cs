using System.Globalization;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Offices;

/// <summary>Finds offices of the directory by what people know of them: a settlement, a part of the name, the oblast.</summary>
public sealed class OfficeFinder(CaseFlowDb db, PageTexts texts)
{
    /// <summary>The oblasts and cities of republican rank, in the order of the standard.</summary>
    public async Task<IReadOnlyList<Choice>> RegionsAsync(CancellationToken cancel)
    {
        var regions = await db.Set<Region>().AsNoTracking().OrderBy(static region => region.Position).ToListAsync(cancel);
        return [.. regions.Select(region => new Choice(region.Code, new Line(region.Name(texts.Language), texts.Language)))];
    }

    /// <summary>
    /// Offices whose name or area has words beginning with all words of the text, and those competent for settlements so
    /// named; by region and name. Without words, all of the region.
    /// </summary>
    /// <param name="text">As typed; may be empty.</param>
    /// <param name="region">Code of the region; empty: all.</param>
    /// <param name="limit">The most results.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<IReadOnlyList<Office>> SearchAsync(string? text, string? region, int limit, CancellationToken cancel)
    {
        var words = SearchKey.Words(text);
        if (words.Count == 0 && string.IsNullOrEmpty(region))
        {
            return [];
        }

        var offices = await (
            from office in db.Set<Office>().AsNoTracking()
            join place in db.Set<Region>() on office.RegionId equals place.Id
            where string.IsNullOrEmpty(region) || place.Code == region
            orderby place.Position, office.Kind, office.OrderKey, office.Id
            select office).ToListAsync(cancel);
        var competent = words.Count == 0
            ? []
            : (await Localities.SearchAsync(db, text!, limit, cancel)).Select(static place => place.Office.Id).ToHashSet();
        return [.. offices.Where(office => competent.Contains(office.Id) || Matches(office, words)).Take(limit)];
    }

    /// <summary>Offices as answers of a form; of two with one name the address tells them apart.</summary>
    public IReadOnlyList<Choice> Choices(IEnumerable<Office> offices) =>
        [.. offices.Select(office => new Choice(office.Id.ToString(CultureInfo.InvariantCulture), office.Name(texts.Language), office.Address(texts.Language)))];

    private static bool Matches(Office office, IReadOnlyList<string> words)
    {
        var known = SearchKey.Words($"{office.NameKk} {office.NameRu} {office.NameEn} {office.AreaKk} {office.AreaRu} {office.AreaEn} {office.Code}");
        return words.All(word => known.Any(one => one.StartsWith(word, StringComparison.Ordinal)));
    }
}
