using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>
/// When one office works: its week, its hours, the days that differ, its time zone. Immutable. Every question about a day
/// outside the years covered throws <see cref="CalendarEndsException"/>: no answer is better than a wrong date.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<LocalDate, DayStatus> _special;
    private readonly FrozenDictionary<LocalDate, IsoDayOfWeek> _workedInPlaceOf;

    /// <summary>Puts a calendar together.</summary>
    /// <exception cref="ArgumentException">A date is listed twice.</exception>
    public WorkingCalendar(
        string key, long version, int firstYear, int lastYear, OfficeHours hours, IReadOnlyCollection<CalendarDay> days, DateTimeZone zone)
    {
        (Key, Version, FirstYear, LastYear, Hours, Zone) = (key, version, firstYear, lastYear, hours, zone);
        if (days.DistinctBy(day => day.Date).Count() != days.Count)
        {
            throw new ArgumentException($"The calendar '{key}' lists a date twice.", nameof(days));
        }

        _special = days.ToFrozenDictionary(day => day.Date, DayReasons.Of);
        _workedInPlaceOf = days.Where(day => day is { Kind: DayKind.TransferOff, TransferredFrom: not null })
            .DistinctBy(day => day.TransferredFrom!.Value)
            .ToFrozenDictionary(day => day.TransferredFrom!.Value, day => day.Date.DayOfWeek);
    }

    /// <summary>The key of the schedule, for example <c>leb</c>.</summary>
    public string Key { get; }

    /// <summary>The version of the data behind it; a deadline is stored with it.</summary>
    public long Version { get; }

    public int FirstYear { get; }

    public int LastYear { get; }

    /// <summary>The hours of an ordinary week.</summary>
    public OfficeHours Hours { get; }

    /// <summary>The office's time zone, with its history.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Whether a day is worked, and why.</summary>
    /// <exception cref="CalendarEndsException">The day lies outside the years covered.</exception>
    public DayStatus StatusOf(LocalDate date)
    {
        if (date.Year < FirstYear || date.Year > LastYear)
        {
            throw new CalendarEndsException(Key, date.Year, FirstYear, LastYear);
        }

        return _special.TryGetValue(date, out var status) ? status
            : Hours.On(date.DayOfWeek).IsEmpty ? DayReasons.DayOff : DayReasons.Worked;
    }

    /// <inheritdoc cref="StatusOf"/>
    public bool IsWorkingDay(LocalDate date) => StatusOf(date).Works;

    /// <summary>The opening periods of a day in order; empty on a day off.</summary>
    /// <exception cref="CalendarEndsException">The day lies outside the years covered.</exception>
    public ImmutableArray<OpenPeriod> HoursOn(LocalDate date)
    {
        if (!IsWorkingDay(date))
        {
            return [];
        }

        // A day off worked by decree has the hours of the weekday in whose place it is worked.
        var own = Hours.On(date.DayOfWeek);
        return own.IsEmpty ? Hours.On(_workedInPlaceOf.GetValueOrDefault(date, IsoDayOfWeek.Monday)) : own;
    }

    /// <summary>The day of an instant at the office.</summary>
    public LocalDate DateOf(Instant instant) => instant.InZone(Zone).Date;

    /// <summary>The instant of a wall-clock time at the office; one that a change of offset skips or repeats is taken leniently.</summary>
    public Instant At(LocalDate date, LocalTime time) => Zone.AtLeniently(date + time).ToInstant();

    /// <summary>True from opening until, but not at, closing, breaks excluded.</summary>
    /// <exception cref="CalendarEndsException">The day lies outside the years covered.</exception>
    public bool IsOpenAt(Instant instant)
    {
        var local = instant.InZone(Zone);
        return HoursOn(local.Date).Any(period => period.From <= local.TimeOfDay && local.TimeOfDay < period.To);
    }

    /// <summary>The first working day after a day.</summary>
    /// <exception cref="CalendarEndsException">It lies outside the years covered.</exception>
    public LocalDate NextWorkingDay(LocalDate after) => WorkingDayFrom(after.PlusDays(1));

    /// <summary>The day itself if it is worked, else the next working day.</summary>
    /// <exception cref="CalendarEndsException">It lies outside the years covered.</exception>
    public LocalDate WorkingDayFrom(LocalDate date)
    {
        while (!IsWorkingDay(date))
        {
            date = date.PlusDays(1);
        }

        return date;
    }

    /// <summary>When the office opens on a working day.</summary>
    /// <exception cref="ArgumentException">It is not a working day.</exception>
    public Instant OpeningOf(LocalDate workingDay) => At(workingDay, WorkedHours(workingDay)[0].From);

    /// <summary>When the office closes for the day on a working day.</summary>
    /// <exception cref="ArgumentException">It is not a working day.</exception>
    public Instant ClosingOf(LocalDate workingDay) => At(workingDay, WorkedHours(workingDay)[^1].To);

    internal IEnumerable<Interval> OpenIntervals(LocalDate date) =>
        HoursOn(date).Select(period => new Interval(At(date, period.From), At(date, period.To)));

    internal ImmutableArray<OpenPeriod> WorkedHours(LocalDate workingDay) =>
        HoursOn(workingDay) is { IsEmpty: false } hours
            ? hours
            : throw new ArgumentException("The office is closed all day.", nameof(workingDay));
}
