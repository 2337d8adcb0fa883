using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Localization;
using CaseFlow.Web.Pages.Intake;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Offices;

/// <summary>How an office is reached: what is printed of it, and when it takes complaints.</summary>
/// <param name="Id">The office.</param>
/// <param name="Name">As printed.</param>
/// <param name="Address">As printed.</param>
/// <param name="Contacts">Telephones, faxes, e-mails and sites in the order of the page.</param>
/// <param name="Hours">When it takes complaints (P21.L): a line for each group of days; empty: nothing is printed of it.</param>
public sealed record OfficeDetails(long Id, Line Name, Line Address, IReadOnlyList<OfficeContact> Contacts, IReadOnlyList<string> Hours)
{
    // P21.L: longer than the LEB's own hours. Of service centres and the RSE no hours for complaints are printed: their own count.
    private const string LebComplaints = "leb-complaints";

    /// <summary>Reads what is known of some offices, in their order.</summary>
    public static async Task<IReadOnlyList<OfficeDetails>> ReadAsync(
        CaseFlowDb db, OfficeCalendars calendars, PageTexts texts, IReadOnlyList<Office> offices, CancellationToken cancel)
    {
        var ids = offices.Select(static office => office.Id).ToArray();
        var contacts = (await db.Set<OfficeContact>().AsNoTracking().Where(contact => ids.Contains(contact.OfficeId)).OrderBy(static contact => contact.No).ToListAsync(cancel))
            .ToLookup(static contact => contact.OfficeId);
        var read = new List<OfficeDetails>();
        foreach (var office in offices)
        {
            read.Add(new OfficeDetails(
                office.Id, office.Name(texts.Language), office.Address(texts.Language), [.. contacts[office.Id]], await HoursAsync(db, calendars, texts, office, cancel)));
        }

        return read;
    }

    /// <summary>When the LEBs take complaints (P21.L).</summary>
    /// <param name="db">The database.</param>
    /// <param name="calendars">The calendars.</param>
    /// <param name="texts">In whose language.</param>
    /// <param name="officeId">Any office: the hours are the same in all time zones.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task<IReadOnlyList<string>> ComplaintHoursAsync(CaseFlowDb db, OfficeCalendars calendars, PageTexts texts, long officeId, CancellationToken cancel) =>
        OfficeCard.Lines((await calendars.Of(db, officeId, cancel, LebComplaints)).Hours, texts.Language);

    private static async Task<IReadOnlyList<string>> HoursAsync(
        CaseFlowDb db, OfficeCalendars calendars, PageTexts texts, Office office, CancellationToken cancel) => office.Kind.IsLeb()
            ? await ComplaintHoursAsync(db, calendars, texts, office.Id, cancel)
            : OfficeCard.Lines((await calendars.Of(db, office.Id, cancel)).Hours, texts.Language);
}
