using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Core.Services;
using CaseFlow.Core.Texts;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Applications;

/// <summary>Gathers what the letters of a service case say. The keys are those of the letter templates.</summary>
/// <param name="db">The database, possibly within the step's transaction.</param>
/// <param name="calendars">For local dates of the office and the hours of complaints.</param>
/// <param name="texts">Names of the register's kinds.</param>
/// <param name="publicAddress">Public address of the installation, such as https://caseflow.example.kz; empty: no QR codes.</param>
public sealed class LetterValues(CaseFlowDb db, OfficeCalendars calendars, TextCatalog texts, string publicAddress)
{
    // P24.3: the term of the reply to a complaint.
    private const int ComplaintTermDays = 3;

    private readonly LetterParts parts = new(db, calendars, texts, publicAddress);

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
        var office = await parts.Office(row.OfficeId, cancellation);
        var calendar = await calendars.Of(db, row.OfficeId, cancellation);
        var documents = await Documents(row.Id, cancellation);
        var applicant = await parts.Party(row.Id, PartyRole.Applicant, cancellation);
        var representative = await parts.Party(row.Id, PartyRole.Representative, cancellation);
        var acceptor = await db.Set<User>().SingleAsync(user => user.Id == application.AcceptedBy, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number = row.Number,
            accepted_at = LetterParts.Moment(application.AcceptedAt, calendar),
            service = Service(definition.Service, language),
            office = await parts.Letterhead(office, cancellation),
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
            due_day = LetterParts.Day(lastDay),
            collect_at = LetterParts.Moment(application.PickupAt, calendar),
            collect_place = $"{office.Name(language).Text}, {office.Address(language).Text}",
            acceptor = new { name = acceptor.FullName, position = texts.In(language, "role.clerk").Text },
            complaint = await Complaint(office, language, cancellation),
            qr_url = parts.QrAddress(application.PublicToken),
        });
    }

    /// <summary>The certificate (P5), of an account of the household register as it is now where the service is of one.</summary>
    /// <param name="row">The case.</param>
    /// <param name="definition">Its definition.</param>
    /// <param name="application">The application.</param>
    /// <param name="accountId">The account; null: the service has nothing to do with the register.</param>
    /// <param name="variables">Where the case stands.</param>
    /// <param name="number">The letter's number.</param>
    /// <param name="signatoryId">Who approves.</param>
    /// <param name="now">The day of the letter.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="unsaved">Texts of the case being typed, before those that are stored; null: none.</param>
    public async Task<JsonElement> Certificate(
        Case row,
        Definition definition,
        Application application,
        long? accountId,
        IReadOnlyDictionary<string, Value> variables,
        string number,
        long signatoryId,
        Instant now,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? unsaved = null)
    {
        var language = application.Language;
        var office = await parts.Office(row.OfficeId, cancellation);
        var calendar = await calendars.Of(db, row.OfficeId, cancellation);
        var holder = await parts.Party(row.Id, PartyRole.Applicant, cancellation);
        var farm = accountId is { } account ? await Farm(account, row.OfficeId, language, cancellation) : null;
        return JsonSerializer.SerializeToElement(new
        {
            number,
            issued_on = LetterParts.Day(calendar.DateOf(now)),
            service = Service(definition.Service, language),
            office = await parts.Letterhead(office, cancellation),
            holder = new { name = holder!.PersonName.Full, iin = LetterParts.NullIfEmpty(holder.Iin), birth_date = (string?)null, birth_place = (string?)null, address = LetterParts.NullIfEmpty(holder.Address) },
            application = new { number = row.Number, accepted_at = LetterParts.Moment(application.AcceptedAt, calendar), address = LetterParts.NullIfEmpty(application.FarmAddress) },
            answers = await CaseAnswers.Of(db, row.Id, definition, variables, language, unsaved, cancellation),
            household = farm is null ? null : new { account = farm.AccountNumber, address = farm.Address, as_of = LetterParts.Day(farm.AsOf) },
            plots = farm?.Plots.Select(plot => new { use = plot.Use, place = LetterParts.NullIfEmpty(plot.CadastralNumber), area_m2 = plot.AreaM2 }),
            plots_total_m2 = farm?.TotalAreaM2,
            animals = farm?.Animals.Select(animals => new { kind = animals.Kind, count = animals.Count }),
            machinery = farm?.Machinery.Select(machine => new { name = machine.Kind, count = machine.Count }),
            signatory = await parts.Signatory(office, signatoryId, language, cancellation),
            qr_url = parts.QrAddress(application.PublicToken),
        });
    }

    /// <summary>The reasoned refusal (P5, P16).</summary>
    /// <param name="row">The case.</param>
    /// <param name="definition">Its definition.</param>
    /// <param name="application">The application.</param>
    /// <param name="groundId">The ground, such as P16.2.</param>
    /// <param name="variables">Where the case stands.</param>
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
        IReadOnlyDictionary<string, Value> variables,
        string number,
        long signatoryId,
        Instant now,
        CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? unsaved = null)
    {
        var language = application.Language;
        var office = await parts.Office(row.OfficeId, cancellation);
        var calendar = await calendars.Of(db, row.OfficeId, cancellation);
        var applicant = await parts.Party(row.Id, PartyRole.Applicant, cancellation);
        var documents = await Documents(row.Id, cancellation);
        var written = await CaseTexts.Newest(db, row.Id, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number,
            issued_on = LetterParts.Day(calendar.DateOf(now)),
            service = Service(definition.Service, language),
            office = await parts.Letterhead(office, cancellation),
            application = new { number = row.Number, accepted_at = LetterParts.Moment(application.AcceptedAt, calendar) },
            applicant = new { name = applicant!.PersonName.Full, address = LetterParts.NullIfEmpty(applicant.Address) },
            answers = await CaseAnswers.Of(db, row.Id, definition, variables, language, unsaved, cancellation),
            ground = new { clause = Clause(definition.Service, groundId), text = definition.Service.Ground(groundId).Wording.In(language) },
            reason = Reason(groundId, key => unsaved?.GetValueOrDefault(key) ?? written.GetValueOrDefault(key)?.Text ?? ""),
            missing = groundId == definition.Service.IncompleteGround ? documents.Where(document => !document.Given).Select(document => NameOf(document, definition.Service, language)) : [],
            signatory = await parts.Signatory(office, signatoryId, language, cancellation),
            complaint = await Complaint(office, language, cancellation),
            qr_url = parts.QrAddress(application.PublicToken),
        });
    }

    /// <summary>Any other letter to the applicant that a service has.</summary>
    /// <param name="row">The case.</param>
    /// <param name="definition">Its definition.</param>
    /// <param name="application">The application.</param>
    /// <param name="variables">Where the case stands.</param>
    /// <param name="number">The letter's number.</param>
    /// <param name="signatoryId">The head in whose name it goes; null: the office has none.</param>
    /// <param name="now">The day of the letter.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<JsonElement> Letter(
        Case row,
        Definition definition,
        Application application,
        IReadOnlyDictionary<string, Value> variables,
        string number,
        long? signatoryId,
        Instant now,
        CancellationToken cancellation)
    {
        var language = application.Language;
        var office = await parts.Office(row.OfficeId, cancellation);
        var calendar = await calendars.Of(db, row.OfficeId, cancellation);
        var applicant = await parts.Party(row.Id, PartyRole.Applicant, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number,
            issued_on = LetterParts.Day(calendar.DateOf(now)),
            service = Service(definition.Service, language),
            office = await parts.Letterhead(office, cancellation),
            application = new { number = row.Number, accepted_at = LetterParts.Moment(application.AcceptedAt, calendar), address = LetterParts.NullIfEmpty(application.FarmAddress) },
            applicant = new { name = applicant!.PersonName.Full, address = LetterParts.NullIfEmpty(applicant.Address) },
            answers = await CaseAnswers.Of(db, row.Id, definition, variables, language, unsaved: null, cancellation),
            signatory = signatoryId is { } signatory ? await parts.Signatory(office, signatory, language, cancellation) : null,
            complaint = await Complaint(office, language, cancellation),
            qr_url = parts.QrAddress(application.PublicToken),
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

    /// <summary>P16.2 is sub-paragraph 2 of paragraph 16: the grounds stand in the standard's order.</summary>
    private static int Clause(ServicePackage service, string groundId) =>
        1 + service.RefusalGrounds.Select(static ground => ground.Id).ToList().IndexOf(groundId);

    private async Task<FarmData> Farm(long accountId, long officeId, string language, CancellationToken cancellation)
    {
        var account = await db.Set<HouseholdAccount>().AsNoTracking()
            .Include(found => found.Plots).Include(found => found.Animals).Include(found => found.Machinery)
            .AsSplitQuery()
            .SingleAsync(found => found.Id == accountId && found.OfficeId == officeId, cancellation);
        return FarmData.Of(account, texts, language);
    }

    /// <summary>The service and the act that approved its standard; an edition may name no act.</summary>
    internal static object Service(ServicePackage service, string language)
    {
        var decree = service.Edition.Decrees.Count > 0 ? service.Edition.Decrees[0] : null;
        return new { name = service.Name.In(language), decree_number = decree?.Number, decree_date = decree is null ? null : LetterParts.Day(decree.Date) };
    }

    private static string? FirstPhone(CaseParty party) => LetterParts.NullIfEmpty(party.Phones.Split(' ')[0]);

    private static string DescribePower(CaseParty representative, string language)
    {
        var date = representative.PowerIssuedOn is { } issued ? Writing.Day(issued, language) : "";
        return string.Join(", ", new[] { $"№ {representative.PowerNumber}", date, representative.PowerNotary }.Where(part => part.Length > 2));
    }

    private Task<List<ApplicationDocument>> Documents(long caseId, CancellationToken cancellation) =>
        db.Set<ApplicationDocument>().AsNoTracking().Where(document => document.CaseId == caseId).OrderBy(document => document.No).ToListAsync(cancellation);

    /// <summary>
    /// Who is complained to (R3): service not properly rendered, the office's own head (P22); disagreement with the result, the
    /// akims above (P21), of a city's agriculture department the oblast's akim alone.
    /// </summary>
    private async Task<object> Complaint(Office office, string language, CancellationToken cancellation)
    {
        var ladder = await OfficeLadder.UpFromAsync(db, office.Id, cancellation);
        var above = ladder.Skip(1).Where(one => one.Kind.IsAkimat()).ToArray();
        var deciding = office.Kind == OfficeKind.AgricultureDepartment && above.Length > 1 ? above[1..] : above;
        var hours = await parts.ComplaintHours(office, cancellation);
        return new
        {
            result_bodies = await parts.Bodies(deciding, language, cancellation),
            service_bodies = await parts.Bodies([office], language, cancellation),
            opens = hours.Opens,
            closes = hours.Closes,
            break_from = hours.BreakFrom,
            break_to = hours.BreakTo,
            term_days = ComplaintTermDays,
        };
    }
}
