using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>Why a day differs from the ordinary week.</summary>
public enum DayKind
{
    /// <summary>A public holiday. When it falls on a day off, the next working day is off too.</summary>
    Holiday = 1,

    /// <summary>A day off in place of a holiday that fell on a day off of the five-day week.</summary>
    Substitute = 2,

    /// <summary>A religious day off; nothing is given in its place when it falls on a day off.</summary>
    ReligiousDayOff = 3,

    /// <summary>A working day made a day off by decree.</summary>
    TransferOff = 4,

    /// <summary>A day off worked by decree in place of another day.</summary>
    TransferWork = 5,
}

/// <summary>One day that differs from the ordinary week; the list is written for the five-day week, as the decrees are.</summary>
/// <param name="Date">The day.</param>
/// <param name="Kind">Why it differs.</param>
/// <param name="Name">The holiday's name (of a substitute day: the holiday it stands for).</param>
/// <param name="TransferredFrom">Of a <see cref="DayKind.TransferOff"/>: the day worked, or no longer off, in its place; null when unknown.</param>
/// <param name="Basis">The law or decree.</param>
/// <param name="Confidence">How sure the entry is.</param>
public sealed record CalendarDay(LocalDate Date, DayKind Kind, Names Name, LocalDate? TransferredFrom, string Basis, string Confidence);
