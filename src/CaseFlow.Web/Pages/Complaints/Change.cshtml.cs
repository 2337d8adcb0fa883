using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Intake;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Complaints;

/// <summary>What a complainant brings to the counter afterwards: takes the complaint back, adds to it; and joining it with another about the same.</summary>
[RequestSizeLimit(RequestSizes.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestSizes.Upload)]
public sealed class ChangeModel(CaseFlowDb db, ComplaintMessages messages, ScanUploads uploads, CurrentUser me, PageTexts texts) : PageModel
{
    private const int LongestReason = 1000;

    private SignedIn person = null!;

    [BindProperty(SupportsGet = true)]
    public long CaseId { get; set; }

    /// <summary>Names this showing of the page: a form posted twice is done once.</summary>
    [BindProperty]
    public string? FormToken { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public IFormFile? Attachment { get; set; }

    [BindProperty]
    public string? WithdrawReason { get; set; }

    [BindProperty]
    public bool ConfirmWithdraw { get; set; }

    [BindProperty]
    public string? MainCaseId { get; set; }

    [BindProperty]
    public string? JoinReason { get; set; }

    [BindProperty]
    public bool ConfirmJoin { get; set; }

    public string Number { get; private set; } = "";

    /// <summary>Complaints with which this one may be joined.</summary>
    public IReadOnlyList<Choice> Joinable { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await OpenAsync(cancel) ? await ShowAsync(cancel) : NotFound();

    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) => DoAsync(
        () =>
        {
            Demand(nameof(WithdrawReason), WithdrawReason, nameof(ConfirmWithdraw), ConfirmWithdraw);
            return ModelState.IsValid ? messages.Withdraw(person.Scope, CaseId, WithdrawReason!, Token(), cancel) : NoneAsync();
        },
        "complaint.withdraw-done",
        cancel);

    public Task<IActionResult> OnPostAddAsync(CancellationToken cancel) => DoAsync(
        async () =>
        {
            var files = new List<long>();
            if (Attachment is { } file && !string.IsNullOrWhiteSpace(Text))
            {
                var (fileId, problem) = await uploads.StoreAsync(CaseId, replaced: 0, file, person.User.Id, cancel);
                if (problem is { } wrong)
                {
                    this.Refuse(nameof(Attachment), "complaint.error.attachment", file.FileName, texts.Plain($"intake.file.{wrong}"));
                    return null;
                }

                files.Add(fileId);
            }

            return await messages.AddFacts(person.Scope, CaseId, Text ?? "", files, Token(), cancel);
        },
        "complaint.add-done",
        cancel);

    public Task<IActionResult> OnPostJoinAsync(CancellationToken cancel) => DoAsync(
        () =>
        {
            Demand(nameof(JoinReason), JoinReason, nameof(ConfirmJoin), ConfirmJoin);
            if (!long.TryParse(MainCaseId, NumberStyles.None, CultureInfo.InvariantCulture, out var main))
            {
                this.Refuse(nameof(MainCaseId), "complaint.error.join-missing");
            }

            return ModelState.IsValid ? messages.Join(person.Scope, CaseId, main, JoinReason!, cancel) : NoneAsync();
        },
        "complaint.join-done",
        cancel);

    private static Task<FieldError?> NoneAsync() => Task.FromResult<FieldError?>(null);

    private async Task<IActionResult> DoAsync(Func<Task<FieldError?>> work, string done, CancellationToken cancel)
    {
        if (!await OpenAsync(cancel))
        {
            return NotFound();
        }

        if (await work() is { } problem)
        {
            this.Refuse(problem);
        }

        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await ShowAsync(cancel);
        }

        this.Succeeded(done);
        return RedirectToPage("/Cases/Show", new { id = CaseId });
    }

    /// <summary>What cannot be undone needs its reason and a second thought.</summary>
    private void Demand(string reasonField, string? reason, string confirmField, bool confirmed)
    {
        if (PersonText.Clean(reason).Length is 0 or > LongestReason)
        {
            this.Refuse(reasonField, "complaint.error.reason", LongestReason);
        }

        if (!confirmed)
        {
            this.Refuse(confirmField, "follow.confirm-missing");
        }
    }

    private async Task<bool> OpenAsync(CancellationToken cancel)
    {
        person = await me.RequireAsync(cancel);
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == CaseId, cancel);
        if (row is null || !await db.Set<Complaint>().AnyAsync(one => one.CaseId == CaseId, cancel)
            || !new[] { row.OfficeId, row.IntakeOfficeId }.Any(office => person.Scope.Has(Roles.Chancery, office) || person.Scope.Has(Roles.Clerk, office)))
        {
            return false;
        }

        Number = row.Number;
        return true;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        FormToken = Token();
        ModelState.Remove(nameof(FormToken));
        var joinable = await messages.Joinable(person.Scope, CaseId, cancel);
        Joinable = [.. joinable.Select(one => new Choice(one.Id.ToString(CultureInfo.InvariantCulture), new Line(one.Number, texts.Language)))];
        return Page();
    }

    // A token that is not one of ours is not put into the database.
    private string Token() => Guid.TryParseExact(FormToken, "N", out var token) ? token.ToString("N") : Guid.NewGuid().ToString("N");
}
