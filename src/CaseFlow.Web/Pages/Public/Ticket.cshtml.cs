using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Offices;
using CaseFlow.Web.Complaints;
using CaseFlow.Web.Files;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Offices;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Public;

/// <summary>The ticket of a complaint that was just registered, or whose number and secret were shown (P24.2).</summary>
[EnableRateLimiting(RateLimits.Public)]
public sealed class TicketModel(CaseFlowDb db, ComplaintKey key, ComplaintSecret secrets, OfficeCalendars calendars, PageTexts texts) : PageModel
{
    private const string Template = "ticket";

    public Case Case { get; private set; } = null!;

    public Complaint Complaint { get; private set; } = null!;

    /// <summary>As it is typed to follow the complaint.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>When it came, at the clocks of the office that registered it.</summary>
    public string Received { get; private set; } = "";

    /// <summary>True when it is registered on another day than it came (R6).</summary>
    public bool RegisteredLater { get; private set; }

    /// <summary>By when the reply is due (P24.3).</summary>
    public string? Due { get; private set; }

    /// <summary>Which body owes the reply.</summary>
    public OfficeDetails Owes { get; private set; } = null!;

    public bool HasPdf { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        if (key.Held(HttpContext) is not { } caseId)
        {
            return RedirectToPage("/Public/Follow");
        }

        Case = await db.Set<Case>().AsNoTracking().SingleAsync(row => row.Id == caseId, cancel);
        Complaint = await db.Set<Complaint>().AsNoTracking().SingleAsync(row => row.CaseId == caseId, cancel);
        await secrets.Prepare(cancel);
        Secret = secrets.Of(caseId);
        var calendar = await calendars.Of(db, Case.IntakeOfficeId, cancel);
        Received = texts.Moment(Complaint.ReceivedAt, calendar.Zone);
        RegisteredLater = Complaint.RegisteredOn != calendar.DateOf(Complaint.ReceivedAt);
        var office = await db.Set<Office>().AsNoTracking().SingleAsync(row => row.Id == Case.OfficeId, cancel);
        Owes = (await OfficeDetails.ReadAsync(db, calendars, texts, [office], cancel))[0];
        var due = await db.Set<CaseDeadline>().AsNoTracking().FirstOrDefaultAsync(row => row.CaseId == caseId && row.RequirementId == ComplaintSettings.Reply, cancel);
        Due = due is null ? null : texts.Moment(due.DueAt, calendar.Zone);
        HasPdf = await LetterStore.Newest(db, caseId, Template, cancel) is not null;
        return Page();
    }

    /// <summary>The ticket as it was stored, to be printed.</summary>
    public async Task<IActionResult> OnGetPdfAsync(CancellationToken cancel) =>
        key.Held(HttpContext) is { } caseId
            && await LetterStore.Newest(db, caseId, Template, cancel) is { } ticket
            && await LetterStore.Read(db, caseId, ticket.Id, cancel) is var (letter, pdf)
                ? this.Inline($"{letter.Template}-{letter.Number}.pdf", pdf)
                : RedirectToPage("/Public/Follow");
}
