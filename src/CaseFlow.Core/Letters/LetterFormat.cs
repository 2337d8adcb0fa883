using System.Globalization;
using System.Text;
using NodaTime;

namespace CaseFlow.Core.Letters;

/// <summary>
/// How dates, areas, numbers and telephones are written in official Kazakh and Russian. Month names are our own: the
/// data of the machine's culture libraries differ between versions, and a letter must not.
/// </summary>
public static class LetterFormat
{
    /// <summary>No line break here. It is drawn as a plain space, so it is found by a search in the PDF.</summary>
    private const char Glue = '\u00A0';

    private static readonly string[] KazakhMonths =
    [
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    ];

    private static readonly string[] RussianMonths =
    [
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ];

    /// <summary>«2026 жылғы 23 қараша», «23 ноября 2026 года».</summary>
    public static string Day(LocalDate day, string language) => language == LetterTemplate.Kazakh
        ? Text($"{day.Year} жылғы{Glue}{day.Day}{Glue}{KazakhMonths[day.Month - 1]}")
        : Text($"{day.Day}{Glue}{RussianMonths[day.Month - 1]} {day.Year}{Glue}года");

    /// <summary>«2026 жылғы 23 қараша, сағат 16:00», «23 ноября 2026 года, 16:00». The time is local already.</summary>
    public static string Moment(LocalDateTime moment, string language) => language == LetterTemplate.Kazakh
        ? Text($"{Day(moment.Date, language)}, сағат{Glue}{Time(moment.TimeOfDay)}")
        : Text($"{Day(moment.Date, language)}, {Time(moment.TimeOfDay)}");

    /// <summary>«23.11.2026», in both languages.</summary>
    public static string ShortDay(LocalDate day) => Text($"{day.Day:00}.{day.Month:00}.{day.Year:0000}");

    public static string Time(LocalTime time) => Text($"{time.Hour:00}:{time.Minute:00}");

    /// <summary>«0,15 га (1 500 м²)»: hectares with as many of four decimals as the square metres ask for.</summary>
    public static string Area(long squareMetres) =>
        Text($"{Hectares(squareMetres)}{Glue}га ({Grouped(squareMetres)}{Glue}м²)");

    /// <summary>«0,15»: hectares without the unit, for a table.</summary>
    public static string Hectares(long squareMetres)
    {
        var parts = Math.Abs(squareMetres) % 10_000;
        var decimals = parts == 0 ? "" : "," + parts.ToString("0000", CultureInfo.InvariantCulture).TrimEnd('0');
        return Grouped(squareMetres / 10_000) + decimals;
    }

    /// <summary>«1 500»: groups of three, and no group for four digits less than 1 000.</summary>
    public static string Grouped(long number)
    {
        var digits = Math.Abs((decimal)number).ToString("0", CultureInfo.InvariantCulture);
        var grouped = new StringBuilder(number < 0 ? "-" : "");
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && (digits.Length - i) % 3 == 0)
            {
                grouped.Append(Glue);
            }

            grouped.Append(digits[i]);
        }

        return grouped.ToString();
    }

    /// <summary>«+7 701 234 56 78» for an E.164 number of Kazakhstan; anything else as it was given.</summary>
    public static string Phone(string phone)
    {
        if (phone.Length != 12 || !phone.StartsWith("+7", StringComparison.Ordinal) || !phone.AsSpan(1).IsDigits())
        {
            return phone;
        }

        return string.Join(Glue, "+7", phone[2..5], phone[5..8], phone[8..10], phone[10..]);
    }

    /// <summary>The twelve digits of an IIN, or null if it is not one by its shape.</summary>
    public static string? Iin(string iin) => iin.Length == 12 && iin.AsSpan().IsDigits() ? iin : null;

    private static bool IsDigits(this ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
