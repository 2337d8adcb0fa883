using System.Collections.Immutable;
using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>How a term in working days runs; a setting of the edition (R1). Other terms run in one way only.</summary>
public enum DeadlineRule
{
    /// <summary>It starts on the working day after the triggering one and ends when the office closes on its last day (Civil Code).</summary>
    FromNextWorkingDay = 1,

    /// <summary>It starts at the triggering moment, or when the office next works, and ends at the same hour of its last day.</summary>
    HourForHour = 2,
}

/// <summary>
/// When something is due, and why. The due instant is the last line of its own explanation, so the two cannot disagree.
/// </summary>
public sealed class Deadline
{
    private Deadline(ImmutableArray<DeadlineLine> explanation, WorkingCalendar calendar) =>
        (Explanation, Calendar) = (explanation, calendar);

    /// <summary>The moment at which the term has run out.</summary>
    public Instant DueAt => Explanation[^1].At!.Value;

    /// <summary>The last day of the term at the office.</summary>
    public LocalDate LastDay => Explanation[^1].Date;

    /// <summary>The start, then each day counted or skipped and why, then the due instant.</summary>
    public ImmutableArray<DeadlineLine> Explanation { get; }

    /// <summary>The calendar by which it was counted; its version belongs on the deadline's record.</summary>
    public WorkingCalendar Calendar { get; }

    /// <summary>Counts a term from the moment that triggers it.</summary>
    /// <exception cref="CalendarEndsException">The count leaves the years that the calendar covers.</exception>
    public static Deadline Compute(Instant start, Term term, WorkingCalendar calendar, DeadlineRule rule)
    {
        var count = new DeadlineCount(calendar, start);
        switch (term)
        {
            case Term.WorkingDays days when rule == DeadlineRule.FromNextWorkingDay:
                count.WorkingDaysFromNext(days.Count);
                break;
            case Term.WorkingDays days:
                count.WorkingDaysHourForHour(days.Count);
                break;
            case Term.WorkingHours hours:
                count.WorkingHours(hours.Amount);
                break;
            case Term.CalendarDays days:
                count.CalendarDays(days.Count);
                break;
            case Term.CalendarMonths months:
                count.CalendarMonths(months.Count);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(term));
        }

        return new Deadline(count.Lines, calendar);
    }
}
