using CaseFlow.Core.Definitions;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NodaTime;

namespace CaseFlow.Web.Pages.Cases;

/// <summary>Finds cases by number, IIN or name.</summary>
[EnableRateLimiting(RateLimits.Search)]
public sealed class SearchModel(
    CaseSearch search, DefinitionCatalog definitions, CurrentUser me, OfficeNames offices, PageTexts texts, IClock clock) : PageModel
{
    private const int PageSize = 20;
    private const int ShortestQuery = 2;

    [BindProperty]
    public string? Query { get; set; }

    /// <summary>The last case of the page before.</summary>
    [BindProperty]
    public long? After { get; set; }

    /// <summary>complaints or applications; empty: both.</summary>
    [BindProperty]
    public string? What { get; set; }

    public IReadOnlyList<Choice> Whats =>
        [new("applications", texts.Line("cases.applications")), new("complaints", texts.Line("cases.complaints"))];

    /// <summary>Null: nothing was searched.</summary>
    public FoundCases? Found { get; private set; }

    public IReadOnlyDictionary<long, Line> Offices { get; private set; } = new Dictionary<long, Line>();

    /// <summary>Names of services by their keys.</summary>
    public IReadOnlyDictionary<string, string> Services { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public async Task OnPostAsync(CancellationToken cancel)
    {
        Query = (Query ?? "").Trim();
        if (Query.Length < ShortestQuery)
        {
            this.Refuse(nameof(Query), "cases.search-short");
            return;
        }

        Found = await search.Find((await me.RequireAsync(cancel)).Scope, Query, After, PageSize, cancel, What switch { "complaints" => true, "applications" => false, _ => null });
        Offices = await offices.OfAsync(Found.Cases.Select(static row => row.OfficeId), cancel);
        Services = await ServiceNames(cancel);
    }

    private async Task<IReadOnlyDictionary<string, string>> ServiceNames(CancellationToken cancel)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, definitionId) in await definitions.AllInForce(clock.GetCurrentInstant(), cancel))
        {
            var service = (await definitions.Get(definitionId)).Service;
            names[service.Key] = service.Name.In(texts.Language);
        }

        return names;
    }
}
