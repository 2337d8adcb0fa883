using CaseFlow.Core.Texts;
using DotLiquid;
using NodaTime.Text;

namespace CaseFlow.Core.Letters;

/// <summary>
/// The Liquid filters of letters. Dates come into a letter as ISO text in the office's local time, areas as whole square
/// metres; the template's language decides how they are written. An empty value stays empty.
/// </summary>
internal static class LetterFilters
{
    /// <summary><c>{{ "2026-11-23" | day }}</c> → «23 ноября 2026 года». A date-time is taken by its day.</summary>
    public static string? Day(Context context, object? input) => Each(input, "day", text =>
        Writing.LongDay(ParseDay(text, "day"), Language(context)));

    /// <summary><c>{{ "2026-11-23" | day_of }}</c> → «2026 жылғы 23 қарашадағы».</summary>
    public static string? DayOf(Context context, object? input) => Each(input, "day_of", text =>
        LetterFormat.DayOf(ParseDay(text, "day_of"), Language(context)));

    /// <summary><c>{{ 2 | working_days }}</c> → «2 рабочих дней».</summary>
    public static string? WorkingDays(Context context, object? input) =>
        input is null ? null : LetterFormat.WorkingDays(Whole(input, "working_days"), Language(context));

    /// <summary><c>{{ "2026-11-23" | short_day }}</c> → «23.11.2026».</summary>
    public static string? ShortDay(Context context, object? input) => Each(input, "short_day", text =>
        Writing.Day(ParseDay(text, "short_day"), Language(context)));

    /// <summary><c>{{ "2026-11-23T16:00" | moment }}</c> → «23 ноября 2026 года, 16:00».</summary>
    public static string? Moment(Context context, object? input) => Each(input, "moment", text =>
        LocalDateTimePattern.GeneralIso.Parse(text.Length == 16 ? text + ":00" : text) is { Success: true } parsed
            ? LetterFormat.Moment(parsed.Value, Language(context))
            : throw Unfit("moment", "an ISO date and time such as 2026-11-23T16:00"));

    /// <summary><c>{{ 1500 | area }}</c> → «0,15 га (1 500 м²)».</summary>
    public static string? Area(object? input) => input is null ? null : LetterFormat.Area(Whole(input, "area"));

    /// <summary><c>{{ 1500 | hectares }}</c> → «0,15».</summary>
    public static string? Hectares(object? input) => input is null ? null : LetterFormat.Hectares(Whole(input, "hectares"));

    /// <summary><c>{{ 1500 | grouped }}</c> → «1 500».</summary>
    public static string? Grouped(object? input) => input is null ? null : LetterFormat.Grouped(Whole(input, "grouped"));

    /// <summary><c>{{ "+77012345678" | phone }}</c> → «+7 701 234 56 78».</summary>
    public static string? Phone(object? input) => Each(input, "phone", LetterFormat.Phone);

    /// <summary>Refuses what does not have the shape of an IIN rather than printing it on a certificate.</summary>
    public static string? Iin(object? input) => Each(input, "iin", text =>
        LetterFormat.IsIin(text) ? text : throw Unfit("iin", "twelve digits"));

    private static string? Each(object? input, string filter, Func<string, string> write) => input switch
    {
        null or "" => null,
        string text => write(text),
        _ => throw Unfit(filter, "text"),
    };

    private static NodaTime.LocalDate ParseDay(string text, string filter) =>
        LocalDatePattern.Iso.Parse(text.Length > 10 && text[10] == 'T' ? text[..10] : text) is { Success: true } parsed
            ? parsed.Value
            : throw Unfit(filter, "an ISO date such as 2026-11-23");

    private static long Whole(object input, string filter) => input switch
    {
        int number => number,
        long number => number,
        _ => throw Unfit(filter, "a whole number"),
    };

    private static string Language(Context context) => (string)context.Registers[LetterTemplate.LanguageRegister];

    private static LetterException Unfit(string filter, string wanted) =>
        new("value", $"The filter '{filter}' takes {wanted}; the value given is something else.");
}
