using System.Collections.Immutable;
using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>All that is known about a country's working time at one version: the list of days and the schedules.</summary>
/// <param name="Key">The key of the set, for example <c>kz</c>.</param>
/// <param name="Version">Raised by every change of a day, an hour or the years covered; deadlines are stored with it.</param>
/// <param name="FirstYear">The first year whose days are all entered.</param>
/// <param name="LastYear">The last year whose days are all entered.</param>
/// <param name="Days">The days that differ from the ordinary week, in order of date.</param>
/// <param name="Schedules">The schedules, by key in order.</param>
public sealed record CalendarSet(
    string Key, long Version, int FirstYear, int LastYear, ImmutableArray<CalendarDay> Days, ImmutableArray<Schedule> Schedules)
{
    /// <summary>The calendar of an office that works by a schedule, in its time zone.</summary>
    /// <exception cref="KeyNotFoundException">There is no such schedule.</exception>
    public WorkingCalendar For(string schedule, DateTimeZone zone)
    {
        var found = Schedules.FirstOrDefault(s => string.Equals(s.Key, schedule, StringComparison.Ordinal))
            ?? throw new KeyNotFoundException($"There is no working schedule '{schedule}' in the calendar '{Key}'.");
        var days = found.Week == Week.SixDay ? SixDayWeek.From(Days, found.FollowsTransfers) : Days;
        return new WorkingCalendar(found.Key, Version, FirstYear, LastYear, found.Hours, days, zone);
    }

    /// <summary>The same, with the zone by its tz database id, for example <c>Asia/Almaty</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such schedule.</exception>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">There is no such zone.</exception>
    public WorkingCalendar For(string schedule, string zoneId) => For(schedule, DateTimeZoneProviders.Tzdb[zoneId]);
}
