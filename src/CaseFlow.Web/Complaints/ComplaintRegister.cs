using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using CaseFlow.Web.Localization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Complaints;

/// <summary>A line of the journal as it is shown and printed.</summary>
/// <param name="Entry">The number.</param>
/// <param name="Number">As printed on papers.</param>
/// <param name="Complaint">The complaint that has it; null: none.</param>
/// <param name="Complainant">Short name; empty: anonymous, or no complaint.</param>
/// <param name="About">The office complained of.</param>
/// <param name="DueAt">When the reply is due; null: no complaint.</param>
/// <param name="IsLate">It was, or is, late.</param>
public sealed record RegisterLine(JournalEntry Entry, string Number, Complaint? Complaint, string Complainant, Line? About, Instant? DueAt, bool IsLate)
{
    /// <summary>voided, setAside, withdrawn, answered, late or open: part of a text's key, and of the filter.</summary>
    public string State => (Entry.State, Complaint) switch
    {
        (JournalEntryState.Voided, _) => "voided",
        (JournalEntryState.SetAside, _) => "setAside",
        (_, { WithdrawnAt: not null }) => "withdrawn",
        (_, { RepliedAt: not null }) => "answered",
        _ => IsLate ? "late" : "open",
    };
}

/// <summary>Reads a journal with the complaints that stand in it.</summary>
public sealed class ComplaintRegister(CaseFlowDb db, Journals journals, PageTexts texts)
{
    /// <summary>The lines of a year, in order of their numbers.</summary>
    /// <param name="scope">Who reads.</param>
    /// <param name="office">Whose journal.</param>
    /// <param name="series">Which journal.</param>
    /// <param name="year">The year of registration.</param>
    /// <param name="format">How its numbers are printed.</param>
    /// <param name="now">To tell what is late.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<(IReadOnlyList<RegisterLine> Lines, JournalClosure? Closure)> ReadAsync(
        Scope scope, Core.Offices.Office office, string series, int year, string format, Instant now, CancellationToken cancel)
    {
        var journal = await journals.Read(scope, office.Id, series, year, cancel);
        var ids = journal.Lines.Select(static line => line.CaseId).Where(static id => id != 0).ToArray();
        var complaints = await db.Set<Complaint>().AsNoTracking().Where(row => ids.Contains(row.CaseId)).ToDictionaryAsync(static row => row.CaseId, cancel);
        var names = await db.Set<CaseParty>().AsNoTracking().Where(party => ids.Contains(party.CaseId) && party.Role == PartyRole.Applicant)
            .ToDictionaryAsync(static party => party.CaseId, static party => party.PersonName.Short, cancel);
        var terms = await db.Set<CaseDeadline>().AsNoTracking().Where(term => ids.Contains(term.CaseId) && term.RequirementId == ComplaintSettings.Reply)
            .ToDictionaryAsync(static term => term.CaseId, cancel);
        var aboutIds = complaints.Values.Select(static row => row.AboutOfficeId).Distinct().ToArray();
        var about = await db.Set<Core.Offices.Office>().AsNoTracking().Where(one => aboutIds.Contains(one.Id)).ToDictionaryAsync(static one => one.Id, cancel);
        return ([.. journal.Lines.Select(Line)], journal.Closure);

        RegisterLine Line(JournalEntry entry)
        {
            var complaint = complaints.GetValueOrDefault(entry.CaseId);
            var term = terms.GetValueOrDefault(entry.CaseId);
            return new RegisterLine(
                entry,
                Journal.Format(format, office.Code, entry.Year, entry.No),
                complaint,
                names.GetValueOrDefault(entry.CaseId, ""),
                complaint is null ? null : about.GetValueOrDefault(complaint.AboutOfficeId)?.Name(texts.Language),
                term?.DueAt,
                term is not null && (term.Late || (term.MetAt is null && term.DueAt <= now)));
        }
    }
}
