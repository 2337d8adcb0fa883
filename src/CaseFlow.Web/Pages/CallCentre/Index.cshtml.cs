using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.People;
using CaseFlow.Web.Access;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Offices;
using CaseFlow.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using NodaTime;

namespace CaseFlow.Web.Pages.CallCentre;

/// <summary>
/// What the operators of 1414 answer from (P4.5, P20.2): a caller reads the number of a case off a receipt or a ticket. State,
/// due date and office; no names, no documents, and no list of cases.
/// </summary>
[EnableRateLimiting(RateLimits.Search)]
public sealed class IndexModel(
    CaseFlowDb db, DefinitionCatalog definitions, OfficeCalendars calendars, CurrentUser me, PageTexts texts, IClock clock) : PageModel
{
    private const int LongestNumber = 40;

    [BindProperty]
    public string? Number { get; set; }

    /// <summary>Null: nothing was searched, or nothing found.</summary>
    public CaseStanding? Found { get; private set; }

    public string Service { get; private set; } = "";

    public string Registered { get; private set; } = "";

    public string? Due { get; private set; }

    public OfficeDetails Office { get; private set; } = null!;

    public async Task OnPostAsync(CancellationToken cancel)
    {
        Number = PersonText.Clean(Number) is { Length: <= LongestNumber } typed ? typed : "";
        if (Number.Length == 0)
        {
            this.Refuse(nameof(Number), "call-centre.enter-number");
            return;
        }

        var scope = (await me.RequireAsync(cancel)).Scope;
        var now = clock.GetCurrentInstant();
        Found = await CaseStanding.ByNumber(db, scope, Number, now, cancel);
        if (Found is null)
        {
            this.Refuse(nameof(Number), "call-centre.none-found");
            return;
        }

        var zone = (await calendars.Of(db, Found.Office.Id, cancel)).Zone;
        Service = (await definitions.Get(Found.Case.DefinitionId)).Service.Name.In(texts.Language);
        Registered = texts.Day(Found.Case.StartedAt.InZone(zone).Date);
        Due = Found.Due is { } due ? texts.Moment(due.DueAt, zone) : null;
        Office = (await OfficeDetails.ReadAsync(db, calendars, texts, [Found.Office], cancel))[0];
    }
}
