using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>Gathers what the letters of a complaint say. The keys are those of the letter templates.</summary>
/// <param name="db">The database, possibly within the step's transaction.</param>
/// <param name="calendars">For local dates of the office and its hours.</param>
/// <param name="texts">Names of roles.</param>
/// <param name="publicAddress">Public address of the installation; empty: no QR codes, and the ticket names no page.</param>
public sealed class ComplaintLetterValues(CaseFlowDb db, OfficeCalendars calendars, TextCatalog texts, string publicAddress)
{
    /// <summary>The public page on which a complaint is followed with its number and secret.</summary>
    public const string FollowPath = "/q";

    private readonly LetterParts parts = new(db, calendars, texts, publicAddress);

    /// <summary>The ticket (P24.2): number, both dates (R6), acceptor's surname, contacts, the day of the reply, and how to follow it.</summary>
    /// <param name="row">The case, numbered; its office owes the reply, its intake office registered it.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="deadline">The term of the reply (P24.3).</param>
    /// <param name="secret">As it is printed, such as four groups of four signs.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<JsonElement> Ticket(Case row, Complaint complaint, CaseDeadline deadline, string secret, CancellationToken cancellation)
    {
        var language = complaint.Language;
        var office = await parts.Office(row.IntakeOfficeId, cancellation);
        var calendar = await calendars.Of(db, row.IntakeOfficeId, cancellation);
        var hours = await parts.ComplaintHours(office, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number = row.Number,
            received_at = LetterParts.Moment(complaint.ReceivedAt, calendar),
            registered_on = LetterParts.Day(complaint.RegisteredOn),
            registered_later = complaint.RegisteredOn != calendar.DateOf(complaint.ReceivedAt),
            channel = ChannelOf(complaint),
            office = await parts.Letterhead(office, cancellation),
            email = await parts.Email(office.Id, cancellation),
            hours = new { opens = hours.Opens, closes = hours.Closes, break_from = hours.BreakFrom, break_to = hours.BreakTo },
            complainant = await Complainant(complaint, cancellation),
            subject = await Subject(complaint, language, cancellation),
            body = await parts.Body(await parts.Office(row.OfficeId, cancellation), language, cancellation),
            acceptor = await Worker(complaint.AcceptedBy, cancellation),
            term_days = WorkingDaysOf(deadline),
            due_day = await LastDayOf(deadline, cancellation),
            secret,
            follow_url = parts.PublicPage(FollowPath),
            qr_url = parts.QrAddress(complaint.PublicToken),
        });
    }

    /// <summary>The stamp for the second copy of the complaint or its covering letter (P24.1): office, number, date, acceptor.</summary>
    public async Task<JsonElement> Stamp(Case row, Complaint complaint, CancellationToken cancellation)
    {
        var office = await parts.Office(row.IntakeOfficeId, cancellation);
        var calendar = await calendars.Of(db, row.IntakeOfficeId, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number = row.Number,
            registered_on = LetterParts.Day(complaint.RegisteredOn),
            received_at = LetterParts.Moment(complaint.ReceivedAt, calendar),
            office = await parts.Letterhead(office, cancellation),
            complainant = await Complainant(complaint, cancellation),
            acceptor = await Worker(complaint.AcceptedBy, cancellation),
        });
    }

    /// <summary>The covering letter by which ticket and stamp go to a complainant who wrote by post (P24.1, P24.2).</summary>
    /// <param name="row">The case, numbered.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="deadline">The term of the reply (P24.3).</param>
    /// <param name="now">The day of the letter.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<JsonElement> Acknowledgement(Case row, Complaint complaint, CaseDeadline deadline, Instant now, CancellationToken cancellation)
    {
        var language = complaint.Language;
        var office = await parts.Office(row.IntakeOfficeId, cancellation);
        var calendar = await calendars.Of(db, row.IntakeOfficeId, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number = row.Number,
            issued_on = LetterParts.Day(calendar.DateOf(now)),
            office = await parts.Letterhead(office, cancellation),
            complainant = await Complainant(complaint, cancellation),
            complaint = new
            {
                number = row.Number,
                registered_on = LetterParts.Day(complaint.RegisteredOn),
                received_on = LetterParts.Day(calendar.DateOf(complaint.ReceivedAt)),
                postmarked_on = complaint.PostmarkedOn is { } day ? LetterParts.Day(day) : null,
            },
            body = await parts.Body(await parts.Office(row.OfficeId, cancellation), language, cancellation),
            acceptor = await Worker(complaint.AcceptedBy, cancellation),
            term_days = WorkingDaysOf(deadline),
            due_day = await LastDayOf(deadline, cancellation),
        });
    }

    /// <summary>The reasoned reply (P24.3), with the further way (P21, P23) and the question of satisfaction (A4 4.3, 4.4).</summary>
    /// <param name="row">The case; its office gives the reply.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="content">What was found and decided.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<JsonElement> Reply(Case row, Complaint complaint, ReplyContent content, CancellationToken cancellation)
    {
        var language = complaint.Language;
        var office = await parts.Office(row.OfficeId, cancellation);
        var calendar = await calendars.Of(db, row.OfficeId, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number = content.Number,
            issued_on = LetterParts.Day(calendar.DateOf(content.Now)),
            office = await parts.Letterhead(office, cancellation),
            complainant = await Complainant(complaint, cancellation),
            complaint = NumberOf(row, complaint),
            considered_with = LetterParts.NullIfEmpty(content.ConsideredWith),
            subject = await Subject(complaint, language, cancellation),
            verdict = VerdictOf(content.Verdict),
            satisfied = content.Satisfied,
            remedy = content.Remedy,
            facts = content.Facts,
            law = content.Law,
            decision = content.Decision,
            measures = content.Measures.Select(measure => new { text = measure.Text, due = measure.Due is { } due ? LetterParts.Day(due) : null }),
            further = await parts.Bodies(content.Further, language, cancellation),
            signatory = await parts.Signatory(office, content.SignatoryId, language, cancellation),
            qr_url = parts.QrAddress(complaint.PublicToken),
        });
    }

    /// <summary>The complainant is told that another body considers the complaint, and that the term runs on (R6).</summary>
    /// <param name="row">The case.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="fromOfficeId">The office that passes it on and signs this letter.</param>
    /// <param name="toOfficeId">The body that considers it from now on.</param>
    /// <param name="reason">Why, in words for the complainant; may be empty.</param>
    /// <param name="deadline">The term of the reply, as it runs on.</param>
    /// <param name="signatoryId">Who decided to pass it on.</param>
    /// <param name="now">The day of the letter.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<JsonElement> Forwarded(
        Case row,
        Complaint complaint,
        long fromOfficeId,
        long toOfficeId,
        string reason,
        CaseDeadline deadline,
        long signatoryId,
        Instant now,
        CancellationToken cancellation)
    {
        var language = complaint.Language;
        var office = await parts.Office(fromOfficeId, cancellation);
        var calendar = await calendars.Of(db, fromOfficeId, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number = row.Number,
            issued_on = LetterParts.Day(calendar.DateOf(now)),
            office = await parts.Letterhead(office, cancellation),
            complainant = await Complainant(complaint, cancellation),
            complaint = NumberOf(row, complaint),
            body = await parts.Body(await parts.Office(toOfficeId, cancellation), language, cancellation),
            reason = LetterParts.NullIfEmpty(reason),
            term_days = WorkingDaysOf(deadline),
            due_day = await LastDayOf(deadline, cancellation),
            signatory = await parts.Signatory(office, signatoryId, language, cancellation),
            qr_url = parts.QrAddress(complaint.PublicToken),
        });
    }

    /// <summary>Confirms that a complaint was taken back by the complainant.</summary>
    /// <param name="row">The case; its office confirms.</param>
    /// <param name="complaint">The complaint.</param>
    /// <param name="withdrawnAt">When it was taken back.</param>
    /// <param name="recordedBy">The worker who recorded it; 0: nobody, the complainant did so on the public page.</param>
    /// <param name="now">The day of the letter.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<JsonElement> Withdrawn(
        Case row, Complaint complaint, Instant withdrawnAt, long recordedBy, Instant now, CancellationToken cancellation)
    {
        var office = await parts.Office(row.OfficeId, cancellation);
        var calendar = await calendars.Of(db, row.OfficeId, cancellation);
        return JsonSerializer.SerializeToElement(new
        {
            number = row.Number,
            issued_on = LetterParts.Day(calendar.DateOf(now)),
            office = await parts.Letterhead(office, cancellation),
            complainant = await Complainant(complaint, cancellation),
            complaint = NumberOf(row, complaint),
            withdrawn_on = LetterParts.Day(calendar.DateOf(withdrawnAt)),
            acceptor = await Worker(recordedBy, cancellation),
        });
    }

    private static object NumberOf(Case row, Complaint complaint) =>
        new { number = row.Number, registered_on = LetterParts.Day(complaint.RegisteredOn) };

    private static string ChannelOf(Complaint complaint) => complaint.Channel switch
    {
        ComplaintChannel.ByHand => "hand",
        ComplaintChannel.ByPost => "post",
        ComplaintChannel.Spoken => "spoken",
        _ => "web",
    };

    private static string VerdictOf(ComplaintVerdict verdict) => verdict switch
    {
        ComplaintVerdict.Justified => "justified",
        ComplaintVerdict.PartlyJustified => "partly",
        ComplaintVerdict.NotJustified => "not",
        _ => "open",
    };

    private static int? WorkingDaysOf(CaseDeadline deadline)
    {
        var (iso, working) = deadline.Term.Split(' ') is [var period, ..] words ? (period, words.Length > 1) : (deadline.Term, false);
        return Term.FromIso(iso, working) is Term.WorkingDays days ? days.Count : null;
    }

    /// <summary>The day at the office in whose week the term counts.</summary>
    private async Task<string> LastDayOf(CaseDeadline deadline, CancellationToken cancellation) =>
        LetterParts.Day((await calendars.Of(db, deadline.OfficeId, cancellation)).DateOf(deadline.DueAt));

    /// <summary>Null: anonymous.</summary>
    private async Task<object?> Complainant(Complaint complaint, CancellationToken cancellation) =>
        await parts.Party(complaint.CaseId, PartyRole.Applicant, cancellation) is { } party
            ? new { name = party.PersonName.Full, address = LetterParts.NullIfEmpty(party.Address) }
            : null;

    /// <summary>What is complained of, and whom.</summary>
    private async Task<object> Subject(Complaint complaint, string language, CancellationToken cancellation)
    {
        var about = await parts.Office(complaint.AboutOfficeId, cancellation);
        var serviceNumber = complaint.ServiceCaseId == 0 ? "" : await db.Set<Case>().AsNoTracking()
            .Where(found => found.Id == complaint.ServiceCaseId).Select(found => found.Number).SingleAsync(cancellation);
        return new
        {
            kind = complaint.Kind == ComplaintKind.Result ? "result" : "service",
            office = about.Name(language).Text,
            official = LetterParts.NullIfEmpty(complaint.AboutOfficial),
            application = LetterParts.NullIfEmpty(serviceNumber),
        };
    }

    /// <summary>P24.2 asks for the surname of who accepts it. Null: nobody did, it came on the public page.</summary>
    private async Task<object?> Worker(long userId, CancellationToken cancellation)
    {
        if (userId == 0)
        {
            return null;
        }

        var user = await db.Set<User>().AsNoTracking().SingleAsync(found => found.Id == userId, cancellation);
        return new { name = user.FullName };
    }
}
