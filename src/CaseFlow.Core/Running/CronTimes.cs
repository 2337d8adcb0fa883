using System.Globalization;
using Cronos;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>
/// Cron expressions as Quartz writes them: seconds first, an optional year last, days of the week from 1 (Sunday) to 7.
/// They count in UTC, like all elapsed time.
/// </summary>
internal static class CronTimes
{
    private const int DayOfWeek = 5;
    private const int Year = 6;

    /// <summary>The first time after this one.</summary>
    /// <exception cref="DueTimeException">The expression is malformed, restricts the year, or never occurs.</exception>
    public static Instant Next(string text, Instant after)
    {
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length > Year && fields[Year] != "*")
        {
            throw new DueTimeException($"'{text}': a cron expression with a year is not counted.");
        }

        try
        {
            fields[DayOfWeek] = SundayIsZero(fields[DayOfWeek]);
            var expression = CronExpression.Parse(string.Join(' ', fields.Take(Year)), CronFormat.IncludeSeconds);
            return expression.GetNextOccurrence(after.ToDateTimeUtc()) is { } next
                ? Instant.FromDateTimeUtc(next)
                : throw new DueTimeException($"'{text}' never occurs.");
        }
        catch (CronFormatException error)
        {
            throw new DueTimeException($"'{text}' is not a cron expression: {error.Message}", error);
        }
    }

    /// <summary>Elsewhere Sunday is 0. What follows # or / counts weeks or steps, not days.</summary>
    private static string SundayIsZero(string field)
    {
        var shifted = new System.Text.StringBuilder();
        for (var position = 0; position < field.Length; position++)
        {
            var isDay = char.IsAsciiDigit(field[position]) && (position == 0 || field[position - 1] is not ('#' or '/'));
            shifted.Append(isDay ? ((field[position] - '1' + 7) % 7).ToString(CultureInfo.InvariantCulture) : field[position]);
        }

        return shifted.ToString();
    }
}
