using CaseFlow.Core.Calendars;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Web.Complaints;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Offices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Help;

/// <summary>One office: when it takes complaints, and who decides on a complaint about it, level by level (P21, P22, R3).</summary>
public sealed class OfficeModel(CaseFlowDb db, DefinitionCatalog definitions, OfficeCalendars calendars, PageTexts texts, IClock clock) : PageModel
{
    public OfficeDetails Office { get; private set; } = null!;

    /// <summary>True when it provides the service, so that one may complain of it.</summary>
    public bool Provides { get; private set; }

    /// <summary>Who decides, by what the complaint is about: the first owes the reply, each following one is above it.</summary>
    public IReadOnlyList<(ComplaintKind Kind, IReadOnlyList<OfficeDetails> Bodies)> Deciding { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancel)
    {
        if (await db.Set<Office>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancel) is not { } office)
        {
            return NotFound();
        }

        Office = (await OfficeDetails.ReadAsync(db, calendars, texts, [office], cancel))[0];
        Provides = office.Kind.IsLeb() || office.Kind.IsPsc();
        if (Provides)
        {
            var definition = await definitions.Get(await definitions.InForce(ComplaintFormPage.Process, clock.GetCurrentInstant(), cancel));
            Deciding = [await DecidingAsync(ComplaintKind.Service, definition, id, cancel), await DecidingAsync(ComplaintKind.Result, definition, id, cancel)];
        }

        return Page();
    }

    private async Task<(ComplaintKind, IReadOnlyList<OfficeDetails>)> DecidingAsync(ComplaintKind kind, Definition definition, long officeId, CancellationToken cancel) =>
        (kind, await OfficeDetails.ReadAsync(db, calendars, texts, await ComplaintRouting.BodiesFor(db, definition, kind, officeId, cancel), cancel));
}
