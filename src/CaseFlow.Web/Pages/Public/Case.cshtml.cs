using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Public;

/// <summary>
/// What the QR code of a letter leads to, for whoever holds the letter: state, number, office and date, and nothing about
/// a person. An address that never was and one that is no longer look alike.
/// </summary>
[EnableRateLimiting(RateLimits.Public)]
public sealed class CaseModel(
    CaseFlowDb db, DefinitionCatalog definitions, OfficeCalendars calendars, ServiceHandlerOptions installation, PageTexts texts, IClock clock) : PageModel
{
    public string Service { get; private set; } = "";

    public CaseStanding Standing { get; private set; } = null!;

    /// <summary>The day of acceptance; of a complaint the date of registration (R6).</summary>
    public LocalDate RegisteredOn { get; private set; }

    /// <summary>The day on which the letter was annulled after a complaint; null: it holds.</summary>
    public LocalDate? AnnulledOn { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        if (installation.PublicAddress.Length == 0 || !PublicToken.IsOne(token))
        {
            return NotFound();
        }

        var caseId = await CaseOf(token, cancel);
        if (caseId == 0)
        {
            return NotFound();
        }

        var found = await db.Set<Case>().AsNoTracking().SingleAsync(row => row.Id == caseId, cancel);
        Service = (await definitions.Get(found.DefinitionId)).Service.Name.In(texts.Language);
        Standing = await CaseStanding.Of(db, found, clock.GetCurrentInstant(), cancel);
        RegisteredOn = await RegisteredOnAsync(found, cancel);
        AnnulledOn = await AnnulledOnAsync(found, cancel);
        return Page();
    }

    private async Task<LocalDate?> AnnulledOnAsync(Case found, CancellationToken cancel) =>
        await db.Set<StoredLetter>().Where(letter => letter.CaseId == found.Id).MaxAsync(static letter => letter.AnnulledAt, cancel) is { } annulled
            ? (await calendars.Of(db, found.OfficeId, cancel)).DateOf(annulled)
            : null;


    private async Task<LocalDate> RegisteredOnAsync(Case found, CancellationToken cancel) => Standing.IsComplaint
        ? await db.Set<Complaint>().Where(row => row.CaseId == found.Id).Select(static row => row.RegisteredOn).SingleAsync(cancel)
        : (await calendars.Of(db, found.OfficeId, cancel)).DateOf(
            await db.Set<Application>().Where(row => row.CaseId == found.Id).Select(static row => row.AcceptedAt).SingleAsync(cancel));

    /// <summary>The case whose letter carries the token: an application's, or a complaint's; 0: nobody's.</summary>
    private async Task<long> CaseOf(string token, CancellationToken cancel)
    {
        var application = await db.Set<Application>().Where(row => row.PublicToken == token).Select(static row => row.CaseId).FirstOrDefaultAsync(cancel);
        return application != 0
            ? application
            : await db.Set<Complaint>().Where(row => row.PublicToken == token).Select(static row => row.CaseId).FirstOrDefaultAsync(cancel);
    }
}
