using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>What a line of an explanation says of its day.</summary>
public enum DeadlineLineKind
{
    /// <summary>The day of the triggering event, not counted.</summary>
    Start = 1,

    /// <summary>Counting starts at this moment.</summary>
    Begins = 2,

    /// <summary>A working day counted: <see cref="DeadlineLine.Number"/> is its number.</summary>
    WorkingDay = 3,

    /// <summary>Working time counted: <see cref="DeadlineLine.Amount"/>.</summary>
    WorkingHours = 4,

    /// <summary>A calendar day counted, worked or not: <see cref="DeadlineLine.Number"/> is its number.</summary>
    CalendarDay = 5,

    /// <summary>A calendar month runs out: <see cref="DeadlineLine.Number"/> is its number.</summary>
    CalendarMonth = 6,

    /// <summary>The day is not counted.</summary>
    Skipped = 7,

    /// <summary>The last day of a term in calendar time is not worked, so the term goes on to the next working day.</summary>
    Moved = 8,

    /// <summary>The term runs out at <see cref="DeadlineLine.At"/>; always the last line.</summary>
    Due = 9,
}

/// <summary>One line of the explanation of a deadline.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Date">The day at the office.</param>
/// <param name="Reason">One of the keys of <see cref="DayReasons"/>: what sort of day it is.</param>
/// <param name="Names">The reason for people to read; of a day off with the holiday's name.</param>
public sealed record DeadlineLine(DeadlineLineKind Kind, LocalDate Date, string Reason, Names Names)
{
    /// <summary>The running number of the day or month counted.</summary>
    public int? Number { get; init; }

    /// <summary>The working time counted on the day.</summary>
    public Duration? Amount { get; init; }

    /// <summary>The moment of a start or of the due line.</summary>
    public Instant? At { get; init; }

    /// <summary>The office's offset from UTC at <see cref="At"/>.</summary>
    public Offset? Offset { get; init; }
}
