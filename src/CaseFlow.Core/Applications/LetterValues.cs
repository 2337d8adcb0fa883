using System.Globalization;
using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Applications;

/// <summary>Gathers what the letters of a service case say. The keys are those of the letter templates.</summary>
/// <param name="db">The database, possibly within the step's transaction.</param>
/// <param name="calendars">For local dates of the office and the hours of complaints.</param>
/// <param name="texts">Names of the register's kinds.</param>
/// <param name="publicAddress">Public address of the installation, such as https://caseflow.example.kz; empty: no QR codes.</param>
public sealed class LetterValues(CaseFlowDb db, OfficeCalendars calendars, TextCatalog texts, string publicAddress)
{
    // P21, P22: the hours in which complaints are taken; P24.3: the term of the reply.
    private const string ComplaintSchedule = "leb-complaints";
    private const int ComplaintTermDays = 3;

    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    /// <summary>The receipt (P14.1–P14.6).</summary>
    /// <param name="row">The case, numbered.</param>
    /// <param name="definition">Its definition.</param>
    /// <param name="application">The application, with its pickup time.</param>
    /// <param name="lastDay">Last day of the term.</param>
    /// <param name="termDays">The term in working days.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<JsonElement> Receipt(
        Case row, Definition definition, Application application, LocalDate lastDay, int termDays, CancellationToken cancellation)
    {
        var language = application.Language;
        var office = await Office(row.OfficeId, cancellation);
        var calendar = await calendars.Of(db, row.OfficeId, cancellation);
        var documents = await Documents(row.Id, cancellation);
        var applicant = await Party(row.Id, PartyRole.Applicant, cancellation);
        var representative = await Party(row.Id, PartyRole.Representative, cancellation);
        var acceptor = await db.Set<User>().SingleAsync(user => user.Id == application.AcceptedBy, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number = row.Number,
            accepted_at = Local(application.AcceptedAt, calendar),
            office = await Letterhead(office, cancellation),
            applicant = new { name = applicant!.PersonName.Full, phone = FirstPhone(applicant) },
            representative = representative is null ? null : new
            {
                name = representative.PersonName.Full,
                phone = FirstPhone(representative),
                power_of_attorney = DescribePower(representative, language),
            },
            documents = documents.Where(document => document.Given).Select(document => new { name = NameOf(document, definition.Service, language), returned = document.Returned }),
            missing = documents.Where(document => !document.Given).Select(document => NameOf(document, definition.Service, language)),
            term_days = termDays,
            due_day = Day(lastDay),
            collect_at = Local(application.PickupAt, calendar),
            collect_place = $"{office.Name(language).Text}, {office.Address(language).Text}",
            acceptor = new { name = acceptor.FullName, position = texts.In(language, "role.clerk").Text },
            complaint = await Complaint(office, language, cancellation),
            qr_url = QrAddress(application),
        });
    }

    /// <summary>The certificate (P5), from the household register as it is now.</summary>
    public async Task<JsonElement> Certificate(
        Case row, Application application, long accountId, string number, long signatoryId, Instant now, CancellationToken cancellation)
    {
        var language = application.Language;
        var office = await Office(row.OfficeId, cancellation);
        var calendar = await calendars.Of(db, row.OfficeId, cancellation);
        var holder = await Party(row.Id, PartyRole.Applicant, cancellation);
        var account = await db.Set<HouseholdAccount>().AsNoTracking()
            .Include(found => found.Plots).Include(found => found.Animals).Include(found => found.Machinery)
            .AsSplitQuery()
            .SingleAsync(found => found.Id == accountId && found.OfficeId == row.OfficeId, cancellation);
        var farm = FarmData.Of(account, texts, language);
        return JsonSerializer.SerializeToElement(new
        {
            number,
            issued_on = Day(calendar.DateOf(now)),
            office = await Letterhead(office, cancellation),
            holder = new { name = holder!.PersonName.Full, iin = NullIfEmpty(holder.Iin), birth_date = (string?)null, birth_place = (string?)null, address = NullIfEmpty(holder.Address) },
            household = new { account = farm.AccountNumber, address = farm.Address, as_of = Day(farm.AsOf) },
            plots = farm.Plots.Select(plot => new { use = plot.Use, place = NullIfEmpty(plot.CadastralNumber), area_m2 = plot.AreaM2 }),
            plots_total_m2 = farm.TotalAreaM2,
            animals = farm.Animals.Select(animals => new { kind = animals.Kind, count = animals.Count }),
            machinery = farm.Machinery.Select(machine => new { name = machine.Kind, count = machine.Count }),
            signatory = await Signatory(office, signatoryId, language, cancellation),
            qr_url = QrAddress(application),
        });
    }

    /// <summary>The reasoned refusal (P5, P16).</summary>
    /// <param name="row">The case.</param>
    /// <param name="definition">Its definition.</param>
    /// <param name="application">The application.</param>
    /// <param name="groundId">The ground, such as P16.2.</param>
    /// <param name="number">The letter's number.</param>
    /// <param name="signatoryId">Who approves.</param>
    /// <param name="now">The day of the letter.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="unsaved">Texts of the case being typed, before those that are stored; null: none.</param>
    public async Task<JsonElement> Refusal(
        Case row,
        Definition definition,
        Application application,
        string groundId,
        string number,
        long signatoryId,
        Instant now,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? unsaved = null)
    {
        var language = application.Language;
        var office = await Office(row.OfficeId, cancellation);
        var calendar = await calendars.Of(db, row.OfficeId, cancellation);
        var applicant = await Party(row.Id, PartyRole.Applicant, cancellation);
        var documents = await Documents(row.Id, cancellation);
        var written = await CaseTexts.Newest(db, row.Id, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number,
            issued_on = Day(calendar.DateOf(now)),
            office = await Letterhead(office, cancellation),
            application = new { number = row.Number, accepted_at = Local(application.AcceptedAt, calendar) },
            applicant = new { name = applicant!.PersonName.Full, address = NullIfEmpty(applicant.Address) },
            ground = new { clause = Clause(groundId), text = definition.Service.Ground(groundId).Wording.In(language) },
            reason = Reason(groundId, key => unsaved?.GetValueOrDefault(key) ?? written.GetValueOrDefault(key)?.Text ?? ""),
            missing = groundId == "P16.1" ? documents.Where(document => !document.Given).Select(document => NameOf(document, definition.Service, language)) : [],
            signatory = await Signatory(office, signatoryId, language, cancellation),
            complaint = await Complaint(office, language, cancellation),
            qr_url = QrAddress(application),
        });
    }

    /// <summary>
    /// What was found (P5). For the ground of article 40 (P16.3), whose text is not in the standard, the circumstances that the
    /// specialist wrote down stand before the reasons; for any other ground they would be those of an earlier check.
    /// </summary>
    private static string Reason(string groundId, Func<string, string> textOf)
    {
        var facts = textOf("facts");
        var findings = groundId == "P16.3" ? textOf("findings") : "";
        return string.Join("\n\n", new[] { findings, facts }.Where(static part => part.Length > 0).Distinct(StringComparer.Ordinal));
    }

    private static string NameOf(ApplicationDocument document, ServicePackage service, string language) =>
        service.Documents.FirstOrDefault(known => known.Id == document.DocumentId)?.Name.In(language) ?? document.Name;

    /// <summary>P16.2 is sub-paragraph 2 of paragraph 16.</summary>
    private static int Clause(string groundId) => int.Parse(groundId.AsSpan(groundId.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Day(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Local(Instant at, WorkingCalendar calendar) => Moment.Format(at.InZone(calendar.Zone).LocalDateTime);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string? FirstPhone(CaseParty party) => NullIfEmpty(party.Phones.Split(' ')[0]);

    private static string DescribePower(CaseParty representative, string language)
    {
        var date = representative.PowerIssuedOn is { } issued ? Writing.Day(issued, language) : "";
        return string.Join(", ", new[] { $"№ {representative.PowerNumber}", date, representative.PowerNotary }.Where(part => part.Length > 2));
    }

    private string? QrAddress(Application application) => publicAddress.Length == 0 ? null : $"{publicAddress.TrimEnd('/')}/q/{application.PublicToken}";

    private Task<Office> Office(long officeId, CancellationToken cancellation) =>
        db.Set<Office>().AsNoTracking().SingleAsync(office => office.Id == officeId, cancellation);

    private Task<CaseParty?> Party(long caseId, PartyRole role, CancellationToken cancellation) =>
        db.Set<CaseParty>().AsNoTracking().FirstOrDefaultAsync(party => party.CaseId == caseId && party.Role == role, cancellation);

    private Task<List<ApplicationDocument>> Documents(long caseId, CancellationToken cancellation) =>
        db.Set<ApplicationDocument>().AsNoTracking().Where(document => document.CaseId == caseId).OrderBy(document => document.No).ToListAsync(cancellation);

    private async Task<object> Letterhead(Office office, CancellationToken cancellation) => new
    {
        name_kk = office.Name(Languages.Kk).Text,
        name_ru = office.Name(Languages.Ru).Text,
        address_kk = office.Address(Languages.Kk).Text,
        address_ru = office.Address(Languages.Ru).Text,
        phones = await Phones(office.Id, cancellation),
    };

    private async Task<IReadOnlyList<string>> Phones(long officeId, CancellationToken cancellation) =>
        await db.Set<OfficeContact>().AsNoTracking()
            .Where(contact => contact.OfficeId == officeId && (contact.Kind == ContactKind.Phone || contact.Kind == ContactKind.PhoneAndFax))
            .OrderBy(contact => contact.No).Select(contact => contact.Printed).ToListAsync(cancellation);

    /// <summary>R9: the head signs the print; the letter names who approved it.</summary>
    private async Task<object> Signatory(Office office, long userId, string language, CancellationToken cancellation)
    {
        var user = await db.Set<User>().AsNoTracking().SingleAsync(found => found.Id == userId, cancellation);
        var title = office.HeadTitle(language).Text;
        var name = new PersonName(user.Surname, user.Name, user.Patronymic);
        return new { position = title.Length > 0 ? title : texts.In(language, "role.head").Text, name = name.Short };
    }

    /// <summary>
    /// Who is complained to (R3): service not properly rendered, the office's own head (P22); disagreement with the result, the
    /// akims above (P21), of a city's agriculture department the oblast's akim alone.
    /// </summary>
    private async Task<object> Complaint(Office office, string language, CancellationToken cancellation)
    {
        var ladder = await OfficeLadder.UpFromAsync(db, office.Id, cancellation);
        var above = ladder.Skip(1).Where(one => one.Kind.IsAkimat()).ToArray();
        var deciding = office.Kind == OfficeKind.AgricultureDepartment && above.Length > 1 ? above[1..] : above;
        var hours = (await calendars.Of(db, office.Id, cancellation, ComplaintSchedule)).Hours;
        var periods = hours.On(IsoDayOfWeek.Monday);
        return new
        {
            result_bodies = await Bodies(deciding, language, cancellation),
            service_bodies = await Bodies([office], language, cancellation),
            opens = Writing.Time(periods[0].From),
            closes = Writing.Time(periods[^1].To),
            break_from = Writing.Time(periods[0].To),
            break_to = Writing.Time(periods[^1].From),
            term_days = ComplaintTermDays,
        };
    }

    private async Task<IReadOnlyList<object>> Bodies(IReadOnlyList<Office> offices, string language, CancellationToken cancellation)
    {
        var bodies = new List<object>();
        foreach (var office in offices)
        {
            var title = office.HeadTitle(language).Text;
            var phones = await Phones(office.Id, cancellation);
            bodies.Add(new
            {
                name = title.Length > 0 ? title : office.Name(language).Text,
                address = office.Address(language).Text,
                phones = phones.Count == 0 ? null : string.Join(", ", phones),
            });
        }

        return bodies;
    }
}
