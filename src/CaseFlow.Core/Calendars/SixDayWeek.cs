using System.Collections.Immutable;
using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>
/// Derives the days of the six-day week from the list, which is written for the five-day week. Saturday is worked there,
/// so only a holiday that falls on Sunday gives another day off (law on holidays, art. 5).
/// </summary>
internal static class SixDayWeek
{
    public static ImmutableArray<CalendarDay> From(ImmutableArray<CalendarDay> listed, bool followsTransfers)
    {
        var days = new SortedDictionary<LocalDate, CalendarDay>();
        foreach (var day in listed.Where(day => Stays(day, followsTransfers)))
        {
            days.Add(day.Date, day);
        }

        foreach (var holiday in listed.Where(day => day is { Kind: DayKind.Holiday, Date.DayOfWeek: IsoDayOfWeek.Sunday }))
        {
            var date = holiday.Date.PlusDays(1);
            while (date.DayOfWeek == IsoDayOfWeek.Sunday || days.ContainsKey(date))
            {
                date = date.PlusDays(1);
            }

            days.Add(date, holiday with { Date = date, Kind = DayKind.Substitute });
        }

        return [.. days.Values];
    }

    private static bool Stays(CalendarDay day, bool followsTransfers) => day.Kind switch
    {
        DayKind.Substitute => false,
        DayKind.TransferOff => followsTransfers,
        // A Saturday is worked in this week anyway.
        DayKind.TransferWork => followsTransfers && day.Date.DayOfWeek == IsoDayOfWeek.Sunday,
        _ => true,
    };
}
