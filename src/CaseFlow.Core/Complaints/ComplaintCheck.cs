using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Files;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>What was found out about a complaint that is handed in.</summary>
/// <param name="Errors">What must be mended; the rest counts only when there is none.</param>
/// <param name="ServiceCaseId">The service case complained of; 0: none.</param>
/// <param name="AboutOfficeId">The office complained of.</param>
/// <param name="RepeatsCaseId">An answered complaint of the same person about the same; 0: none.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="RegisteredOn">Its date of registration (R6).</param>
/// <param name="RegisteredAt">The moment from which its term is counted (R6).</param>
internal sealed record CheckedComplaint(
    IReadOnlyList<FieldError> Errors, long ServiceCaseId, long AboutOfficeId, long RepeatsCaseId, Instant ReceivedAt, LocalDate RegisteredOn, Instant RegisteredAt);

/// <summary>Checks a complaint before it is registered. Nobody is turned away: only what cannot be written down is an error.</summary>
internal sealed class ComplaintCheck(CaseFlowDb db, OfficeCalendars calendars, Definition definition, ComplaintSettings settings, Instant now)
{
    private readonly List<FieldError> errors = [];

    public async Task<CheckedComplaint> Make(NewComplaint complaint, CancellationToken cancellation)
    {
        CheckTexts(complaint);
        var (serviceCase, about) = await About(complaint, cancellation);
        CheckPeople(complaint, (await calendars.Of(db, complaint.OfficeId, cancellation)).DateOf(now));
        await CheckFiles(complaint, cancellation);
        var received = complaint.ReceivedAt ?? now;
        var (day, at) = await Registration(complaint, received, cancellation);
        var repeats = errors.Count == 0 ? await RepeatedComplaints.Find(db, complaint, serviceCase, about, cancellation) : 0;
        return new CheckedComplaint(errors, serviceCase, about, repeats, received, day, at);
    }

    private void CheckTexts(NewComplaint complaint)
    {
        Demand(!string.IsNullOrWhiteSpace(complaint.Text), nameof(complaint.Text), ComplaintErrors.TextMissing);
        Demand(complaint.Text.Length <= CaseText.TextLength, nameof(complaint.Text), ComplaintErrors.TextTooLong, CaseText.TextLength);
        Demand(complaint.Request.Length <= CaseText.TextLength, nameof(complaint.Request), ComplaintErrors.TextTooLong, CaseText.TextLength);
        Demand(complaint.AboutOfficial.Length <= Complaint.OfficialLength, nameof(complaint.AboutOfficial), ComplaintErrors.TextTooLong, Complaint.OfficialLength);
        Demand(complaint.Language is Languages.Kk or Languages.Ru, nameof(complaint.Language), PersonErrors.Language);
    }

    /// <summary>The service case by its number, and the office complained of: that of the case, or the one that took it in if that was chosen.</summary>
    private async Task<(long ServiceCaseId, long AboutOfficeId)> About(NewComplaint complaint, CancellationToken cancellation)
    {
        Case? serviceCase = null;
        if (complaint.ServiceCaseNumber.Trim() is { Length: > 0 } number)
        {
            serviceCase = await db.Set<Case>().AsNoTracking()
                .Where(row => row.Number == number && db.Set<Application>().Any(application => application.CaseId == row.Id))
                .OrderBy(row => row.Id).FirstOrDefaultAsync(cancellation);
            Demand(serviceCase is not null, nameof(complaint.ServiceCaseNumber), ComplaintErrors.NoSuchCase);
        }

        var about = serviceCase is null ? complaint.AboutOfficeId
            : complaint.AboutOfficeId == serviceCase.IntakeOfficeId ? serviceCase.IntakeOfficeId
            : serviceCase.OfficeId;
        if (about is not { } aboutId)
        {
            Demand(serviceCase is not null || complaint.ServiceCaseNumber.Trim().Length > 0, nameof(complaint.AboutOfficeId), ComplaintErrors.AboutMissing);
            return (0, 0);
        }

        var bodies = await ComplaintRouting.BodiesFor(db, definition, complaint.Kind, aboutId, cancellation);
        Demand(bodies.Count > 0, nameof(complaint.AboutOfficeId), ComplaintErrors.AboutNobody);
        var knownPerson = complaint.AboutUserId == 0
            || await db.Set<Assignment>().AnyAsync(row => row.UserId == complaint.AboutUserId && row.OfficeId == aboutId, cancellation);
        Demand(knownPerson, nameof(complaint.AboutUserId), ComplaintErrors.AboutPerson);
        return (serviceCase?.Id ?? 0, aboutId);
    }

    /// <summary>A complainant needs a name and an address for the reply (P24.3); papers are not asked for, but what is given must be right.</summary>
    private void CheckPeople(NewComplaint complaint, LocalDate today)
    {
        if (complaint.Complainant is { } complainant)
        {
            complainant.Role = PartyRole.Applicant;
            CheckParty(nameof(complaint.Complainant), complainant, today);
            Demand(!complaint.WantsEmail || complainant.Email.Length > 0, nameof(complaint.Complainant) + ".Email", ComplaintErrors.EmailMissing);
        }
        else
        {
            Demand(complaint.Representative is null, nameof(complaint.Representative), ComplaintErrors.RepresentativeAlone);
            Demand(!complaint.WantsEmail, nameof(complaint.WantsEmail), ComplaintErrors.EmailMissing);
        }

        if (complaint.Representative is { } representative)
        {
            representative.Role = PartyRole.Representative;
            CheckParty(nameof(complaint.Representative), representative, today);
        }
    }

    private void CheckParty(string prefix, CaseParty party, LocalDate today)
    {
        // The language is the complaint's, and has been checked.
        party.Language = Languages.Kk;
        CaseParties.Clean(party);
        errors.AddRange(CaseParties.Check(party, today).Where(static error => !IsNotAsked(error)).Select(error => error.Under(prefix)));
    }

    private static bool IsNotAsked(FieldError error) =>
        error.Field.StartsWith(nameof(CaseParty.Document), StringComparison.Ordinal)
        || error.Key is PersonErrors.PhoneMissing
        || (error.Field == nameof(CaseParty.Iin) && error.Key is PersonErrors.Required);

    /// <summary>Only attachments that were stored under this very complaint.</summary>
    private async Task CheckFiles(NewComplaint complaint, CancellationToken cancellation)
    {
        var named = complaint.FileIds.Distinct().ToArray();
        var known = await db.Set<StoredFile>().CountAsync(file => named.Contains(file.Id) && file.CaseId == complaint.CaseId, cancellation);
        Demand(known == named.Length, nameof(complaint.FileIds), ComplaintErrors.File);
    }

    /// <summary>R6: what comes after hours or on a day off is registered on the next working day, in the journal of that day's year.</summary>
    private async Task<(LocalDate Day, Instant At)> Registration(NewComplaint complaint, Instant received, CancellationToken cancellation)
    {
        Demand(received <= now, nameof(complaint.ReceivedAt), ComplaintErrors.InFuture);
        var hours = await ComplaintIntake.HoursOf(db, calendars, settings, complaint.OfficeId, cancellation);
        var postmark = complaint.PostmarkedOn;
        Demand(postmark is null || (complaint.Channel == ComplaintChannel.ByPost && postmark <= hours.DateOf(received)), nameof(complaint.PostmarkedOn), ComplaintErrors.Postmark);
        try
        {
            var day = OfficeDates.RegistrationDate(hours, received);
            await CheckTerms(complaint.OfficeId, received, cancellation);
            await CheckJournal(complaint, day.Year, cancellation);
            return (day, day == hours.DateOf(received) ? received : hours.OpeningOf(day));
        }
        catch (CalendarEndsException ends)
        {
            // As text: a year is no quantity.
            errors.Add(new FieldError("", ComplaintErrors.CalendarEnds, ends.Year.ToString(CultureInfo.InvariantCulture)));
            return (hours.DateOf(received), received);
        }
    }

    /// <summary>A term that cannot be counted is told now, not as an incident afterwards.</summary>
    private async Task CheckTerms(long officeId, Instant received, CancellationToken cancellation)
    {
        foreach (var term in settings.Terms.Values)
        {
            Deadline.Compute(received, term.Term, await calendars.Of(db, officeId, cancellation, term.Schedule), term.Rule);
        }
    }

    private async Task CheckJournal(NewComplaint complaint, int year, CancellationToken cancellation)
    {
        if (await Journals.IsClosed(db, complaint.OfficeId, ComplaintJournal.Incoming, year, cancellation))
        {
            errors.Add(new FieldError(nameof(complaint.ReceivedAt), ComplaintErrors.YearClosed, year.ToString(CultureInfo.InvariantCulture)));
        }
        else if (complaint.ReservedNo is { } no)
        {
            var setAside = await db.Set<JournalEntry>().AnyAsync(
                row => row.OfficeId == complaint.OfficeId && row.Series == ComplaintJournal.Incoming && row.Year == year && row.No == no && row.State == JournalEntryState.SetAside,
                cancellation);
            Demand(setAside, nameof(complaint.ReservedNo), ComplaintErrors.ReservedNumber);
        }
    }

    private void Demand(bool holds, string field, string key, params object[] values)
    {
        if (!holds)
        {
            errors.Add(new FieldError(field, key, values));
        }
    }
}
