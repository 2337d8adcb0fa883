using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Access;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Intake;

/// <summary>The application is accepted: its number, its receipt, and when and where the result is handed out (P14).</summary>
public sealed class DoneModel(CaseFlowDb db, OfficeCalendars calendars, CurrentUser me, PageTexts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long CaseId { get; set; }

    public string Number { get; private set; } = "";

    public string ProcessKey { get; private set; } = "";

    /// <summary>The receipt; null when it could not be made.</summary>
    public long? ReceiptId { get; private set; }

    public string CollectAt { get; private set; } = "";

    public Line OfficeName { get; private set; } = new("", Languages.Kk);

    public Line Address { get; private set; } = new("", Languages.Kk);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var person = await me.RequireAsync(cancel);
        var offices = person.Scope.OfficesAs(Roles.Clerk);
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == CaseId && offices.Contains(one.IntakeOfficeId), cancel);
        var application = await db.Set<Application>().AsNoTracking().FirstOrDefaultAsync(one => one.CaseId == CaseId, cancel);
        if (row is null || application is null)
        {
            return NotFound();
        }

        var office = await db.Set<Office>().AsNoTracking().SingleAsync(one => one.Id == row.IntakeOfficeId, cancel);
        var calendar = await calendars.Of(db, office.Id, cancel);
        (Number, ProcessKey, OfficeName, Address) = (row.Number, row.ProcessKey, office.Name(texts.Language), office.Address(texts.Language));
        ReceiptId = (await LetterStore.Newest(db, CaseId, "receipt", cancel))?.Id;
        CollectAt = texts.Moment(application.PickupAt, calendar.Zone);
        return Page();
    }
}
