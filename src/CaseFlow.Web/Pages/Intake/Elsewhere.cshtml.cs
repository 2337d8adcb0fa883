using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Web.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseFlow.Web.Pages.Intake;

/// <summary>The competent office on a page of its own, to be printed and given to the person.</summary>
public sealed class ElsewhereModel(CaseFlowDb db, OfficeCalendars calendars, PageTexts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long LocalityId { get; set; }

    public OfficeCard Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await Localities.CompetentOfficeAsync(db, LocalityId, cancel) is not { } office)
        {
            return NotFound();
        }

        Card = await OfficeCard.ReadAsync(db, calendars, texts, LocalityId, office, cancel);
        return Page();
    }
}
