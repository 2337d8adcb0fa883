using CaseFlow.Core.Calendars;
using NodaTime;

namespace CaseFlow.Tests.Calendars;

/// <summary>Dates worked out by hand. Every instant is written with its offset.</summary>
public sealed class DeadlineTests
{
    [Theory]
    [InlineData("2025-12-30 10:00+05", "2026-01-05 18:00+05")] // 31 Dec, then 5 Jan: 1-2 holidays, 3-4 weekend
    [InlineData("2025-12-31 10:00+05", "2026-01-06 18:00+05")]
    [InlineData("2026-01-05 17:59+05", "2026-01-08 18:00+05")] // 7 Jan is Christmas
    [InlineData("2024-12-31 10:00+05", "2025-01-06 18:00+05")] // 3 Jan off, Sunday 5 Jan worked instead
    [InlineData("2026-03-20 10:00+05", "2026-03-27 18:00+05")] // Nauryz 21-23, 24 and 25 off for Saturday and Sunday
    [InlineData("2026-03-21 10:00+05", "2026-03-27 18:00+05")]
    [InlineData("2020-05-06 10:00+06", "2020-05-12 18:00+06")] // 7 and 9 May holidays, 8 off, Monday 11 worked
    [InlineData("2024-02-28 10:00+06", "2024-03-01 18:00+05")] // the clocks went back in between
    [InlineData("2024-02-29 10:00+06", "2024-03-04 18:00+05")]
    [InlineData("2024-02-27 10:00+06", "2024-02-29 18:00+06")]
    [Requirement("P7.L1")]
    public void Two_working_days_at_an_LEB(string start, string due) => Assert.Equal(Kz.At(due), Due(start, new Term.WorkingDays(2), Kz.Leb));

    [Theory]
    [InlineData("2026-03-20 10:00+05", "2026-03-26 20:00+05")] // 25 and 26: only Sunday the 22nd gives a substitute day
    [InlineData("2026-03-26 10:00+05", "2026-03-28 20:00+05")] // Saturday counts
    [InlineData("2020-05-06 10:00+06", "2020-05-11 20:00+06")] // 8 and 11 May worked
    public void Two_working_days_in_the_six_day_week(string start, string due) => Assert.Equal(Kz.At(due), Due(start, new Term.WorkingDays(2), Kz.Psc));

    [Fact]
    public void Two_working_days_in_the_six_day_week_with_transfers() =>
        Assert.Equal(Kz.At("2020-05-12 20:00+06"), Due("2020-05-06 10:00+06", new Term.WorkingDays(2), Kz.PscWithTransfers));

    [Theory]
    [InlineData("2026-03-20 19:30+05", "2026-03-27 20:00+05")]
    [InlineData("2026-03-26 19:30+05", "2026-03-30 20:00+05")] // Saturday does not count
    public void The_term_of_a_service_centre_is_counted_in_the_five_day_week(string start, string due) =>
        Assert.Equal(Kz.At(due), Due(start, new Term.WorkingDays(2), Kz.Set.For("psc-term", "Asia/Almaty")));

    [Fact]
    public void A_complaint_of_Friday_night_is_registered_on_Monday_and_due_on_Thursday()
    {
        var registered = OfficeDates.RegistrationDate(Kz.Complaints, Kz.At("2026-04-03 20:30+05"));
        Assert.Equal(Kz.Day("2026-04-06"), registered);
        var deadline = Deadline.Compute(Kz.Leb.OpeningOf(registered), new Term.WorkingDays(3), Kz.Leb, DeadlineRule.FromNextWorkingDay);
        Assert.Equal(Kz.At("2026-04-09 18:00+05"), deadline.DueAt);
    }

    [Theory]
    [InlineData("Asia/Almaty", "2024-02-29 18:00+06", "2024-03-01 18:00+05")]
    [InlineData("Asia/Qostanay", "2024-02-29 18:00+06", "2024-03-01 18:00+05")]
    [InlineData("Asia/Qyzylorda", "2024-02-29 18:00+05", "2024-03-01 18:00+05")]
    [InlineData("Asia/Aqtobe", "2024-02-29 18:00+05", "2024-03-01 18:00+05")]
    [InlineData("Asia/Aqtau", "2024-02-29 18:00+05", "2024-03-01 18:00+05")]
    [InlineData("Asia/Atyrau", "2024-02-29 18:00+05", "2024-03-01 18:00+05")]
    [InlineData("Asia/Oral", "2024-02-29 18:00+05", "2024-03-01 18:00+05")]
    [InlineData("Asia/Qyzylorda", "2018-12-20 18:00+06", "2018-12-21 18:00+05")]
    [InlineData("Asia/Almaty", "2018-12-20 18:00+06", "2018-12-21 18:00+06")]
    public void Each_zone_has_its_history(string zone, string closingBefore, string due)
    {
        var calendar = Kz.Set.For("leb", zone);
        var before = Kz.At(closingBefore);
        Assert.Equal(before, calendar.ClosingOf(calendar.DateOf(before)));
        Assert.Equal(Kz.At(due), Deadline.Compute(before, new Term.WorkingDays(1), calendar, DeadlineRule.FromNextWorkingDay).DueAt);
    }

    [Theory]
    [InlineData("2026-03-31 10:30+05", "2026-04-02 10:30+05")]
    [InlineData("2026-03-29 10:30+05", "2026-04-01 09:00+05")] // Sunday: from Monday's opening
    [InlineData("2026-03-30 19:00+05", "2026-04-02 09:00+05")] // after closing: from the next opening
    [InlineData("2026-03-30 13:20+05", "2026-04-01 14:00+05")] // in the break: from its end
    [InlineData("2026-03-20 17:00+05", "2026-03-27 17:00+05")] // over Nauryz
    [InlineData("2024-02-28 17:00+06", "2024-03-01 17:00+05")]
    public void Hour_for_hour(string start, string due) =>
        Assert.Equal(Kz.At(due), Deadline.Compute(Kz.At(start), new Term.WorkingDays(2), Kz.Leb, DeadlineRule.HourForHour).DueAt);

    [Fact]
    public void Hour_for_hour_ends_with_a_shorter_last_day()
    {
        var calendar = new WorkingCalendar("x", 1, 2026, 2026, OfficeHours.Parse("mon-thu 09:00-18:00; fri 10:00-13:00"), [], DateTimeZone.Utc);
        Assert.Equal(Kz.At("2026-04-03 13:00+00"), Deadline.Compute(Kz.At("2026-04-02 17:00+00"), new Term.WorkingDays(1), calendar, DeadlineRule.HourForHour).DueAt);
        Assert.Equal(Kz.At("2026-04-03 10:00+00"), Deadline.Compute(Kz.At("2026-04-02 09:30+00"), new Term.WorkingDays(1), calendar, DeadlineRule.HourForHour).DueAt);
    }

    [Theory]
    [InlineData("2024-02-29 17:00+06", 240, "2024-03-01 12:00+05")] // an hour, a night, three hours
    [InlineData("2026-03-27 12:30+05", 60, "2026-03-27 14:30+05")] // over the break
    [InlineData("2026-03-27 17:00+05", 60, "2026-03-27 18:00+05")] // ends at closing, not at the next opening
    [InlineData("2026-03-27 12:00+05", 60, "2026-03-27 13:00+05")]
    [InlineData("2026-03-27 17:00+05", 61, "2026-03-30 09:01+05")]
    [InlineData("2026-03-22 03:00+05", 10, "2026-03-26 09:10+05")] // from the first opening after Nauryz
    public void Working_minutes(string start, int minutes, string due) =>
        Assert.Equal(Kz.At(due), Due(start, new Term.WorkingHours(Duration.FromMinutes(minutes)), Kz.Leb));

    [Theory]
    [InlineData("2026-03-16 10:00+05", 3, "2026-03-19 18:00+05")]
    [InlineData("2026-03-16 10:00+05", 5, "2026-03-26 18:00+05")] // Saturday 21 March rolls over Nauryz
    [InlineData("2026-03-27 10:00+05", 1, "2026-03-30 18:00+05")]
    public void Calendar_days_end_on_a_working_day(string start, int days, string due) =>
        Assert.Equal(Kz.At(due), Due(start, new Term.CalendarDays(days), Kz.Leb));

    [Theory]
    [InlineData("leb", "2026-01-31 10:00+05", 1, "2026-03-02 18:00+05")] // 28 February is a Saturday
    [InlineData("psc", "2026-01-31 10:00+05", 1, "2026-02-28 20:00+05")] // and worked at a centre
    [InlineData("psc", "2026-02-22 10:00+05", 1, "2026-03-25 20:00+05")] // Sunday 22 March, Nauryz
    [InlineData("psc", "2026-01-31 10:00+05", 2, "2026-03-31 20:00+05")] // not from the shortened February
    [InlineData("psc", "2025-12-08 10:00+05", 1, "2026-01-08 20:00+05")]
    public void Calendar_months_end_on_a_working_day(string schedule, string start, int months, string due) =>
        Assert.Equal(Kz.At(due), Due(start, new Term.CalendarMonths(months), Kz.Set.For(schedule, "Asia/Almaty")));

    [Theory]
    [InlineData("2027-12-30 10:00+05", 2028)]
    [InlineData("2011-12-30 10:00+06", 2011)]
    public void Beyond_the_calendars_years_there_is_no_deadline(string start, int year)
    {
        Term[] terms = [new Term.WorkingDays(2), new Term.WorkingHours(Duration.FromHours(24)), new Term.CalendarDays(3), new Term.CalendarMonths(1)];
        foreach (var term in terms)
        {
            Assert.Equal(year, Assert.Throws<CalendarEndsException>(() => Due(start, term, Kz.Leb)).Year);
        }

        Assert.Throws<CalendarEndsException>(() => Due(start, new Term.CalendarMonths(12_000), Kz.Leb));
        Assert.Throws<CalendarEndsException>(() => Due(start, new Term.CalendarDays(int.MaxValue), Kz.Leb));
    }

    private static Instant Due(string start, Term term, WorkingCalendar calendar) =>
        Deadline.Compute(Kz.At(start), term, calendar, DeadlineRule.FromNextWorkingDay).DueAt;
}
