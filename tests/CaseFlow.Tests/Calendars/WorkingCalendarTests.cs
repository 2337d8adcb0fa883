using CaseFlow.Core.Calendars;
using NodaTime;

namespace CaseFlow.Tests.Calendars;

public sealed class WorkingCalendarTests
{
    [Theory]
    [InlineData(2012, 247)]
    [InlineData(2013, 246)]
    [InlineData(2014, 245)]
    [InlineData(2015, 245)]
    [InlineData(2016, 245)]
    [InlineData(2017, 245)]
    [InlineData(2018, 246)]
    [InlineData(2019, 246)]
    [InlineData(2020, 246)]
    [InlineData(2021, 245)]
    [InlineData(2022, 246)]
    [InlineData(2023, 246)]
    [InlineData(2024, 249)]
    [InlineData(2025, 246)]
    [InlineData(2026, 247)]
    [InlineData(2027, 247)]
    [Requirement("P9.L")]
    public void Five_day_year_has_the_published_number_of_working_days(int year, int expected) =>
        Assert.Equal(expected, WorkedDays(Kz.Leb, year));

    [Theory]
    [InlineData(2024, 301)] // 366 − 52 Sundays − 13 holidays on weekdays and Saturdays
    [InlineData(2025, 298)] // 365 − 52 − 13 − 2 substitutes, for Sundays 23 March and 6 July
    [InlineData(2026, 299)] // 365 − 52 − 11 − 3 substitutes, for Sundays 8 and 22 March and 25 October
    [Requirement("P9.C")]
    public void Six_day_year_loses_Sundays_holidays_and_substitutes_for_Sundays(int year, int expected) =>
        Assert.Equal(expected, WorkedDays(Kz.Psc, year));

    [Theory]
    [InlineData("2026-03-21", "holiday")]
    [InlineData("2026-03-24", "substitute")] // for Sunday 22 March
    [InlineData("2026-03-25", "working-day")] // Saturday 21 March is no day off of this week
    [InlineData("2026-05-11", "working-day")]
    [InlineData("2022-01-03", "substitute")]
    [InlineData("2022-01-04", "working-day")]
    [InlineData("2020-05-08", "working-day")] // the transfer is not followed
    [InlineData("2025-01-05", "weekend")]
    [InlineData("2025-01-04", "working-day")]
    public void Six_day_week_by_date(string date, string reason) => Assert.Equal(reason, Kz.Psc.StatusOf(Kz.Day(date)).Reason);

    [Theory]
    [InlineData("2020-05-08", "transfer-off")]
    [InlineData("2025-01-05", "transfer-work")]
    [InlineData("2024-05-04", "working-day")] // a Saturday, worked anyway
    public void Six_day_week_follows_transfers_when_the_setting_says_so(string date, string reason) =>
        Assert.Equal(reason, Kz.PscWithTransfers.StatusOf(Kz.Day(date)).Reason);

    [Fact]
    public void The_listed_substitute_days_are_those_that_the_law_gives()
    {
        var byLaw = new SlowCalendar(Path.Combine(Kz.Folder, "kz-days-2012-2027.csv"), sixDays: false, transfers: true, 9, 18, lunch: true);
        for (var date = new LocalDate(2012, 1, 1); date.Year < 2028; date = date.PlusDays(1))
        {
            Assert.True(byLaw.Works(date.ToDateTimeUnspecified()) == Kz.Leb.IsWorkingDay(date), date.ToString("uuuu-MM-dd", null));
        }
    }

    [Theory]
    [InlineData("2026-03-27 09:00+05", true)]
    [InlineData("2026-03-27 08:59+05", false)]
    [InlineData("2026-03-27 12:59+05", true)]
    [InlineData("2026-03-27 13:00+05", false)]
    [InlineData("2026-03-27 14:00+05", true)]
    [InlineData("2026-03-27 17:59+05", true)]
    [InlineData("2026-03-27 18:00+05", false)]
    [InlineData("2026-03-28 10:00+05", false)] // Saturday
    [InlineData("2026-03-25 10:00+05", false)] // substitute for Nauryz
    [InlineData("2024-02-29 09:30+06", true)]
    [InlineData("2024-02-29 09:30+05", true)]
    [InlineData("2024-03-01 08:59+05", false)] // 9.59 by the clock of the day before
    [Requirement("P9.L")]
    public void Leb_is_open(string at, bool open) => Assert.Equal(open, Kz.Leb.IsOpenAt(Kz.At(at)));

    [Theory]
    [InlineData("2026-03-28 13:30+05", true)]
    [InlineData("2026-03-28 19:59+05", true)]
    [InlineData("2026-03-28 20:00+05", false)]
    [InlineData("2026-03-29 13:30+05", false)]
    [Requirement("P9.C")]
    public void Service_centre_is_open_on_Saturday_without_a_break(string at, bool open) => Assert.Equal(open, Kz.Psc.IsOpenAt(Kz.At(at)));

    [Theory]
    [InlineData("2026-03-27 19:59+05", true)]
    [InlineData("2026-03-27 20:00+05", false)]
    [InlineData("2026-03-27 13:30+05", false)]
    [InlineData("2026-03-28 12:00+05", false)]
    public void Complaints_are_taken_longer_than_the_office_works(string at, bool open) => Assert.Equal(open, Kz.Complaints.IsOpenAt(Kz.At(at)));

    [Fact]
    public void A_Sunday_worked_by_decree_has_the_hours_of_the_day_it_stands_for()
    {
        var short_fridays = new WorkingCalendar(
            "x", 1, 2025, 2025, OfficeHours.Parse("mon-thu 09:00-18:00; fri 09:00-12:00"), Kz.Set.Days.Where(d => d.Date.Year == 2025).ToList(), DateTimeZone.Utc);
        Assert.Equal(Kz.At("2025-01-05 12:00+00"), short_fridays.ClosingOf(Kz.Day("2025-01-05"))); // instead of Friday 3 January
    }

    [Theory]
    [InlineData("2026-03-20", "2026-03-26")]
    [InlineData("2026-03-26", "2026-03-27")]
    [InlineData("2025-12-31", "2026-01-05")]
    [InlineData("2024-12-31", "2025-01-05")]
    public void Next_working_day(string after, string next) => Assert.Equal(Kz.Day(next), Kz.Leb.NextWorkingDay(Kz.Day(after)));

    [Theory]
    [InlineData("2011-12-31", 2011)]
    [InlineData("2028-01-01", 2028)]
    public void A_day_outside_the_years_is_refused_with_the_year_to_enter(string date, int year)
    {
        var ends = Assert.Throws<CalendarEndsException>(() => Kz.Leb.IsWorkingDay(Kz.Day(date)));
        Assert.Equal(year, ends.Year);
        Assert.Contains($"enter the days of {year}", ends.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_date_listed_twice_is_refused() => Assert.Throws<ArgumentException>(() =>
        new WorkingCalendar("x", 1, 2026, 2026, Kz.Leb.Hours, [Kz.Set.Days[0], Kz.Set.Days[0]], DateTimeZone.Utc));

    private static int WorkedDays(WorkingCalendar calendar, int year) =>
        Enumerable.Range(0, 366).Select(new LocalDate(year, 1, 1).PlusDays).Count(date => date.Year == year && calendar.IsWorkingDay(date));
}
