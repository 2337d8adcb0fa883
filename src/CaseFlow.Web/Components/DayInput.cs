using System.Globalization;
using NodaTime;

namespace CaseFlow.Web.Components;

/// <summary>The three fields of a day as the person typed them.</summary>
public sealed class DayInput
{
    /// <summary>Nothing typed yet.</summary>
    public DayInput()
    {
    }

    /// <summary>A known day.</summary>
    public DayInput(LocalDate day)
    {
        Day = day.Day.ToString(CultureInfo.InvariantCulture);
        Month = day.Month.ToString(CultureInfo.InvariantCulture);
        Year = day.Year.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Day of the month.</summary>
    public string? Day { get; set; }

    /// <summary>Month, from 1.</summary>
    public string? Month { get; set; }

    /// <summary>Year in four digits.</summary>
    public string? Year { get; set; }

    /// <summary>True when all three were left empty.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The day; null when it is empty, no number, or no day of the calendar.</summary>
    public LocalDate? ToDate() =>
        Part(Day) is { } day && Part(Month) is { } month and >= 1 and <= 12 && Part(Year) is { } year and >= 1900 and <= 2200
            && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : null;

    private static int? Part(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
