using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Access;

/// <summary>Names of offices in the page's language, read once a request.</summary>
public sealed class OfficeNames(CaseFlowDb db, PageTexts texts)
{
    private readonly Dictionary<long, Line> known = [];

    /// <summary>The name of an office.</summary>
    /// <exception cref="KeyNotFoundException">There is no such office.</exception>
    public async Task<Line> OfAsync(long officeId, CancellationToken cancel) => (await OfAsync([officeId], cancel))[officeId];

    /// <summary>The names of offices by their ids; an id that is no office is left out.</summary>
    public async Task<IReadOnlyDictionary<long, Line>> OfAsync(IEnumerable<long> officeIds, CancellationToken cancel)
    {
        var wanted = officeIds.Distinct().ToList();
        var missing = wanted.Where(id => !known.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            foreach (var office in await db.Set<Office>().AsNoTracking().Where(office => missing.Contains(office.Id)).ToListAsync(cancel))
            {
                known[office.Id] = office.Name(texts.Language);
            }
        }

        return wanted.Where(known.ContainsKey).ToDictionary(static id => id, id => known[id]);
    }
}
