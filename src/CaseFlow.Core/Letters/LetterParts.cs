using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Letters;

/// <summary>
/// What the letters of every process say alike: the letterhead, who decides and where, who signs, the hours in which
/// complaints are taken. The keys are those of the letter templates.
/// </summary>
/// <param name="db">The database, possibly within the step's transaction.</param>
/// <param name="calendars">For local dates of the office and the hours of complaints.</param>
/// <param name="texts">Names of roles.</param>
/// <param name="publicAddress">Public address of the installation, such as https://caseflow.example.kz; empty: no QR codes.</param>
public sealed class LetterParts(CaseFlowDb db, OfficeCalendars calendars, TextCatalog texts, string publicAddress)
{
    // P21.L: the hours in which complaints are taken, longer than those of P9.L. None are printed for PSCs and the RSE.
    private const string ComplaintSchedule = "leb-complaints";

    private static readonly LocalDateTimePattern LocalMoment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>A day as templates take it: 2026-11-23.</summary>
    public static string Day(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>A moment as the clocks of the office show it: 2026-11-23T16:00.</summary>
    public static string Moment(Instant at, WorkingCalendar calendar) => LocalMoment.Format(at.InZone(calendar.Zone).LocalDateTime);

    /// <summary>What is not known is null in a letter's values, never an empty text.</summary>
    public static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    public Task<Office> Office(long officeId, CancellationToken cancellation) =>
        db.Set<Office>().AsNoTracking().SingleAsync(office => office.Id == officeId, cancellation);

    public Task<CaseParty?> Party(long caseId, PartyRole role, CancellationToken cancellation) =>
        db.Set<CaseParty>().AsNoTracking().FirstOrDefaultAsync(party => party.CaseId == caseId && party.Role == role, cancellation);

    /// <summary>The public page of a letter's case; null when the installation has no public address.</summary>
    public string? QrAddress(string publicToken) => PublicPage($"/q/{publicToken}");

    /// <summary>The address of a public page; null when the installation has no public address.</summary>
    public string? PublicPage(string path) => publicAddress.Length == 0 ? null : publicAddress.TrimEnd('/') + path;

    public async Task<object> Letterhead(Office office, CancellationToken cancellation) => new
    {
        name_kk = office.Name(Languages.Kk).Text,
        name_ru = office.Name(Languages.Ru).Text,
        address_kk = office.Address(Languages.Kk).Text,
        address_ru = office.Address(Languages.Ru).Text,
        phones = await Phones(office.Id, cancellation),
    };

    public async Task<IReadOnlyList<string>> Phones(long officeId, CancellationToken cancellation) =>
        await db.Set<OfficeContact>().AsNoTracking()
            .Where(contact => contact.OfficeId == officeId && (contact.Kind == ContactKind.Phone || contact.Kind == ContactKind.PhoneAndFax))
            .OrderBy(contact => contact.No).Select(contact => contact.Printed).ToListAsync(cancellation);

    /// <summary>An e-mail address of the office to which one can really write; null when there is none.</summary>
    public async Task<string?> Email(long officeId, CancellationToken cancellation) =>
        await db.Set<OfficeContact>().AsNoTracking()
            .Where(contact => contact.OfficeId == officeId && contact.Kind == ContactKind.Email && contact.Normalised != null)
            .OrderBy(contact => contact.No).Select(contact => contact.Normalised).FirstOrDefaultAsync(cancellation);

    /// <summary>R9: the head signs the print; the letter names who approved it.</summary>
    public async Task<object> Signatory(Office office, long userId, string language, CancellationToken cancellation)
    {
        var user = await db.Set<User>().AsNoTracking().SingleAsync(found => found.Id == userId, cancellation);
        var title = office.HeadTitle(language).Text;
        var name = new PersonName(user.Surname, user.Name, user.Patronymic);
        return new { position = title.Length > 0 ? title : texts.In(language, "role.head").Text, name = name.Short };
    }

    /// <summary>Those who decide, as one addresses them: the head's title where it is known, address and telephones.</summary>
    public async Task<IReadOnlyList<object>> Bodies(IReadOnlyList<Office> offices, string language, CancellationToken cancellation)
    {
        var bodies = new List<object>();
        foreach (var office in offices)
        {
            bodies.Add(await Body(office, language, cancellation));
        }

        return bodies;
    }

    /// <summary>One of them.</summary>
    public async Task<object> Body(Office office, string language, CancellationToken cancellation)
    {
        var title = office.HeadTitle(language).Text;
        var phones = await Phones(office.Id, cancellation);
        return new
        {
            name = title.Length > 0 ? title : office.Name(language).Text,
            address = office.Address(language).Text,
            phones = phones.Count == 0 ? null : string.Join(", ", phones),
        };
    }

    /// <summary>The hours in which the office's chancery takes complaints (P21.L; a PSC's and the RSE's are their own).</summary>
    public async Task<ComplaintHours> ComplaintHours(Office office, CancellationToken cancellation)
    {
        var schedule = office.Kind.IsPsc() || office.Kind == OfficeKind.Rse ? null : ComplaintSchedule;
        var periods = (await calendars.Of(db, office.Id, cancellation, schedule)).Hours.On(IsoDayOfWeek.Monday);
        return new ComplaintHours(
            Writing.Time(periods[0].From),
            Writing.Time(periods[^1].To),
            periods.Length > 1 ? Writing.Time(periods[0].To) : null,
            periods.Length > 1 ? Writing.Time(periods[^1].From) : null);
    }
}

/// <param name="Opens">Such as 09:00.</param>
/// <param name="Closes">Such as 20:00.</param>
/// <param name="BreakFrom">Null: there is no break.</param>
/// <param name="BreakTo">Null: there is no break.</param>
public sealed record ComplaintHours(string Opens, string Closes, string? BreakFrom, string? BreakTo);
