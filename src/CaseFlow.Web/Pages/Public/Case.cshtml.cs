using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Engine.State;
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
    CaseFlowDb db, DefinitionCatalog definitions, OfficeCalendars calendars, ServiceHandlerOptions installation, PageTexts texts) : PageModel
{
    public string Service { get; private set; } = "";

    public string Number { get; private set; } = "";

    /// <summary>running, ready, ended or cancelled.</summary>
    public string State { get; private set; } = "";

    public LocalDate AcceptedOn { get; private set; }

    public Office Office { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        if (installation.PublicAddress.Length == 0 || !IsToken(token))
        {
            return NotFound();
        }

        var application = await db.Set<Application>().AsNoTracking().FirstOrDefaultAsync(row => row.PublicToken == token, cancel);
        if (application is null)
        {
            return NotFound();
        }

        var found = await db.Set<Case>().AsNoTracking().SingleAsync(row => row.Id == application.CaseId, cancel);
        Service = (await definitions.Get(found.DefinitionId)).Service.Name.In(texts.Language);
        Number = found.Number;
        Office = await db.Set<Office>().AsNoTracking().SingleAsync(office => office.Id == found.OfficeId, cancel);
        AcceptedOn = (await calendars.Of(db, found.OfficeId, cancel)).DateOf(application.AcceptedAt);
        State = await StateOf(found, cancel);
        return Page();
    }

    private static bool IsToken(string token) => token.Length == Application.TokenLength && token.All(char.IsAsciiHexDigitLower);

    /// <summary>R2: what is owed is done when the result lies ready.</summary>
    private async Task<string> StateOf(Case found, CancellationToken cancel)
    {
        switch (found.Status)
        {
            case ProcessStatus.Ended:
                return "ended";
            case ProcessStatus.Cancelled:
                return "cancelled";
            default:
                var terms = await db.Set<CaseDeadline>().AsNoTracking().Where(row => row.CaseId == found.Id).Select(row => row.MetAt).ToListAsync(cancel);
                return terms.Count > 0 && terms.TrueForAll(static met => met is not null) ? "ready" : "running";
        }
    }
}
