namespace CaseFlow.Core.Calendars;

/// <summary>A date lies outside the years whose days are entered, so no deadline can be counted there.</summary>
public sealed class CalendarEndsException(string calendar, int year, int firstYear, int lastYear)
    : Exception($"The working calendar '{calendar}' covers the years {firstYear}-{lastYear}: enter the days of {year}.")
{
    /// <summary>The key of the calendar's schedule.</summary>
    public string Calendar { get; } = calendar;

    /// <summary>The year that must be entered.</summary>
    public int Year { get; } = year;

    public int FirstYear { get; } = firstYear;

    public int LastYear { get; } = lastYear;
}
