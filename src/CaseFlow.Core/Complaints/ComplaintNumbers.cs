using CaseFlow.Core.Database;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Complaints;

/// <summary>Numbers of the chancery's journals, each with its line, in the transaction of the step (P24.1).</summary>
internal static class ComplaintNumbers
{
    /// <summary>The incoming number. It belongs to the year of registration (R6); one set aside during an outage is taken as it is.</summary>
    /// <exception cref="ReservedNumberTakenException">Somebody else has entered the number that was set aside.</exception>
    /// <exception cref="JournalClosedException">The year has been closed.</exception>
    public static async Task<string> Incoming(
        CaseFlowDb db, Complaint complaint, long officeId, ComplaintSettings settings, int? reservedNo, Instant now, CancellationToken cancellation)
    {
        var line = Line(ComplaintJournal.Incoming, officeId, complaint.CaseId, complaint.RegisteredOn, now, complaint.AcceptedBy);
        if (reservedNo is { } no)
        {
            line.No = no;
            if (!await Journals.Enter(db, line, cancellation))
            {
                throw new ReservedNumberTakenException();
            }
        }
        else
        {
            await Journals.Draw(db, line, cancellation);
        }

        return await Format(db, line, settings, cancellation);
    }

    /// <summary>The number of a reply, of the day on which it is approved.</summary>
    /// <exception cref="JournalClosedException">The year has been closed.</exception>
    public static async Task<string> Reply(
        CaseFlowDb db, long caseId, long officeId, LocalDate day, ComplaintSettings settings, Instant now, long by, CancellationToken cancellation)
    {
        var line = Line(ComplaintJournal.Replies, officeId, caseId, day, now, by);
        await Journals.Draw(db, line, cancellation);
        return await Format(db, line, settings, cancellation);
    }

    private static JournalEntry Line(string series, long officeId, long caseId, LocalDate day, Instant now, long by) => new()
    {
        OfficeId = officeId,
        Series = series,
        Year = day.Year,
        State = JournalEntryState.Used,
        CaseId = caseId,
        Day = day,
        ChangedAt = now,
        ChangedBy = by,
    };

    private static async Task<string> Format(CaseFlowDb db, JournalEntry line, ComplaintSettings settings, CancellationToken cancellation)
    {
        var code = await db.Set<Office>().Where(office => office.Id == line.OfficeId).Select(office => office.Code).SingleAsync(cancellation);
        return Journal.Format(settings.Numbering[line.Series], code, line.Year, line.No);
    }
}

/// <summary>Somebody else has entered the number that was set aside: nothing is registered.</summary>
internal sealed class ReservedNumberTakenException() : Exception("The number is not set aside any more.");
