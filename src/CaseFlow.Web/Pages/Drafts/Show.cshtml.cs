using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Definitions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>A draft: what is wrong with it, its files, and the process as text.</summary>
public sealed class ShowModel(DraftDesk desk, DraftStore drafts, PackageCheckOptions known, CurrentUser me, PageTexts texts) : PageModel
{
    public DraftHeader Header { get; private set; } = null!;

    public IReadOnlyList<ShownProblem> Problems { get; private set; } = [];

    /// <summary>The process as text; null where it cannot be read.</summary>
    public (OutlineWords Words, IReadOnlyList<OutlineStep> Steps)? Outline { get; private set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Confirm { get; set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await ShowAsync(id, cancel) ? Page() : NotFound();

    /// <summary>Puts the draft away.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        var reason = Reason?.Trim() ?? "";
        if (reason.Length is 0 or > Draft.ReasonLength)
        {
            this.Refuse(nameof(Reason), reason.Length == 0 ? "drafts.reason-needed" : "drafts.reason-too-long");
        }

        if (!Confirm)
        {
            this.Refuse(nameof(Confirm), "drafts.confirm-needed");
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(id, cancel) ? Page() : NotFound();
        }

        return Told(id, await drafts.Discard(scope, id, reason, cancel), "drafts.discarded");
    }

    /// <summary>Takes a discarded draft up again.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        return DraftStore.MayWrite(scope) ? Told(id, await drafts.Restore(scope, id, cancel), "drafts.restored") : Forbid();
    }

    private RedirectToPageResult Told(long id, bool done, string key)
    {
        if (done)
        {
            this.Succeeded(key);
        }
        else
        {
            this.Warned("drafts.moved-on");
        }

        return RedirectToPage(new { id });
    }

    private async Task<bool> ShowAsync(long id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return false;
        }

        Header = header;
        var (definition, problems) = header.View.Check(known);
        var words = new ProblemWords(texts);
        Problems = [.. problems.Select(words.Of)];
        Outline = definition is null ? null : (new OutlineWords(definition, texts), ProcessOutline.Of(definition.Graph));
        return true;
    }
}
