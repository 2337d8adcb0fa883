using System.Globalization;

namespace CaseFlow.Tests.Calendars;

/// <summary>
/// A second, deliberately slow count, which shares nothing with the product: it reads the law's own holidays from the file,
/// works out the substitute days by carrying a debt from day to day, knows Almaty's two offsets by heart, and walks by days and minutes.
/// </summary>
internal sealed class SlowCalendar
{
    private static readonly DateTime AlmatyMoves = new(2024, 3, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private readonly HashSet<DateTime> _worked = [];
    private readonly int _opens;
    private readonly int _closes;
    private readonly bool _lunch;

    public SlowCalendar(string csv, bool sixDays, bool transfers, int opens, int closes, bool lunch)
    {
        (_opens, _closes, _lunch) = (opens, closes, lunch);
        var rows = File.ReadAllLines(csv).Skip(1).Select(line => line.Split(',')).ToLookup(cells => Parse(cells[0]), cells => cells);
        var swappedBack = rows.SelectMany(row => row).Where(cells => cells[6].Length > 0).Select(cells => Parse(cells[6])).ToHashSet();
        var owed = 0;
        for (var day = new DateTime(2012, 1, 1, 0, 0, 0, DateTimeKind.Unspecified); day.Year < 2028; day = day.AddDays(1))
        {
            var type = rows[day].Select(cells => cells[2]).SingleOrDefault(t => !string.Equals(t, "substitute", StringComparison.Ordinal));
            var restDay = day.DayOfWeek == DayOfWeek.Sunday || (day.DayOfWeek == DayOfWeek.Saturday && !sixDays);
            owed += restDay && type is "holiday" ? 1 : 0;
            var works = !restDay && type is not ("holiday" or "religious_day_off");
            if (works && !(transfers && type is "transfer_off") && owed > 0)
            {
                owed--;
                works = false;
            }

            if (transfers)
            {
                works = type is "transfer_work" || (type is not "transfer_off" && (works || (swappedBack.Contains(day) && !restDay)));
            }

            if (works)
            {
                _worked.Add(day);
            }
        }
    }

    public bool Works(DateTime day) => _worked.Contains(day);

    public DateTime WorkingDays(DateTime startUtc, int count)
    {
        var day = Local(startUtc).Date;
        while (count > 0)
        {
            day = day.AddDays(1);
            count -= Works(day) ? 1 : 0;
        }

        return Utc(day.AddHours(_closes));
    }

    public DateTime CalendarDays(DateTime startUtc, int count)
    {
        var day = Local(startUtc).Date.AddDays(count);
        while (!Works(day))
        {
            day = day.AddDays(1);
        }

        return Utc(day.AddHours(_closes));
    }

    public DateTime WorkingMinutes(DateTime startUtc, int minutes)
    {
        var now = startUtc;
        while (minutes > 0)
        {
            var local = Local(now);
            var open = Works(local.Date) && local.Hour >= _opens && local.Hour < _closes && !(_lunch && local.Hour == 13);
            minutes -= open ? 1 : 0;
            now = now.AddMinutes(1);
        }

        return now;
    }

    private static DateTime Local(DateTime utc) => utc.AddHours(6) < AlmatyMoves ? utc.AddHours(6) : utc.AddHours(5);

    private static DateTime Utc(DateTime local) => local < AlmatyMoves ? local.AddHours(-6) : local.AddHours(-5);

    private static DateTime Parse(string iso) => DateTime.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
