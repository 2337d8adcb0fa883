using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>A version of a process: as text, as a drawing, and the BPMN file itself.</summary>
public sealed class ShowModel(DefinitionCatalog definitions, CurrentUser me, PageTexts texts, IClock clock) : PageModel
{
    public long Id { get; private set; }

    public Definition Definition { get; private set; } = null!;

    public string Name => Definition.NameOf(Definition.Graph.Definition.Key, texts.Language);

    /// <summary>The other versions of the process, to compare with.</summary>
    public IReadOnlyList<DefinitionRow> Versions { get; private set; } = [];

    public IReadOnlyList<OutlineStep> Outline { get; private set; } = [];

    public OutlineWords Words { get; private set; } = null!;

    /// <summary>True for a manager, when there is another version.</summary>
    public bool MayMigrate { get; private set; }

    /// <summary>Names of elements where the page's language is not the diagram's own.</summary>
    public string Names { get; private set; } = "{}";

    /// <summary>The person may begin a draft of it.</summary>
    public bool MayWrite { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        MayWrite = DraftStore.MayWrite((await me.RequireAsync(cancel)).Scope);
        Outline = ProcessOutline.Of(Definition.Graph);
        Words = new OutlineWords(Definition, texts);
        Names = ComparisonView.Names(Definition, texts);
        Versions = [.. (await definitions.All(clock.GetCurrentInstant(), cancel)).Where(row => row.Reference.Key == Definition.Graph.Definition.Key && row.Id != id)];
        MayMigrate = Versions.Count > 0 && (await me.RequireAsync(cancel)).Scope.Has(Roles.Manager);
        return Page();
    }

    /// <summary>The file for the viewer.</summary>
    public Task<IActionResult> OnGetDiagramAsync(long id, CancellationToken cancel) => FileAsync(id, name: null, cancel);

    /// <summary>The file to keep.</summary>
    public Task<IActionResult> OnGetExportAsync(long id, CancellationToken cancel) => FileAsync(id, "bpmn", cancel);

    private async Task<IActionResult> FileAsync(long id, string? name, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel))
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "no-store";
        var reference = Definition.Graph.Definition;
        return name is null
            ? File(Definition.Bpmn.ToArray(), "application/xml")
            : File(Definition.Bpmn.ToArray(), "application/xml", FormattableString.Invariant($"{reference.Key}-v{reference.Version}.{name}"));
    }

    private async Task<bool> FindAsync(long id, CancellationToken cancel)
    {
        try
        {
            (Id, Definition) = (id, await definitions.Get(id).WaitAsync(cancel));
            return true;
        }
        catch (KeyNotFoundException)
        {
            return false;
        }
    }
}
