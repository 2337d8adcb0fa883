using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Numbers;

/// <summary>
/// Journals that are printed: each number has its line, written in the transaction that draws it, so that a journal has
/// neither gap nor duplicate (P24.1). During an outage numbers are set aside for paper; afterwards they are entered, or
/// voided with a reason. A journal of a past year is closed: nothing is added to it any more.
/// </summary>
public sealed class Journals(CaseFlowDb db, OfficeCalendars calendars, IClock clock)
{
    /// <summary>The most numbers set aside at once: what one day of an outage may need.</summary>
    public const int MostSetAside = 100;

    /// <summary>Draws the next number for a case, within the caller's transaction. The counter stays locked until it ends.</summary>
    /// <param name="db">A database with a transaction open.</param>
    /// <param name="entry">The line: office, series, year, case, day, when, by whom. Its number is filled in.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="JournalClosedException">The year is closed.</exception>
    public static async Task<int> Draw(CaseFlowDb db, JournalEntry entry, CancellationToken cancellation)
    {
        // The counter first: whoever closes the year holds it, too.
        entry.No = await Journal.Draw(db, entry.OfficeId, entry.Series, entry.Year, cancellation);
        await RefuseClosed(db, entry.OfficeId, entry.Series, entry.Year, cancellation);
        db.Add(entry);
        return entry.No;
    }

    /// <summary>Gives a number that was set aside to a case, within the caller's transaction.</summary>
    /// <param name="db">A database with a transaction open.</param>
    /// <param name="entry">The line as it will be.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>False: the number is not set aside, or not any more.</returns>
    /// <exception cref="JournalClosedException">The year is closed.</exception>
    public static async Task<bool> Enter(CaseFlowDb db, JournalEntry entry, CancellationToken cancellation)
    {
        await RefuseClosed(db, entry.OfficeId, entry.Series, entry.Year, cancellation);
        return await Find(db, entry.OfficeId, entry.Series, entry.Year, entry.No).Where(row => row.State == JournalEntryState.SetAside)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, JournalEntryState.Used)
                    .SetProperty(row => row.CaseId, entry.CaseId)
                    .SetProperty(row => row.Day, entry.Day)
                    .SetProperty(row => row.ChangedAt, entry.ChangedAt)
                    .SetProperty(row => row.ChangedBy, entry.ChangedBy),
                cancellation) == 1;
    }

    public static Task<bool> IsClosed(CaseFlowDb db, long officeId, string series, int year, CancellationToken cancellation) =>
        db.Set<JournalClosure>().AnyAsync(row => row.OfficeId == officeId && row.Series == series && row.Year == year, cancellation);

    /// <summary>Numbers set aside and not yet used, for those who enter what was written on paper.</summary>
    public static Task<List<JournalEntry>> WaitingToBeEntered(CaseFlowDb db, long officeId, string series, CancellationToken cancellation) =>
        db.Set<JournalEntry>().AsNoTracking()
            .Where(row => row.OfficeId == officeId && row.Series == series && row.State == JournalEntryState.SetAside)
            .OrderBy(row => row.Year).ThenBy(row => row.No).ToListAsync(cancellation);

    /// <summary>A year's lines in order, and how it was closed; of an office outside the scope nothing.</summary>
    public async Task<JournalYear> Read(Scope scope, long officeId, string series, int year, CancellationToken cancellation) => scope.Sees(officeId)
        ? new JournalYear(
            await db.Set<JournalEntry>().AsNoTracking().Where(row => row.OfficeId == officeId && row.Series == series && row.Year == year)
                .OrderBy(row => row.No).ToListAsync(cancellation),
            await db.Set<JournalClosure>().AsNoTracking().FirstOrDefaultAsync(row => row.OfficeId == officeId && row.Series == series && row.Year == year, cancellation))
        : new JournalYear([], null);

    /// <summary>Sets the next numbers aside for paper.</summary>
    /// <returns>The numbers, or the key of the text that says why not.</returns>
    /// <exception cref="UnauthorizedAccessException">The person is not of the office's chancery.</exception>
    public async Task<(IReadOnlyList<int> Numbers, string? Problem)> SetAside(
        Scope scope, long officeId, string series, int count, string reason, CancellationToken cancellation)
    {
        Demand(scope, officeId);
        if (count is < 1 or > MostSetAside || !IsReason(reason))
        {
            return ([], count is < 1 or > MostSetAside ? JournalProblems.Count : JournalProblems.Reason);
        }

        var now = clock.GetCurrentInstant();
        var today = (await calendars.Of(db, officeId, cancellation)).DateOf(now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var numbers = new List<int>();
        for (var at = 0; at < count; at++)
        {
            numbers.Add(await Draw(db, Line(officeId, series, today, reason, scope, now), cancellation));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return (numbers, null);
    }

    /// <summary>Voids a number that was set aside and not needed.</summary>
    /// <returns>Null, or the key of the text that says why not.</returns>
    /// <exception cref="UnauthorizedAccessException">The person is not of the office's chancery.</exception>
    public async Task<string?> Void(Scope scope, long officeId, string series, int year, int no, string reason, CancellationToken cancellation)
    {
        Demand(scope, officeId);
        if (!IsReason(reason))
        {
            return JournalProblems.Reason;
        }

        if (await IsClosed(db, officeId, series, year, cancellation))
        {
            return JournalProblems.Closed;
        }

        var (now, userId, why) = (clock.GetCurrentInstant(), scope.UserId ?? 0, reason.Trim());
        return await Find(db, officeId, series, year, no).Where(row => row.State == JournalEntryState.SetAside).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, JournalEntryState.Voided)
                .SetProperty(row => row.Reason, why)
                .SetProperty(row => row.ChangedAt, now)
                .SetProperty(row => row.ChangedBy, userId),
            cancellation) == 1 ? null : JournalProblems.NotSetAside;
    }

    /// <summary>Closes the journal of a past year. Numbers set aside must have been entered or voided before.</summary>
    /// <returns>Null, or the key of the text that says why not.</returns>
    /// <exception cref="UnauthorizedAccessException">The person is not of the office's chancery.</exception>
    public async Task<string?> Close(Scope scope, long officeId, string series, int year, CancellationToken cancellation)
    {
        Demand(scope, officeId);
        var now = clock.GetCurrentInstant();
        if (year >= (await calendars.Of(db, officeId, cancellation)).DateOf(now).Year)
        {
            return JournalProblems.YearNotOver;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var last = await Hold(officeId, series, year, cancellation);
        var problem = await IsClosed(db, officeId, series, year, cancellation) ? JournalProblems.Closed
            : await db.Set<JournalEntry>().AnyAsync(row => row.OfficeId == officeId && row.Series == series && row.Year == year && row.State == JournalEntryState.SetAside, cancellation)
                ? JournalProblems.StillSetAside
                : null;
        if (problem is null)
        {
            db.Add(new JournalClosure { OfficeId = officeId, Series = series, Year = year, Last = last, ClosedAt = now, ClosedBy = scope.UserId ?? 0 });
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(CancellationToken.None);
        }

        return problem;
    }

    private static async Task RefuseClosed(CaseFlowDb db, long officeId, string series, int year, CancellationToken cancellation)
    {
        if (await IsClosed(db, officeId, series, year, cancellation))
        {
            throw new JournalClosedException(series, year);
        }
    }

    private static IQueryable<JournalEntry> Find(CaseFlowDb db, long officeId, string series, int year, int no) =>
        db.Set<JournalEntry>().Where(row => row.OfficeId == officeId && row.Series == series && row.Year == year && row.No == no);

    private static JournalEntry Line(long officeId, string series, LocalDate day, string reason, Scope scope, Instant now) => new()
    {
        OfficeId = officeId,
        Series = series,
        Year = day.Year,
        State = JournalEntryState.SetAside,
        Day = day,
        Reason = reason.Trim(),
        ChangedAt = now,
        ChangedBy = scope.UserId ?? 0,
    };

    private static bool IsReason(string reason) => reason.Trim().Length is > 0 and <= JournalEntry.ReasonLength;

    private static void Demand(Scope scope, long officeId)
    {
        if (!scope.Has(Roles.Chancery, officeId))
        {
            throw new UnauthorizedAccessException("Only the chancery of the office keeps its journals.");
        }
    }

    /// <summary>Locks the counter, so that no number is drawn while the year is closed; returns the number drawn last.</summary>
    private async Task<int> Hold(long officeId, string series, int year, CancellationToken cancellation)
    {
        var counter = db.Set<NumberSeries>().Where(row => row.OfficeId == officeId && row.Series == series && row.Year == year);
        if (await counter.ExecuteUpdateAsync(set => set.SetProperty(row => row.Last, row => row.Last), cancellation) == 1)
        {
            return await counter.AsNoTracking().Select(row => row.Last).SingleAsync(cancellation);
        }

        db.Add(new NumberSeries { OfficeId = officeId, Series = series, Year = year, Last = 0 });
        await db.SaveChangesAsync(cancellation);
        return 0;
    }
}

/// <summary>A year of a journal as it is printed.</summary>
/// <param name="Lines">In order of their numbers, from 1.</param>
/// <param name="Closure">Null: it is open.</param>
public sealed record JournalYear(IReadOnlyList<JournalEntry> Lines, JournalClosure? Closure);

/// <summary>Keys of the texts that say why a journal cannot be changed so.</summary>
public static class JournalProblems
{
    public const string Count = "journal.error.count";
    public const string Reason = "journal.error.reason";
    public const string Closed = "journal.error.closed";
    public const string NotSetAside = "journal.error.not-set-aside";
    public const string YearNotOver = "journal.error.year-not-over";
    public const string StillSetAside = "journal.error.still-set-aside";
}

/// <summary>A number of a closed year was asked for.</summary>
public sealed class JournalClosedException(string series, int year) : Exception($"The journal {series} of {year} is closed.");
