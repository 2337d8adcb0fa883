using CaseFlow.Core.Comparing;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Definitions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>A draft beside the version of which it began as a copy.</summary>
public sealed class CompareModel(DraftDesk desk, DefinitionCatalog definitions, PackageCheckOptions known, CaseFlowDb db, CurrentUser me, PageTexts texts) : PageModel
{
    /// <summary>The group of changes that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    public DraftHeader Header { get; private set; } = null!;

    /// <summary>Null: there is nothing to compare.</summary>
    public ComparisonView? View { get; private set; }

    /// <summary>Key of why there is nothing to compare.</summary>
    public string Why { get; private set; } = "compare.no-base";

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return NotFound();
        }

        Header = header;
        var from = header.View.Draft.BasedOn;
        if (from == 0)
        {
            return Page();
        }

        if (header.View.Check(known).Definition is not { } definition)
        {
            Why = "compare.unreadable";
            return Page();
        }

        View = new ComparisonView(
            Comparison.Of(new ComparedVersion(await definitions.Package(from, cancel), await definitions.Get(from)), new ComparedVersion(header.View.Package(), definition)),
            await MetCases.Of(db, (await me.RequireAsync(cancel)).Scope, from, cancel),
            new ComparedSide(texts.Plain("definitions.version-no", header.View.BasedOnVersion), Url.Page("/Definitions/Show", "Diagram", new { id = from })!),
            new ComparedSide(texts.Plain("compare.draft"), Url.Page("/Drafts/Compare", "Diagram", new { id })!),
            Show ?? "",
            group => Url.Page("/Drafts/Compare", group.Length > 0 ? new { id, Show = group } : new { id })!);
        return Page();
    }

    /// <summary>The draft's process for the viewer.</summary>
    public async Task<IActionResult> OnGetDiagramAsync(long id, CancellationToken cancel)
    {
        if ((await desk.FindAsync(id, cancel))?.View.File(DefinitionPackage.ProcessFileName) is not { } file)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "no-store";
        return File(file.Content, "application/xml");
    }
}
