using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Publishing;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;

namespace CaseFlow.Web.Pages.Drafts;

/// <summary>Whether a draft may become a version, and submitting it to a second manager.</summary>
public sealed class PublishModel(
    DraftDesk desk, PublicationGate gate, Core.Publishing.Publications publications, PublicationList list, CurrentUser me, PageTexts texts, IClock clock) : PageModel
{
    public DraftHeader Header { get; private set; } = null!;

    public GateView Gate { get; private set; } = null!;

    /// <summary>The publication by which it waits or was published; null: it was never submitted.</summary>
    public Publication? Publication { get; private set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? LegalBasis { get; set; }

    [BindProperty]
    public DayInput From { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        From = new DayInput(AccessDays.Today(clock));
        return await ShowAsync(id, cancel) ? Page() : NotFound();
    }

    /// <summary>Runs the scenarios.</summary>
    public async Task<IActionResult> OnPostRunAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return NotFound();
        }

        await gate.Run(scope, header.View, cancel);
        return RedirectToPage(new { id });
    }

    /// <summary>Submits the draft.</summary>
    public async Task<IActionResult> OnPostSubmitAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        var from = Check();
        if (!ModelState.IsValid)
        {
            return await ShowAsync(id, cancel) ? Page() : NotFound();
        }

        var result = await publications.Submit(scope, id, new Submission(Reason!, LegalBasis!, from!.Value), cancel);
        if (result.Outcome == PublishOutcome.Done)
        {
            this.Succeeded("publish.submitted");
            return RedirectToPage("/Publications/Index");
        }

        this.Warned(PublishTexts.Of(result.Outcome));
        return RedirectToPage(new { id });
    }

    private LocalDate? Check()
    {
        this.CheckReason(nameof(Reason), Reason);
        if (string.IsNullOrWhiteSpace(LegalBasis) || LegalBasis.Length > DefinitionChange.LegalBasisLength)
        {
            this.Refuse(nameof(LegalBasis), "publish.basis-needed");
        }

        var from = From.ToDate();
        if (from is null || from < AccessDays.Today(clock))
        {
            this.Refuse(nameof(From), from is null ? "publish.from-needed" : "publish.from-passed");
        }

        return from;
    }

    private async Task<bool> ShowAsync(long id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, cancel) is not { } header)
        {
            return false;
        }

        Header = header;
        Gate = GateView.Of(id, await gate.Of((await me.RequireAsync(cancel)).Scope, header.View, cancel), Url.Page("/Drafts/Publish", new { id })!, texts);
        Publication = await list.OfDraft(id, cancel);
        return true;
    }
}
