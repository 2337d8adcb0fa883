using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Offices;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Pages.Help;

/// <summary>How to complain, in plain words (P20–P26): for whoever wants to, and for whoever explains it (P20.1).</summary>
public sealed class ComplaintsModel(CaseFlowDb db, OfficeCalendars calendars, PageTexts texts) : PageModel
{
    /// <summary>The enterprise over the service centres (P26).</summary>
    public OfficeDetails Rse { get; private set; } = null!;

    /// <summary>When an LEB takes complaints (P21.L).</summary>
    public IReadOnlyList<string> Hours { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var rse = await db.Set<Office>().AsNoTracking().Where(static office => office.Kind == OfficeKind.Rse).OrderBy(static office => office.Id).Take(1).ToListAsync(cancel);
        Rse = (await OfficeDetails.ReadAsync(db, calendars, texts, rse, cancel))[0];
        Hours = await OfficeDetails.ComplaintHoursAsync(db, calendars, texts, Rse.Id, cancel);
    }
}
