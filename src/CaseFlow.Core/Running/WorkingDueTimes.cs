using CaseFlow.Core.Calendars;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>A timer's due time counted in a working calendar, by the one function for deadlines.</summary>
public static class WorkingDueTimes
{
    /// <summary>When a timer that names a calendar is due. Days follow R1: they run from the next working day to its closing hour.</summary>
    /// <exception cref="DueTimeException">The text is no term in working time, or the calendar's years end.</exception>
    public static Instant Count(TimerSpecification specification, Instant from, WorkingCalendar calendar) => Guarded(() => specification.Kind switch
    {
        TimerKind.Date => ElapsedTimes.Date(specification.Value),
        TimerKind.Duration or TimerKind.Cycle => Deadline.Compute(
            from, Term.FromIso(specification.Value[(specification.Value.LastIndexOf('/') + 1)..], working: true), calendar, DeadlineRule.FromNextWorkingDay).DueAt,
        _ => throw new DueTimeException($"A timer of kind {specification.Kind} is not counted in a calendar."),
    });

    /// <summary>The instant at which so much working time is left.</summary>
    /// <exception cref="DueTimeException">The duration is not hours and minutes, or the calendar's years end.</exception>
    public static Instant CountBack(string duration, Instant due, WorkingCalendar calendar) => Guarded(() =>
        Term.FromIso(duration, working: true) is Term.WorkingHours hours
            ? WorkingTime.Before(calendar, due, hours.Amount)
            : throw new DueTimeException($"'{duration}' before a working deadline is given in hours, such as PT4H."));

    private static Instant Guarded(Func<Instant> count)
    {
        try
        {
            return count();
        }
        catch (Exception error) when (error is FormatException or CalendarEndsException)
        {
            throw new DueTimeException(error.Message, error);
        }
    }
}
