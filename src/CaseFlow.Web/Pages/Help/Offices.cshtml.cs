using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Offices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Help;

/// <summary>Addresses and telephones of akimats, service centres and local offices, by oblast or by name (P20, P25, annexes 1 and 2).</summary>
public sealed class OfficesModel(CaseFlowDb db, OfficeFinder finder, OfficeCalendars calendars, PageTexts texts) : PageModel
{
    // More than the greatest oblast has.
    private const int Most = 120;
    private const int LongestQuery = 100;

    /// <summary>Code of an oblast.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Region { get; set; }

    /// <summary>A settlement, or a part of an office's name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Query { get; set; }

    public IReadOnlyList<Choice> Regions { get; private set; } = [];

    /// <summary>What was found, by what kind of office it is; null: nothing was searched.</summary>
    public IReadOnlyList<IGrouping<string, OfficeDetails>>? Found { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Regions = await finder.RegionsAsync(cancel);
        if (string.IsNullOrWhiteSpace(Region) && string.IsNullOrWhiteSpace(Query))
        {
            return;
        }

        var query = Query?.Length > LongestQuery ? Query[..LongestQuery] : Query;
        var offices = await finder.SearchAsync(query, Region, Most, cancel);
        var details = await OfficeDetails.ReadAsync(db, calendars, texts, offices, cancel);
        Found = [.. offices.Zip(details).OrderBy(static one => Group(one.First.Kind).Rank).GroupBy(static one => Group(one.First.Kind).Name, static one => one.Second)];
    }

    private static (int Rank, string Name) Group(OfficeKind kind) =>
        kind.IsLeb() ? (0, "leb") : kind.IsAkimat() ? (1, "akimat") : kind.IsPsc() ? (2, "psc") : (3, "rse");
}
