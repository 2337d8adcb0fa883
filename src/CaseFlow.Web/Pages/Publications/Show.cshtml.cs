using CaseFlow.Core.Drafts;
using CaseFlow.Core.Publishing;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Publications;

/// <summary>A draft that was submitted: a second manager approves it or sends it back.</summary>
public sealed class ShowModel(
    PublicationList list, PublicationDesk desk, DraftDesk drafts, PublicationGate gate, Core.Publishing.Publications publications, CurrentUser me, PageTexts texts) : PageModel
{
    public Publication Publication { get; private set; } = null!;

    public DraftHeader Header { get; private set; } = null!;

    public GateView Gate { get; private set; } = null!;

    public string SubmittedBy { get; private set; } = "";

    public string SubmittedAt { get; private set; } = "";

    public string DecidedBy { get; private set; } = "";

    public string DecidedAt { get; private set; } = "";

    public bool MayWrite { get; private set; }

    /// <summary>The person had a hand in the draft.</summary>
    public bool IsOwnWork { get; private set; }

    [BindProperty]
    public bool Confirm { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel) => await ShowAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostApproveAsync(long id, CancellationToken cancel)
    {
        if (!Confirm)
        {
            this.Refuse(nameof(Confirm), "drafts.confirm-needed");
        }

        return await DecideAsync(id, "publish.approved", scope => publications.Approve(scope, id, cancel), cancel);
    }

    public async Task<IActionResult> OnPostSendBackAsync(long id, CancellationToken cancel)
    {
        this.CheckReason(nameof(Reason), Reason);
        return await DecideAsync(id, "publish.sent-back", scope => publications.SendBack(scope, id, Reason!, cancel), cancel);
    }

    private async Task<IActionResult> DecideAsync(long id, string done, Func<Core.Access.Scope, Task<PublishResult>> decide, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (!DraftStore.MayWrite(scope))
        {
            return Forbid();
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(id, cancel) ? Page() : NotFound();
        }

        var result = await decide(scope);
        if (result.Outcome == PublishOutcome.Done)
        {
            this.Succeeded(done);
            return RedirectToPage("/Publications/Index");
        }

        this.Warned(PublishTexts.Of(result.Outcome));
        return RedirectToPage(new { id });
    }

    private async Task<bool> ShowAsync(long id, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        if (await list.Find(scope, id, cancel) is not var (publication, submittedBy, decidedBy) || await drafts.FindAsync(publication.DraftId, cancel) is not { } header)
        {
            return false;
        }

        (Publication, Header, SubmittedBy, DecidedBy) = (publication, header, submittedBy, decidedBy);
        SubmittedAt = desk.Moment(publication.SubmittedAt);
        DecidedAt = publication.DecidedAt is { } decided ? desk.Moment(decided) : "";
        MayWrite = DraftStore.MayWrite(scope);
        IsOwnWork = (await publications.Hands(publication.DraftId, cancel)).Contains(scope.UserId ?? 0);
        Gate = GateView.Of(publication.DraftId, await gate.Of(scope, header.View, cancel), Url.Page("/Publications/Show", new { id })!, texts);
        return true;
    }
}
