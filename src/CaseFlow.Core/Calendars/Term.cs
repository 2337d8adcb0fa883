using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Calendars;

/// <summary>How long somebody has.</summary>
public abstract record Term
{
    private Term()
    {
    }

    /// <summary>The ISO 8601 period that <see cref="FromIso"/> reads back, for example <c>P2D</c>.</summary>
    public string Iso => this switch
    {
        WorkingDays days => PeriodPattern.Roundtrip.Format(Period.FromDays(days.Count)),
        WorkingHours hours => PeriodPattern.Roundtrip.Format(Period.FromNanoseconds(hours.Amount.ToInt64Nanoseconds()).Normalize()),
        CalendarDays days => PeriodPattern.Roundtrip.Format(Period.FromDays(days.Count)),
        CalendarMonths months => PeriodPattern.Roundtrip.Format(Period.FromMonths(months.Count)),
        _ => throw new InvalidOperationException("There is no such term."),
    };

    /// <summary>Whether it counts working time; the other half of what <see cref="FromIso"/> needs.</summary>
    public bool IsWorking => this is WorkingDays or WorkingHours;

    /// <summary>Whole working days (P7, P24.3), at least one.</summary>
    public sealed record WorkingDays(int Count) : Term
    {
        public int Count { get; } = AtLeastOne(Count);
    }

    /// <summary>Working time to the minute, always counted hour for hour from the start.</summary>
    public sealed record WorkingHours(Duration Amount) : Term
    {
        public Duration Amount { get; } = Amount > Duration.Zero
            ? Amount
            : throw new ArgumentOutOfRangeException(nameof(Amount), "A term must be longer than nothing.");
    }

    /// <summary>Calendar days, at least one; the term ends on the next working day when its last day is not one.</summary>
    public sealed record CalendarDays(int Count) : Term
    {
        public int Count { get; } = AtLeastOne(Count);
    }

    /// <summary>Calendar months (P15.2, R8), at least one; the term ends on the next working day when its last day is not one.</summary>
    public sealed record CalendarMonths(int Count) : Term
    {
        public int Count { get; } = AtLeastOne(Count);
    }

    /// <summary>
    /// Reads an ISO 8601 period: in working time <c>P3D</c> is three working days and <c>PT1H30M</c> ninety working minutes;
    /// otherwise <c>P10D</c> and <c>P1W</c> are calendar days and <c>P1M</c> a calendar month.
    /// </summary>
    /// <exception cref="FormatException">The period is malformed, or no term: mixed, not positive, a "working month", or hours that are not working time.</exception>
    public static Term FromIso(string text, bool working)
    {
        var parsed = PeriodPattern.NormalizingIso.Parse(text);
        var period = parsed.Success ? parsed.Value : throw NoTerm(text, working);
        var (months, days) = (period.Years * 12L + period.Months, period.Weeks * 7L + period.Days);
        var clock = period.HasTimeComponent ? new PeriodBuilder(period) { Years = 0, Months = 0, Weeks = 0, Days = 0 }.Build().ToDuration() : Duration.Zero;

        // A working week has five days or six, so it is no more a term than a working month.
        return (working, months, days, clock.CompareTo(Duration.Zero)) switch
        {
            (true, 0, > 0 and <= int.MaxValue, 0) when !text.Contains('W', StringComparison.Ordinal) => new WorkingDays((int)days),
            (true, 0, 0, > 0) => new WorkingHours(clock),
            (false, 0, > 0 and <= int.MaxValue, 0) => new CalendarDays((int)days),
            (false, > 0 and <= 12_000, 0, 0) => new CalendarMonths((int)months),
            _ => throw NoTerm(text, working),
        };
    }

    private static int AtLeastOne(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return count;
    }

    private static FormatException NoTerm(string text, bool working) => new(working
        ? $"'{text}' is no term in working time: write whole days such as P3D, or hours and minutes such as PT4H."
        : $"'{text}' is no term in calendar time: write days such as P10D, or months such as P1M.");
}
