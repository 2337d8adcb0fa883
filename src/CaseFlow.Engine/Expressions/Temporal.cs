using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>
/// A date or a duration. It exists only inside one evaluation, so that it is compared and reckoned with as such; outside it
/// is the ISO 8601 text it prints as (<see cref="Plain"/>), and states and JSON know nothing of it.
/// </summary>
internal abstract record TemporalValue : Value
{
    internal sealed override int Size => 30;

    /// <summary>The value with its dates and durations as text.</summary>
    public static Value Plain(Value value) => value switch
    {
        TemporalValue temporal => Of(temporal.AsText()),
        ListValue list => Of(list.Items.Select(Plain)),
        MapValue map => new MapValue(map.Entries.ToImmutableSortedDictionary(entry => entry.Key, entry => Plain(entry.Value), StringComparer.Ordinal)),
        _ => value,
    };

    /// <summary>What <c>@"…"</c> stands for.</summary>
    public static TemporalValue? Parse(string text) => DateValue.Parse(text) ?? (TemporalValue?)DurationValue.Parse(text);

    /// <summary>A part such as <c>year</c>; null when there is none of this name.</summary>
    public abstract decimal? Part(string name);
}

/// <summary>A date, or a date and time. Compared as an instant: without a time it is midnight, without an offset UTC.</summary>
internal sealed record DateValue(DateTime Local, TimeSpan? Offset, bool HasTime) : TemporalValue
{
    public override string TypeName => "date";

    private long Instant => Local.Ticks - (Offset?.Ticks ?? 0);

    public static new DateValue? Parse(string text)
    {
        if (!Iso8601.IsDateTime(text))
        {
            return null;
        }

        var read = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        var hasTime = text.Contains('T', StringComparison.Ordinal);
        var hasOffset = hasTime && text.AsSpan(text.IndexOf('T', StringComparison.Ordinal)).ContainsAny("Z+-");
        return new DateValue(read.DateTime, hasOffset ? read.Offset : null, hasTime);
    }

    public DateValue WithoutTime() => new(Local.Date, null, false);

    public int OrderTo(DateValue other) => Instant.CompareTo(other.Instant);

    public bool Equals(DateValue? other) => other is not null && Instant == other.Instant;

    public override int GetHashCode() => Instant.GetHashCode();

    /// <exception cref="ArgumentOutOfRangeException">Beyond the years 1 to 9999.</exception>
    public DateValue Plus(DurationValue duration)
    {
        var months = checked((int)duration.Months);
        var local = Local.AddMonths(months).AddTicks(duration.Ticks);
        return this with { Local = local, HasTime = HasTime || local.TimeOfDay != TimeSpan.Zero };
    }

    public DurationValue Minus(DateValue other) => DurationValue.Of(0, Instant - other.Instant);

    public override decimal? Part(string name) => name switch
    {
        "year" => Local.Year,
        "month" => Local.Month,
        "day" => Local.Day,
        "weekday" => Local.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)Local.DayOfWeek,
        "hour" => Local.Hour,
        "minute" => Local.Minute,
        "second" => Local.Second,
        _ => null,
    };

    public override string AsText() =>
        Local.ToString(HasTime ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF" : "yyyy-MM-dd", CultureInfo.InvariantCulture) + OffsetText();

    private string OffsetText() => Offset switch
    {
        null => "",
        { Ticks: 0 } => "Z",
        { } offset => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
    };
}

/// <summary>A duration: months (a year is twelve) and ticks (a day is 24 hours), of one sign, in whole microseconds.</summary>
internal sealed record DurationValue(long Months, long Ticks) : TemporalValue
{
    public override string TypeName => "duration";

    public static new DurationValue? Parse(string text)
    {
        var negative = text.StartsWith('-');
        var absolute = negative ? text[1..] : text;
        if (!Iso8601.IsDuration(absolute))
        {
            return null;
        }

        var (months, ticks) = ReadParts(absolute);
        return Math.Max(months, ticks) > long.MaxValue ? null : Of(negative ? -months : months, negative ? -ticks : ticks);
    }

    /// <summary>Null when the two cannot be compared: a month has no fixed number of days.</summary>
    public int? OrderTo(DurationValue other)
    {
        var (months, ticks) = (Months.CompareTo(other.Months), Ticks.CompareTo(other.Ticks));
        return months == 0 ? ticks : ticks == 0 || ticks == months ? months : null;
    }

    /// <exception cref="EvaluationException">Too long, or months and days of different signs.</exception>
    public DurationValue Plus(DurationValue other) => Of((decimal)Months + other.Months, (decimal)Ticks + other.Ticks);

    /// <exception cref="EvaluationException">Too long.</exception>
    /// <exception cref="OverflowException">The factor is too large.</exception>
    /// <exception cref="DivideByZeroException">The divisor is 0.</exception>
    public DurationValue Times(decimal factor, decimal divisor = 1) => Of(Months * factor / divisor, Ticks * factor / divisor);

    public override decimal? Part(string name) => name switch
    {
        "years" => Months / 12,
        "months" => Months % 12,
        "days" => Ticks / TimeSpan.TicksPerDay,
        "hours" => Ticks / TimeSpan.TicksPerHour % 24,
        "minutes" => Ticks / TimeSpan.TicksPerMinute % 60,
        "seconds" => Ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond,
        _ => null,
    };

    public override string AsText()
    {
        if (Months == 0 && Ticks == 0)
        {
            return "PT0S";
        }

        var text = new StringBuilder(Months < 0 || Ticks < 0 ? "-P" : "P");
        Append(text, "years", 'Y');
        Append(text, "months", 'M');
        Append(text, "days", 'D');
        var dateLength = text.Append('T').Length;
        Append(text, "hours", 'H');
        Append(text, "minutes", 'M');
        Append(text, "seconds", 'S');
        return text.Length == dateLength ? text.ToString(0, dateLength - 1) : text.ToString();
    }

    /// <exception cref="EvaluationException">Too long, or months and days of different signs.</exception>
    public static DurationValue Of(decimal months, decimal ticks)
    {
        if (Math.Abs(months) > long.MaxValue || Math.Abs(ticks) > long.MaxValue)
        {
            throw new EvaluationException("The duration is out of range.");
        }

        return Math.Sign(months) * Math.Sign(ticks) >= 0
            ? new DurationValue((long)decimal.Truncate(months), (long)decimal.Truncate(ticks / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond)
            : throw new EvaluationException("A duration cannot hold months and days of different signs.");
    }

    private static (decimal Months, decimal Ticks) ReadParts(string text)
    {
        var (months, ticks, start, inTime) = (0m, 0m, 1, false);
        for (var position = 1; position < text.Length; position++)
        {
            if (char.IsAsciiDigit(text[position]) || text[position] is '.' or ',')
            {
                continue;
            }

            if (text[position] == 'T')
            {
                inTime = true;
            }
            else
            {
                var number = decimal.Parse(text[start..position].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
                months += MonthsIn(text[position], inTime) * number;
                ticks += TicksIn(text[position], inTime) * number;
            }

            start = position + 1;
        }

        return (months, ticks);
    }

    private static long MonthsIn(char unit, bool inTime) => (unit, inTime) switch
    {
        ('Y', _) => 12,
        ('M', false) => 1,
        _ => 0,
    };

    private static long TicksIn(char unit, bool inTime) => (unit, inTime) switch
    {
        ('W', _) => 7 * TimeSpan.TicksPerDay,
        ('D', _) => TimeSpan.TicksPerDay,
        ('H', _) => TimeSpan.TicksPerHour,
        ('M', true) => TimeSpan.TicksPerMinute,
        ('S', _) => TimeSpan.TicksPerSecond,
        _ => 0,
    };

    private void Append(StringBuilder text, string part, char unit)
    {
        if (Math.Abs(Part(part)!.Value) is var number and > 0)
        {
            text.Append(number.ToString("0.######", CultureInfo.InvariantCulture)).Append(unit);
        }
    }
}
