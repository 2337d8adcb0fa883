using System.Globalization;
using CaseFlow.Core.Texts;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Calendars;

/// <summary>Writes the explanation of a deadline for people, in kk, ru or en, a string a line.</summary>
public static class DeadlineText
{
    /// <summary>The lines in order; the last is the due instant at the office's time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A language other than kk, ru and en.</exception>
    public static IReadOnlyList<string> Render(IEnumerable<DeadlineLine> explanation, string language) =>
        [.. explanation.Select(line => Line(line, language))];

    /// <summary>A date with its weekday, for example <c>21.03.2026, сенбі</c>.</summary>
    public static string Date(LocalDate date, string language) =>
        $"{Writing.Day(date, language)}, {Writing.Weekday(date.DayOfWeek, language)}";

    private static string Line(DeadlineLine line, string language)
    {
        var date = Date(line.Date, language);
        var why = line.Names.In(language);
        var number = line.Number?.ToString(CultureInfo.InvariantCulture);
        var text = line.Kind switch
        {
            DeadlineLineKind.Start => Names.Pick(
                language, $"{Time(line)}, оқиға болған күн, есептелмейді", $"{Time(line)}, день события, не считается", $"{Time(line)}, the day of the event, not counted"),
            DeadlineLineKind.Begins => Names.Pick(
                language, $"есептеу басталады: {Time(line)}", $"отсчёт начинается: {Time(line)}", $"counting starts at {Time(line)}"),
            DeadlineLineKind.WorkingDay => Names.Pick(
                language, $"{number}-жұмыс күні", $"{number}-й рабочий день", $"working day {number}") + Transferred(line, why),
            DeadlineLineKind.WorkingHours => Names.Pick(
                language, $"есептелді: {Amount(line, "сағ", "мин")}", $"засчитано: {Amount(line, "ч", "мин")}", $"counted: {Amount(line, "h", "min")}") + Transferred(line, why),
            DeadlineLineKind.CalendarDay => Names.Pick(
                language, $"{number}-күнтізбелік күн", $"{number}-й календарный день", $"calendar day {number}"),
            DeadlineLineKind.CalendarMonth => Names.Pick(
                language, $"{number}-ай аяқталады", $"истекает {number}-й месяц", $"month {number} runs out"),
            DeadlineLineKind.Skipped => Names.Pick(
                language, $"есептелмейді — {why}", $"не считается — {why}", $"not counted — {why}"),
            DeadlineLineKind.Moved => Names.Pick(
                language, $"мерзім келесі жұмыс күніне ауысады — {why}", $"срок переходит на следующий рабочий день — {why}", $"the term moves to the next working day — {why}"),
            _ => Names.Pick(language, $"мерзім аяқталады: {Time(line)}", $"срок истекает: {Time(line)}", $"due at {Time(line)}")
                + $" (UTC{OffsetPattern.GeneralInvariant.Format(line.Offset!.Value)})",
        };
        return $"{date}: {text}";
    }

    // A Saturday that counts needs its reason as much as a Monday that does not.
    private static string Transferred(DeadlineLine line, string why) =>
        string.Equals(line.Reason, DayReasons.TransferWork, StringComparison.Ordinal) ? $" — {why}" : "";

    private static string Time(DeadlineLine line) => Writing.Time(line.At!.Value.WithOffset(line.Offset!.Value).TimeOfDay);

    private static string Amount(DeadlineLine line, string hour, string minute)
    {
        var minutes = (long)line.Amount!.Value.TotalMinutes;
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} {hour} {minutes % 60} {minute}");
    }
}
