using CaseFlow.Core.Comparing;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>Two versions of a process beside each other.</summary>
public sealed class CompareModel(DefinitionCatalog definitions, CaseFlowDb db, CurrentUser me, PageTexts texts, IClock clock) : PageModel
{
    /// <summary>The earlier version.</summary>
    [BindProperty(SupportsGet = true)]
    public long From { get; set; }

    /// <summary>The later.</summary>
    [BindProperty(SupportsGet = true)]
    public long To { get; set; }

    /// <summary>The group of changes that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public string Name { get; private set; } = "";

    public IReadOnlyList<Choice> Versions { get; private set; } = [];

    public ComparisonView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var all = await definitions.All(clock.GetCurrentInstant(), cancel);
        var from = all.FirstOrDefault(row => row.Id == From);
        var to = all.FirstOrDefault(row => row.Id == To);
        if (from is null || to is null || from.Reference.Key != to.Reference.Key)
        {
            return NotFound();
        }

        var (before, after) = (await Version(from, cancel), await Version(to, cancel));
        Name = after.Definition.NameOf(to.Reference.Key, texts.Language);
        Versions = [.. all.Where(row => row.Reference.Key == to.Reference.Key).Select(row => new Choice(Id(row.Id), texts.Line("definitions.version-no", row.Reference.Version)))];
        View = new ComparisonView(
            Comparison.Of(before, after),
            await MetCases.Of(db, (await me.RequireAsync(cancel)).Scope, From, cancel),
            Side(from),
            Side(to),
            Show ?? "",
            group => Url.Page("/Definitions/Compare", group.Length > 0 ? new { From, To, Show = group } : new { From, To })!);
        return Page();
    }

    private async Task<ComparedVersion> Version(DefinitionRow row, CancellationToken cancel) =>
        new(await definitions.Package(row.Id, cancel), await definitions.Get(row.Id));

    private ComparedSide Side(DefinitionRow row) =>
        new(texts.Plain("definitions.version-no", row.Reference.Version), Url.Page("/Definitions/Show", "Diagram", new { id = row.Id })!);

    private static string Id(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
