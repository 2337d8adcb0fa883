using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Packages;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Packages;

/// <summary>A version that can be taken out.</summary>
public sealed record ExportRow(long Id, string Name, int Version);

/// <summary>Brings a whole service in from a zip, as drafts; takes one out.</summary>
[RequestSizeLimit(RequestSizes.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestSizes.Upload)]
public sealed class IndexModel(ServicePackages packages, DefinitionCatalog definitions, CurrentUser me, PageTexts texts, IClock clock) : PageModel
{
    public bool MayWrite { get; private set; }

    public IReadOnlyList<ExportRow> Versions { get; private set; } = [];

    [BindProperty]
    public IFormFile? Zip { get; set; }

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        if (Zip is null || Zip.Length is 0 or > PackageZip.MaximumZip)
        {
            this.Refuse(nameof(Zip), Zip is { Length: > 0 } ? "package.error.too-large" : "package.file-needed", "");
            return await AgainAsync(cancel);
        }

        try
        {
            using var content = new MemoryStream((int)Zip.Length);
            await Zip.CopyToAsync(content, cancel);
            var drafts = await packages.Import(scope, content.ToArray(), cancel);
            this.Succeeded("package.imported", drafts.Count);
            return RedirectToPage("/Drafts/Index");
        }
        catch (PackageZipException wrong)
        {
            this.Refuse(nameof(Zip), $"package.error.{wrong.Code}", wrong.File);
            return await AgainAsync(cancel);
        }
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancel)
    {
        await ShowAsync(cancel);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        MayWrite = DraftStore.MayWrite((await me.RequireAsync(cancel)).Scope);
        var rows = new List<ExportRow>();
        foreach (var (key, id) in await definitions.AllInForce(clock.GetCurrentInstant(), cancel))
        {
            var definition = await definitions.Get(id);
            rows.Add(new ExportRow(id, definition.NameOf(key, texts.Language), definition.Graph.Definition.Version));
        }

        Versions = rows;
    }
}
