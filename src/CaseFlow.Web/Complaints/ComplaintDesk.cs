using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Offices;
using CaseFlow.Web.Pages.Intake;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Complaints;

/// <summary>What both forms of a complaint work with.</summary>
public sealed class ComplaintDesk(
    CaseFlowDb db, ComplaintIntake intake, OfficeFinder finder, ScanUploads uploads, OfficeCalendars calendars, IDataProtectionProvider protection, PageTexts texts, IClock clock)
{
    private const int MostOffices = 30;

    public CaseFlowDb Db => db;

    public ComplaintIntake Intake => intake;

    public OfficeFinder Finder => finder;

    public ScanUploads Uploads => uploads;

    public OfficeCalendars Calendars => calendars;

    public IDataProtectionProvider Protection => protection;

    public PageTexts Texts => texts;

    public IClock Clock => clock;

    public Instant Now => clock.GetCurrentInstant();

    /// <summary>An office that can be complained of: it provides the service; null when there is none with this id.</summary>
    public async Task<Office?> OfficeAsync(long? officeId, CancellationToken cancel) =>
        await db.Set<Office>().AsNoTracking().FirstOrDefaultAsync(office => office.Id == officeId, cancel) is { } found && Provides(found.Kind) ? found : null;

    /// <summary>Offices that provide the service, by settlement, name and oblast.</summary>
    public async Task<IReadOnlyList<Office>> FindOfficesAsync(string? query, string? region, CancellationToken cancel) =>
        [.. (await finder.SearchAsync(query, region, int.MaxValue, cancel)).Where(static office => Provides(office.Kind)).Take(MostOffices)];

    /// <summary>The service case with the number of a receipt; null when there is none. Of it only number, office and dates may be shown.</summary>
    public Task<Case?> ServiceCaseAsync(string number, CancellationToken cancel) => db.Set<Case>().AsNoTracking()
        .Where(row => row.Number == number && db.Set<Application>().Any(application => application.CaseId == row.Id))
        .OrderBy(static row => row.Id).FirstOrDefaultAsync(cancel);

    private static bool Provides(OfficeKind kind) => kind.IsLeb() || kind.IsPsc();
}
