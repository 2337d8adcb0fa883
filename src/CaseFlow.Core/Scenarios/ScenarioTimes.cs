using CaseFlow.Core.Calendars;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Scenarios;

/// <summary>
/// Times of a trial: date-times without offset are in the office's zone; working time is that of the office's kind in the
/// given calendars.
/// </summary>
internal sealed class ScenarioTimes(ScenarioOptions options, TrialCalendars? calendars) : IDueTimes
{
    private static readonly ElapsedTimes Elapsed = new();
    private static readonly InstantPattern Default = InstantPattern.General;

    /// <summary>Where a trial without a clock begins.</summary>
    public static Instant DefaultStart => Default.Parse("2030-01-01T00:00:00Z").Value;

    /// <summary>Offices have the country's zone; without an office it is UTC.</summary>
    public DateTimeZone Zone { get; } = options.Office is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb["Asia/Almaty"];

    public ValueTask<Instant> Count(TimerSpecification specification, Instant from, bool again, long officeId, CancellationToken cancellation)
    {
        if (specification.Kind == TimerKind.Date)
        {
            return ValueTask.FromResult(At(specification.Value));
        }

        var calendar = specification.Calendar ?? options.Calendar;
        return calendar is null || IsNothing(specification.Value)
            ? Elapsed.Count(specification with { Calendar = null }, from, again, officeId, cancellation)
            : ValueTask.FromResult(WorkingDueTimes.Count(specification, from, CalendarOf(calendar)));
    }

    public ValueTask<Instant> CountBack(string duration, Instant due, string? calendar, long officeId, CancellationToken cancellation) =>
        (calendar ?? options.Calendar) is { } name
            ? ValueTask.FromResult(WorkingDueTimes.CountBack(duration, due, CalendarOf(name)))
            : Elapsed.CountBack(duration, due, null, officeId, cancellation);

    /// <summary>The calendar of a schedule; <c>working</c> and the set's own key mean that of the office's kind.</summary>
    /// <exception cref="DueTimeException">There is no such calendar.</exception>
    public WorkingCalendar CalendarOf(string name)
    {
        if (calendars is null)
        {
            throw new DueTimeException("No calendars were found: they lie in workflows/calendars above the scenario.");
        }

        try
        {
            var own = name == "working" || name == calendars.Key;
            return calendars.Of(own ? options.Office ?? throw new DueTimeException($"The calendar «{name}» needs the option «office».") : name, Zone);
        }
        catch (KeyNotFoundException unknown)
        {
            throw new DueTimeException(unknown.Message, unknown);
        }
    }

    /// <summary>A date-time of a model or a scenario.</summary>
    /// <exception cref="DueTimeException">It is none.</exception>
    public Instant At(string text)
    {
        var local = LocalDateTimePattern.ExtendedIso.Parse(text.Length == 10 ? text + "T00:00:00" : text.Length == 16 ? text + ":00" : text);
        return local.Success ? local.Value.InZoneLeniently(Zone).ToInstant() : ElapsedTimes.Date(text);
    }

    /// <summary>So much later, by the clock.</summary>
    /// <exception cref="DueTimeException">It is no duration.</exception>
    public static Instant After(Instant from, string duration) => from.InUtc().LocalDateTime.Plus(Parse(duration)).InUtc().ToInstant();

    /// <summary>Replaces <c>$now</c> and <c>$now+P1D</c>, at any depth, by the clock's time as text without offset.</summary>
    public Value Resolve(Value value, Instant now) => value switch
    {
        TextValue text when text.Text == "$now" => Text(now),
        TextValue text when text.Text.StartsWith("$now+", StringComparison.Ordinal) => Text(After(now, text.Text[5..])),
        TextValue text when text.Text.StartsWith("$now-", StringComparison.Ordinal) => Text(Before(now, text.Text[5..])),
        ListValue list => Value.Of([.. list.Items.Select(item => Resolve(item, now))]),
        MapValue map => new MapValue(Variables.Of([.. map.Entries.Select(entry => (entry.Key, Resolve(entry.Value, now)))])),
        _ => value,
    };

    private static Instant Before(Instant from, string duration) => from.InUtc().LocalDateTime.Minus(Parse(duration)).InUtc().ToInstant();

    private static Period Parse(string duration) =>
        PeriodPattern.NormalizingIso.Parse(duration) is { Success: true } parsed ? parsed.Value : throw new DueTimeException($"'{duration}' is not an ISO 8601 duration.");

    private Value Text(Instant instant) => Value.Of(LocalDateTimePattern.ExtendedIso.Format(instant.InZone(Zone).LocalDateTime));

    private static bool IsNothing(string duration) =>
        PeriodPattern.NormalizingIso.Parse(duration[(duration.LastIndexOf('/') + 1)..]) is { Success: true } parsed && parsed.Value.Equals(Period.Zero);
}
