using System.Globalization;
using NodaTime;

namespace CaseFlow.Core.Texts;

/// <summary>
/// How each language writes days, times and numbers for people. Ours and not the runtime's: culture data differ between
/// machines, and for Kazakh they are thin. Never used in data.
/// </summary>
public static class Writing
{
    private const char NoBreakSpace = '\u00A0';

    private static readonly string[] MonthsKk =
        ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];

    private static readonly string[] MonthsRu =
        ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];

    private static readonly string[] MonthsEn =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    private static readonly string[] WeekdaysKk = ["дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі"];
    private static readonly string[] WeekdaysRu = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];
    private static readonly string[] WeekdaysEn = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>A day for tables and short lines: 23.11.2026; English: 23 Nov 2026.</summary>
    public static string Day(LocalDate day, string language) => language == Languages.En
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Day}{NoBreakSpace}{MonthsEn[day.Month - 1].AsSpan(0, 3)}{NoBreakSpace}{day.Year:0000}")
        : string.Create(CultureInfo.InvariantCulture, $"{day.Day:00}.{day.Month:00}.{day.Year:0000}");

    /// <summary>A day in full: 2026 жылғы 23 қараша · 23 ноября 2026 года · 23 November 2026.</summary>
    public static string LongDay(LocalDate day, string language) => language switch
    {
        Languages.Kk => string.Create(CultureInfo.InvariantCulture, $"{day.Year} жылғы {day.Day} {MonthsKk[day.Month - 1]}"),
        Languages.Ru => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {MonthsRu[day.Month - 1]} {day.Year} года"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{day.Day} {MonthsEn[day.Month - 1]} {day.Year}"),
    };

    /// <summary>The name of a day of the week.</summary>
    public static string Weekday(IsoDayOfWeek day, string language) => language switch
    {
        Languages.Kk => WeekdaysKk[(int)day - 1],
        Languages.Ru => WeekdaysRu[(int)day - 1],
        _ => WeekdaysEn[(int)day - 1],
    };

    /// <summary>A time of day: 09:05, in every language.</summary>
    public static string Time(LocalTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.Hour:00}:{time.Minute:00}");

    /// <summary>A moment as the clocks of a zone show it: 23.11.2026, 09:05.</summary>
    public static string Moment(Instant instant, DateTimeZone zone, string language)
    {
        var local = instant.InZone(zone).LocalDateTime;
        return $"{Day(local.Date, language)}, {Time(local.TimeOfDay)}";
    }

    /// <summary>A whole number in groups of three: 12 345 with a no-break space; English 12,345.</summary>
    public static string Number(long number, string language)
    {
        var digits = number.ToString("#,0", CultureInfo.InvariantCulture);
        return language == Languages.En ? digits : digits.Replace(',', NoBreakSpace);
    }
}
