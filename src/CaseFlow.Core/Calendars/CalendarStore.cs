using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Calendars;

/// <summary>Brings the shipped calendars into the database, and reads them back.</summary>
public static class CalendarStore
{
    /// <summary>
    /// Takes a shipped set in when the database does not have its edition yet. What an administrator entered, changed or struck
    /// out stays, and so do years beyond those of the file.
    /// </summary>
    /// <param name="db">A context of its own; its changes are saved.</param>
    /// <param name="shipped">The set as <see cref="CalendarFiles"/> reads it.</param>
    /// <param name="cancellationToken">Stops it between statements.</param>
    /// <returns>True when something changed: what is still running must then be recomputed (R5).</returns>
    public static async Task<bool> LoadAsync(CaseFlowDb db, CalendarSet shipped, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeInAsync(db, shipped, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two processes started together: the loser finds the edition there. Any other failure happens again.
            db.ChangeTracker.Clear();
            return await TakeInAsync(db, shipped, cancellationToken);
        }
    }

    /// <summary>The set as it stands in the database.</summary>
    /// <exception cref="KeyNotFoundException">It was never loaded.</exception>
    public static async Task<CalendarSet> ReadAsync(CaseFlowDb db, string key, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(db.Set<StoredCalendar>().AsNoTracking(), key, cancellationToken)
            ?? throw new KeyNotFoundException($"The calendar '{key}' is not in the database.");
        return new CalendarSet(
            stored.Key,
            stored.Version,
            stored.FirstYear,
            stored.LastYear,
            [.. stored.Days.Where(day => day.Origin != CalendarOrigin.StruckOut).Select(day => day.Day).OrderBy(day => day.Date)],
            [.. stored.Schedules.Where(row => row.Origin != CalendarOrigin.StruckOut).Select(row => row.Schedule).OrderBy(schedule => schedule.Key, StringComparer.Ordinal)]);
    }

    /// <summary>One statement, so that a set is never read half before a change and half after it.</summary>
    private static Task<StoredCalendar?> FindAsync(IQueryable<StoredCalendar> calendars, string key, CancellationToken cancellationToken) =>
        calendars.Include(calendar => calendar.Days).Include(calendar => calendar.Schedules).AsSingleQuery()
            .SingleOrDefaultAsync(calendar => calendar.Key == key, cancellationToken);

    private static async Task<bool> TakeInAsync(CaseFlowDb db, CalendarSet shipped, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(db.Set<StoredCalendar>(), shipped.Key, cancellationToken);
        if (stored?.Edition >= shipped.Version)
        {
            return false;
        }

        if (stored is null)
        {
            stored = new StoredCalendar { Key = shipped.Key, FirstYear = shipped.FirstYear, LastYear = shipped.LastYear };
            db.Add(stored);
        }

        stored.Edition = shipped.Version;
        stored.Version++;
        stored.FirstYear = Math.Min(stored.FirstYear, shipped.FirstYear);
        stored.LastYear = Math.Max(stored.LastYear, shipped.LastYear);
        MergeDays(stored, shipped);
        MergeSchedules(stored, shipped);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private static void MergeDays(StoredCalendar stored, CalendarSet shipped)
    {
        var dates = shipped.Days.Select(day => day.Date).ToHashSet();
        stored.Days.RemoveAll(row => row.Origin == CalendarOrigin.File && !dates.Contains(row.Date));
        var rows = stored.Days.ToDictionary(row => row.Date);
        var no = stored.Days.Select(row => row.No).DefaultIfEmpty().Max();
        foreach (var day in shipped.Days)
        {
            if (!rows.TryGetValue(day.Date, out var row))
            {
                row = new StoredCalendarDay { CalendarId = stored.Id, No = ++no, Date = day.Date };
                stored.Days.Add(row);
            }

            if (row.Origin == CalendarOrigin.File)
            {
                row.Day = day;
            }
        }
    }

    /// <summary>A schedule that an edition drops stays: offices and running cases name it.</summary>
    private static void MergeSchedules(StoredCalendar stored, CalendarSet shipped)
    {
        var rows = stored.Schedules.ToDictionary(row => row.Key, StringComparer.Ordinal);
        var no = stored.Schedules.Select(row => row.No).DefaultIfEmpty().Max();
        foreach (var schedule in shipped.Schedules)
        {
            if (!rows.TryGetValue(schedule.Key, out var row))
            {
                row = new StoredSchedule { CalendarId = stored.Id, No = ++no, Key = schedule.Key };
                stored.Schedules.Add(row);
            }

            if (row.Origin == CalendarOrigin.File)
            {
                row.Schedule = schedule;
            }
        }
    }
}
