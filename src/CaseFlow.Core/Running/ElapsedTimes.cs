using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Running;

/// <summary>Due times by the clock alone, in UTC: for timers that name no calendar.</summary>
public sealed class ElapsedTimes : IDueTimes
{
    /// <inheritdoc />
    public ValueTask<Instant> Count(TimerSpecification specification, Instant from, bool again, long officeId, CancellationToken cancellation)
    {
        if (specification.Calendar is { } calendar)
        {
            throw new DueTimeException($"There is no calendar '{calendar}'.");
        }

        return ValueTask.FromResult(specification.Kind switch
        {
            TimerKind.Date => Date(specification.Value),
            TimerKind.Duration => Add(specification.Value, from),
            TimerKind.Cycle => Next(specification.Value, from, again),
            _ => throw new DueTimeException($"A timer of kind {specification.Kind} is not counted by the clock."),
        });
    }

    /// <inheritdoc />
    public ValueTask<Instant> CountBack(string duration, Instant due, string? calendar, long officeId, CancellationToken cancellation)
    {
        if (calendar is not null)
        {
            throw new DueTimeException($"There is no calendar '{calendar}'.");
        }

        return ValueTask.FromResult(due.InUtc().LocalDateTime.Minus(Parse(duration)).InUtc().ToInstant());
    }

    /// <summary>An ISO 8601 date-time; without an offset it is UTC.</summary>
    /// <exception cref="DueTimeException">It is none.</exception>
    public static Instant Date(string text)
    {
        if (!Iso8601.IsDateTime(text))
        {
            throw new DueTimeException($"'{text}' is not an ISO 8601 date-time.");
        }

        return Instant.FromDateTimeOffset(DateTimeOffset.Parse(
            text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal));
    }

    private static Instant Next(string cycle, Instant from, bool again)
    {
        if (Cron.IsCron(cycle))
        {
            return CronTimes.Next(cycle, from);
        }

        // "start/interval": the first occurrence is the start itself.
        var slash = cycle.IndexOf('/', StringComparison.Ordinal);
        return slash >= 0 && !again ? Date(cycle[..slash]) : Add(cycle[(slash + 1)..], from);
    }

    private static Instant Add(string duration, Instant from)
    {
        try
        {
            return from.InUtc().LocalDateTime.Plus(Parse(duration)).InUtc().ToInstant();
        }
        catch (Exception error) when (error is OverflowException or ArgumentOutOfRangeException)
        {
            throw new DueTimeException($"'{duration}' leads beyond the end of time.", error);
        }
    }

    private static Period Parse(string duration)
    {
        var parsed = PeriodPattern.NormalizingIso.Parse(duration.Replace(',', '.'));
        return parsed.Success ? parsed.Value : throw new DueTimeException($"'{duration}' is not an ISO 8601 duration.");
    }
}
