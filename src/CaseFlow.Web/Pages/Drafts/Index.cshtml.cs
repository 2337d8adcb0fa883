using CaseFlow.Core.Drafts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>Every draft; and where one begins, as a copy of a version.</summary>
public sealed class IndexModel(DraftStore drafts, DraftDesk desk, CurrentUser me) : PageModel
{
    public IReadOnlyList<DraftRow> Rows { get; private set; } = [];

    /// <summary>Names of their processes, by the draft's id.</summary>
    public IReadOnlyDictionary<long, string> Names { get; private set; } = new Dictionary<long, string>();

    public bool MayWrite { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        (Rows, MayWrite) = (await drafts.List(scope, cancel), DraftStore.MayWrite(scope));
        Names = await desk.NamesAsync(Rows.Select(static row => row.Draft), cancel);
    }

    /// <summary>Begins a draft of a version.</summary>
    public async Task<IActionResult> OnPostBeginAsync(long definitionId, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        try
        {
            var id = await drafts.Begin(scope, definitionId, cancel);
            this.Succeeded("drafts.begun");
            return RedirectToPage("/Drafts/Show", new { id });
        }
        catch (KeyNotFoundException)
        {
            return NotFound();
        }
    }
}
