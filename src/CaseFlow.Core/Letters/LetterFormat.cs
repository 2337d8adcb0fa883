using System.Globalization;
using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Core.Letters;

/// <summary>What letters write beside the days and numbers of <see cref="Writing"/>: times of collection, areas, telephones.</summary>
public static class LetterFormat
{
    /// <summary>No line break here. It is drawn as a plain space, so a search in the PDF finds it.</summary>
    private const char Glue = '\u00A0';

    /// <summary>«2026 жылғы 23 қараша, сағат 16:00», «23 ноября 2026 года, 16:00». The time is the office's already.</summary>
    public static string Moment(LocalDateTime moment, string language)
    {
        var hour = language == Languages.Kk ? $"сағат{Glue}" : "";
        return $"{Writing.LongDay(moment.Date, language)}, {hour}{Writing.Time(moment.TimeOfDay)}";
    }

    /// <summary>
    /// A day before what happened on it: «2026 жылғы 23 қарашадағы өтініш»; «заявление от 23 ноября 2026 года» asks for
    /// nothing. The endings follow the last sound of each month.
    /// </summary>
    public static string DayOf(LocalDate day, string language)
    {
        var ending = day.Month switch
        {
            4 or 7 => "дегі",
            9 => "тегі",
            _ => "дағы",
        };
        return Writing.LongDay(day, language) + (language == Languages.Kk ? ending : "");
    }

    /// <summary>«2 жұмыс күні»; «2 рабочих дней», the genitive, as after «в течение».</summary>
    public static string WorkingDays(long days, string language) => language == Languages.Kk
        ? $"{Grouped(days)}{Glue}жұмыс күні"
        : $"{Grouped(days)}{Glue}{(PluralRules.Category(days, language) == Plural.One ? "рабочего дня" : "рабочих дней")}";

    /// <summary>«0,15 га (1 500 м²)».</summary>
    public static string Area(long squareMetres) =>
        $"{Hectares(squareMetres)}{Glue}га ({Grouped(squareMetres)}{Glue}м²)";

    /// <summary>«0,15»: hectares without the unit, with as many of four decimals as the square metres ask for.</summary>
    public static string Hectares(long squareMetres)
    {
        var rest = Math.Abs(squareMetres) % 10_000;
        var decimals = rest == 0 ? "" : "," + rest.ToString("0000", CultureInfo.InvariantCulture).TrimEnd('0');
        var sign = squareMetres is < 0 and > -10_000 ? "-" : "";
        return sign + Grouped(squareMetres / 10_000) + decimals;
    }

    /// <summary>«1 500»: both languages write numbers alike.</summary>
    public static string Grouped(long number) => Writing.Number(number, Languages.Kk);

    /// <summary>«+7 701 234 56 78» for an E.164 number of Kazakhstan; numbers as printed keep their groups on one line.</summary>
    public static string Phone(string phone) =>
        phone.Length == 12 && phone.StartsWith("+7", StringComparison.Ordinal) && IsDigits(phone.AsSpan(1))
            ? string.Join(Glue, "+7", phone[2..5], phone[5..8], phone[8..10], phone[10..])
            : phone.Replace(' ', Glue).Replace($",{Glue}", ", ", StringComparison.Ordinal);

    /// <summary>True for twelve digits; whether they are an IIN is checked where it is entered.</summary>
    public static bool IsIin(string text) => text.Length == 12 && IsDigits(text);

    private static bool IsDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
