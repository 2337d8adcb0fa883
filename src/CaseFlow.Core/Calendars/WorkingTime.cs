using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>Amounts of working time between instants; time goes forward through <see cref="Deadline.Compute"/> alone.</summary>
public static class WorkingTime
{
    /// <summary>The working time from one instant to a later one; zero when they are in the other order.</summary>
    /// <exception cref="CalendarEndsException">A day between them lies outside the years covered.</exception>
    public static Duration Between(WorkingCalendar calendar, Instant from, Instant to)
    {
        var sum = Duration.Zero;
        for (var date = calendar.DateOf(from); date <= calendar.DateOf(to); date = date.PlusDays(1))
        {
            foreach (var open in calendar.OpenIntervals(date))
            {
                var (start, end) = (Instant.Max(open.Start, from), Instant.Min(open.End, to));
                sum += start < end ? end - start : Duration.Zero;
            }
        }

        return sum;
    }

    /// <summary>
    /// The instant from which exactly this much working time is left until <paramref name="due"/>: when to warn of a deadline.
    /// The latest such instant, so four hours before 18.00 is 14.00 and not the start of the lunch break.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is not positive.</exception>
    /// <exception cref="CalendarEndsException">The instant lies before the years covered.</exception>
    public static Instant Before(WorkingCalendar calendar, Instant due, Duration amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(amount, Duration.Zero);
        var left = amount;
        for (var date = calendar.DateOf(due); ; date = date.PlusDays(-1))
        {
            foreach (var open in calendar.OpenIntervals(date).Reverse())
            {
                var end = Instant.Min(open.End, due);
                if (end <= open.Start)
                {
                    continue;
                }

                if (end - open.Start >= left)
                {
                    return end - left;
                }

                left -= end - open.Start;
            }
        }
    }
}
