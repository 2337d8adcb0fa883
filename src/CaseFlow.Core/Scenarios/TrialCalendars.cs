using System.Collections.Concurrent;
using CaseFlow.Core.Calendars;
using NodaTime;

namespace CaseFlow.Core.Scenarios;

/// <summary>The calendars by which trials count, each made once: a trial asks for its own again and again. Thread-safe.</summary>
internal sealed class TrialCalendars(CalendarSet set)
{
    private static readonly ConcurrentDictionary<string, TrialCalendars> Shipped = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Schedule, DateTimeZone Zone), WorkingCalendar> made = new();

    /// <summary>Key of the set, which trials may use for the office's own calendar.</summary>
    public string Key => set.Key;

    /// <summary>The set that ships, as seen from a scenario file; null: none was found.</summary>
    public static TrialCalendars? Beside(string scenario) => WorkflowsFolder.CalendarFile(scenario) is { } file
        ? Shipped.GetOrAdd(file, static path => new TrialCalendars(CalendarFiles.Read(path)))
        : null;

    /// <summary>The calendar of a schedule.</summary>
    /// <exception cref="KeyNotFoundException">There is no such schedule.</exception>
    public WorkingCalendar Of(string schedule, DateTimeZone zone) => made.GetOrAdd((schedule, zone), key => set.For(key.Schedule, key.Zone));
}
