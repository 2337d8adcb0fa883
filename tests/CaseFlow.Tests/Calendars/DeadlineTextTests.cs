using CaseFlow.Core.Calendars;
using NodaTime;

namespace CaseFlow.Tests.Calendars;

public sealed class DeadlineTextTests
{
    [Fact]
    public void Nauryz_2026_in_Kazakh() => Assert.Equal(
        [
            "20.03.2026, жұма: 10:00, оқиға болған күн, есептелмейді",
            "21.03.2026, сенбі: есептелмейді — Наурыз мейрамы (мереке күні)",
            "22.03.2026, жексенбі: есептелмейді — Наурыз мейрамы (мереке күні)",
            "23.03.2026, дүйсенбі: есептелмейді — Наурыз мейрамы (мереке күні)",
            "24.03.2026, сейсенбі: есептелмейді — Наурыз мейрамы (мереке демалыс күніне тура келгендіктен демалыс)",
            "25.03.2026, сәрсенбі: есептелмейді — Наурыз мейрамы (мереке демалыс күніне тура келгендіктен демалыс)",
            "26.03.2026, бейсенбі: 1-жұмыс күні",
            "27.03.2026, жұма: 2-жұмыс күні",
            "27.03.2026, жұма: мерзім аяқталады: 18:00 (UTC+05)",
        ],
        Lines("2026-03-20 10:00+05", new Term.WorkingDays(2), "kk"));

    [Fact]
    public void New_Year_2025_in_Russian() => Assert.Equal(
        [
            "31.12.2024, вторник: 10:00, день события, не считается",
            "01.01.2025, среда: не считается — Новый год (праздничный день)",
            "02.01.2025, четверг: не считается — Новый год (праздничный день)",
            "03.01.2025, пятница: не считается — Перенос дня отдыха (вместо 05.01.2025)",
            "04.01.2025, суббота: не считается — выходной день",
            "05.01.2025, воскресенье: 1-й рабочий день — Рабочий день (перенос)",
            "05.01.2025, воскресенье: срок истекает: 18:00 (UTC+05)",
        ],
        Lines("2024-12-31 10:00+05", new Term.WorkingDays(1), "ru"));

    [Fact]
    public void Working_hours_over_the_change_of_zone_in_English() => Assert.Equal(
        [
            "29\u00A0Feb\u00A02024, Thursday: counting starts at 17:15",
            "29\u00A0Feb\u00A02024, Thursday: counted: 0 h 45 min",
            "1\u00A0Mar\u00A02024, Friday: counted: 3 h 15 min",
            "1\u00A0Mar\u00A02024, Friday: due at 12:15 (UTC+05)",
        ],
        Lines("2024-02-29 17:15+06", new Term.WorkingHours(Duration.FromHours(4)), "en"));

    [Fact]
    public void A_month_that_ends_on_a_day_off_moves_in_English() => Assert.Equal(
        [
            "7\u00A0Dec\u00A02025, Sunday: 10:00, the day of the event, not counted",
            "7\u00A0Jan\u00A02026, Wednesday: month 1 runs out",
            "7\u00A0Jan\u00A02026, Wednesday: the term moves to the next working day — Orthodox Christmas (day off)",
            "8\u00A0Jan\u00A02026, Thursday: due at 18:00 (UTC+05)",
        ],
        Lines("2025-12-07 10:00+05", new Term.CalendarMonths(1), "en"));

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public void Every_listed_day_off_is_named_when_it_is_skipped(string language)
    {
        foreach (var day in Kz.Set.Days.Where(d => d.Kind is not (DayKind.TransferWork or DayKind.TransferOff) && d.Date > Kz.Day("2012-01-02")))
        {
            var start = Kz.Leb.At(day.Date.PlusDays(-1), new LocalTime(10, 0));
            var lines = DeadlineText.Render(Deadline.Compute(start, new Term.WorkingDays(1), Kz.Leb, DeadlineRule.FromNextWorkingDay).Explanation, language);
            Assert.Contains(lines, line => line.StartsWith(DeadlineText.Date(day.Date, language), StringComparison.Ordinal) && line.Contains(day.Name.In(language), StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_explanation_comes_back_from_its_stored_form_as_it_was()
    {
        Term[] terms = [new Term.WorkingDays(3), new Term.WorkingHours(Duration.FromMinutes(1234)), new Term.CalendarDays(5), new Term.CalendarMonths(2)];
        foreach (var term in terms)
        {
            var lines = Deadline.Compute(Kz.At("2024-12-28 10:30+05"), term, Kz.Leb, DeadlineRule.HourForHour).Explanation;
            Assert.Equal(lines, DeadlineJson.Read(DeadlineJson.Write(lines)));
        }
    }

    [Fact]
    public void Another_language_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Lines("2024-12-31 10:00+05", new Term.WorkingDays(1), "de"));

    private static IReadOnlyList<string> Lines(string start, Term term, string language) =>
        DeadlineText.Render(Deadline.Compute(Kz.At(start), term, Kz.Leb, DeadlineRule.FromNextWorkingDay).Explanation, language);
}
