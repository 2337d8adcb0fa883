using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Complaints;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Offices;
using CaseFlow.Web.Pages.Intake;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Public;

/// <summary>
/// What a complainant follows: each step with its date, which body owes the reply and by when, and how to go further. They may
/// withdraw the complaint, add facts, and afterwards say how satisfied they are (A4 4.3, 4.4). No names.
/// </summary>
[EnableRateLimiting(RateLimits.Follow)]
[RequestSizeLimit(RequestSizes.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestSizes.Upload)]
public sealed class StepsModel(
    CaseFlowDb db,
    DefinitionCatalog definitions,
    OfficeCalendars calendars,
    ComplaintMessages messages,
    ScanUploads uploads,
    ComplaintKey key,
    PageTexts texts,
    IClock clock) : PageModel
{
    private const int MostFiles = 5;

    /// <summary>Names this showing of the page: a form posted twice is done once.</summary>
    [BindProperty]
    public string? FormToken { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public List<IFormFile> Attachments { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Confirm { get; set; }

    [BindProperty]
    public string? Procedure { get; set; }

    [BindProperty]
    public string? Terms { get; set; }

    public Case Case { get; private set; } = null!;

    public Complaint Complaint { get; private set; } = null!;

    public ComplaintProgress Progress { get; private set; } = null!;

    /// <summary>Which body owes the reply, or gave it.</summary>
    public OfficeDetails Owes { get; private set; } = null!;

    /// <summary>The bodies above, to whom one may go further; none: a court alone (P23).</summary>
    public IReadOnlyList<OfficeDetails> Further { get; private set; } = [];

    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    /// <summary>True while the complaint is considered: it can be added to and withdrawn.</summary>
    public bool IsOpen => Case.EndedAt is null && Complaint.RepliedAt is null && Complaint.WithdrawnAt is null;

    public IReadOnlyList<Choice> Answers =>
        [new(nameof(Answer.Yes), texts.Line("follow.answer.Yes")), new(nameof(Answer.No), texts.Line("follow.answer.No"))];

    public Task<IActionResult> OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    /// <summary>The complaint is taken back.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel)
    {
        if (key.Held(HttpContext) is not { } caseId)
        {
            return RedirectToPage("/Public/Follow");
        }

        if (!Confirm)
        {
            this.Refuse(nameof(Confirm), "follow.confirm-missing");
            return await ShowAsync(cancel);
        }

        return await DoneAsync(await messages.Withdraw(Scope.Program, caseId, Reason ?? "", Token(), cancel), "follow.withdrawn", cancel);
    }

    /// <summary>Facts and papers are added.</summary>
    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        if (key.Held(HttpContext) is not { } caseId)
        {
            return RedirectToPage("/Public/Follow");
        }

        var files = await StoreAsync(caseId, cancel);
        return ModelState.IsValid
            ? await DoneAsync(await messages.AddFacts(Scope.Program, caseId, Text ?? "", files, Token(), cancel), "follow.added", cancel)
            : await ShowAsync(cancel);
    }

    /// <summary>How satisfied the complainant is, after the reply.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancel)
    {
        if (key.Held(HttpContext) is not { } caseId)
        {
            return RedirectToPage("/Public/Follow");
        }

        if (await ComplaintSatisfaction.Answer(db, caseId, AnswerOf(Procedure), AnswerOf(Terms), clock.GetCurrentInstant(), cancel))
        {
            this.Succeeded("follow.thanks");
        }

        return RedirectToPage();
    }

    /// <summary>The next person at this computer sees nothing.</summary>
    public IActionResult OnPostLeave()
    {
        ComplaintKey.TakeBack(HttpContext);
        return RedirectToPage("/Public/Follow");
    }

    public string Moment(Instant at) => texts.Moment(at, Zone);

    private async Task<IActionResult> DoneAsync(FieldError? problem, string done, CancellationToken cancel)
    {
        if (problem is not null)
        {
            this.Refuse(problem);
            return await ShowAsync(cancel);
        }

        this.Succeeded(done);
        return RedirectToPage();
    }

    private async Task<IReadOnlyList<long>> StoreAsync(long caseId, CancellationToken cancel)
    {
        var stored = new List<long>();
        if (Attachments.Count > MostFiles)
        {
            this.Refuse(nameof(Attachments), "complaint.error.too-many-files", MostFiles);
            return stored;
        }

        // What lies is refused before anything is kept: a file of a running case is not cleared away afterwards.
        foreach (var file in Attachments)
        {
            if (await ScanUploads.ProblemOfAsync(file, cancel) is { } problem)
            {
                this.Refuse(nameof(Attachments), "complaint.error.attachment", file.FileName, texts.Plain($"intake.file.{problem}"));
            }
        }

        if (ModelState.IsValid && !string.IsNullOrWhiteSpace(Text))
        {
            foreach (var file in Attachments)
            {
                stored.Add((await uploads.StoreAsync(caseId, replaced: 0, file, userId: 0, cancel)).FileId);
            }
        }

        return stored;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        if (key.Held(HttpContext) is not { } caseId)
        {
            return RedirectToPage("/Public/Follow");
        }

        FormToken = Token();
        ModelState.Remove(nameof(FormToken));
        Case = await db.Set<Case>().AsNoTracking().SingleAsync(row => row.Id == caseId, cancel);
        Complaint = await db.Set<Complaint>().AsNoTracking().SingleAsync(row => row.CaseId == caseId, cancel);
        Progress = await ComplaintProgress.Of(db, Complaint, cancel);
        Zone = (await calendars.Of(db, Case.OfficeId, cancel)).Zone;
        var owes = await db.Set<Office>().AsNoTracking().SingleAsync(row => row.Id == Case.OfficeId, cancel);
        Owes = (await OfficeDetails.ReadAsync(db, calendars, texts, [owes], cancel))[0];
        var above = await ComplaintRouting.Above(db, await definitions.Get(Case.DefinitionId), Complaint, Case.OfficeId, cancel);
        Further = await OfficeDetails.ReadAsync(db, calendars, texts, above, cancel);
        Response.StatusCode = ModelState.IsValid ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        return Page();
    }

    private static Answer AnswerOf(string? typed) => typed switch
    {
        nameof(Answer.Yes) => Answer.Yes,
        nameof(Answer.No) => Answer.No,
        _ => Answer.NotGiven,
    };

    // A token that is not one of ours is not put into the database.
    private string Token() => Guid.TryParseExact(FormToken, "N", out var token) ? token.ToString("N") : Guid.NewGuid().ToString("N");
}
