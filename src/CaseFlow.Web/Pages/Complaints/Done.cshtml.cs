using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Complaints;

/// <summary>The complaint is registered: its number, what is printed for the complainant (P24.1, P24.2), and who considers it.</summary>
public sealed class DoneModel(CaseFlowDb db, OfficeCalendars calendars, CurrentUser me, PageTexts texts) : PageModel
{
    // What is handed to the complainant, or goes out by post with the acknowledgement, in this order.
    private static readonly string[] Papers = ["ticket", "stamp", "acknowledgement"];

    public Case Case { get; private set; } = null!;

    public Complaint Complaint { get; private set; } = null!;

    public IReadOnlyList<StoredLetter> Letters { get; private set; } = [];

    public string Received { get; private set; } = "";

    public string? Due { get; private set; }

    public Line Owes { get; private set; } = new("", Languages.Kk);

    /// <summary>Number of the answered complaint that this one repeats (R3); null: it is the first.</summary>
    public string? Repeats { get; private set; }

    public async Task<IActionResult> OnGetAsync(long caseId, CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == caseId, cancel);
        var complaint = await db.Set<Complaint>().AsNoTracking().FirstOrDefaultAsync(one => one.CaseId == caseId, cancel);
        if (row is null || complaint is null || !(scope.Has(Roles.Chancery, row.IntakeOfficeId) || scope.Has(Roles.Clerk, row.IntakeOfficeId)))
        {
            return NotFound();
        }

        (Case, Complaint) = (row, complaint);
        var letters = await LetterStore.Of(db, caseId, cancel);
        Letters = [.. Papers.Select(name => letters.LastOrDefault(letter => letter.Template == name)).OfType<StoredLetter>()];
        var calendar = await calendars.Of(db, row.IntakeOfficeId, cancel);
        Received = texts.Moment(complaint.ReceivedAt, calendar.Zone);
        var due = await db.Set<CaseDeadline>().AsNoTracking().FirstOrDefaultAsync(one => one.CaseId == caseId && one.RequirementId == ComplaintSettings.Reply, cancel);
        Due = due is null ? null : texts.Moment(due.DueAt, calendar.Zone);
        Owes = (await db.Set<Office>().AsNoTracking().SingleAsync(office => office.Id == row.OfficeId, cancel)).Name(texts.Language);
        Repeats = complaint.RepeatsCaseId == 0 ? null : await db.Set<Case>().Where(one => one.Id == complaint.RepeatsCaseId).Select(static one => one.Number).SingleAsync(cancel);
        return Page();
    }
}
