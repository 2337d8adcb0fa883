using System.Collections.Concurrent;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Calendars;

/// <summary>
/// Working calendars ready for use, for all threads of a process. Each question asks the database for the version alone, so an
/// administrator's change is seen by the next deadline in every process.
/// </summary>
public sealed class CalendarCache(string key)
{
    private volatile Built? _built;

    /// <summary>The calendar of a schedule in a time zone, at the version now in the database.</summary>
    /// <exception cref="KeyNotFoundException">The set was never loaded, or there is no such schedule.</exception>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">There is no such zone.</exception>
    public async Task<WorkingCalendar> ForAsync(CaseFlowDb db, string schedule, string zoneId, CancellationToken cancellationToken)
    {
        var version = await db.Set<StoredCalendar>().Where(calendar => calendar.Key == key)
            .Select(calendar => calendar.Version).SingleOrDefaultAsync(cancellationToken);
        var built = _built;
        if (built is null || built.Set.Version != version)
        {
            _built = built = new Built(await CalendarStore.ReadAsync(db, key, cancellationToken));
        }

        return built.Calendars.GetOrAdd((schedule, zoneId), static (which, set) => set.For(which.Schedule, which.ZoneId), built.Set);
    }

    private sealed record Built(CalendarSet Set)
    {
        public ConcurrentDictionary<(string Schedule, string ZoneId), WorkingCalendar> Calendars { get; } = new();
    }
}
