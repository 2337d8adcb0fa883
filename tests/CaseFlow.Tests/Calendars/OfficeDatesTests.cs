using CaseFlow.Core.Calendars;
using NodaTime;

namespace CaseFlow.Tests.Calendars;

public sealed class OfficeDatesTests
{
    [Theory]
    [InlineData("2026-04-03 19:59+05", "2026-04-03")]
    [InlineData("2026-04-03 20:00+05", "2026-04-06")]
    [InlineData("2026-04-03 07:00+05", "2026-04-03")] // before opening: the same day
    [InlineData("2026-04-03 13:30+05", "2026-04-03")] // in the break
    [InlineData("2026-04-04 12:00+05", "2026-04-06")] // Saturday
    [InlineData("2026-03-21 12:00+05", "2026-03-26")]
    [InlineData("2025-12-31 21:00+05", "2026-01-05")] // its number belongs to the new year
    public void Registration_date(string received, string registered) =>
        Assert.Equal(Kz.Day(registered), OfficeDates.RegistrationDate(Kz.Complaints, Kz.At(received)));

    [Theory]
    [InlineData(null, "2026-04-03 16:00+05")]
    [InlineData("15:00", "2026-04-03 15:00+05")]
    [InlineData("18:00", "2026-04-03 17:00+05")] // never at closing
    [InlineData("17:30", "2026-04-03 17:00+05")]
    [InlineData("13:15", "2026-04-03 14:00+05")] // not into the break
    [InlineData("07:00", "2026-04-03 09:00+05")]
    public void Pickup_time(string? setting, string invited) =>
        Assert.Equal(Kz.At(invited), OfficeDates.PickupTime(Kz.Leb, Kz.Day("2026-04-03"), setting is null ? null : Time(setting)));

    [Theory]
    [InlineData("mon-fri 09:00-12:00", "2026-04-03 11:00+00")]
    [InlineData("mon-fri 09:00-12:00 12:15-12:45", "2026-04-03 12:15+00")] // a last period shorter than an hour: from its start
    [InlineData("mon-fri 00:00-00:30", "2026-04-03 00:00+00")]
    public void Pickup_time_on_a_short_day(string hours, string invited)
    {
        var calendar = new WorkingCalendar("x", 1, 2026, 2026, OfficeHours.Parse(hours), [], DateTimeZone.Utc);
        Assert.Equal(Kz.At(invited), OfficeDates.PickupTime(calendar, Kz.Day("2026-04-03")));
    }

    [Fact]
    public void Nobody_is_invited_on_a_day_off() => Assert.Throws<ArgumentException>(() => OfficeDates.PickupTime(Kz.Leb, Kz.Day("2026-04-04")));

    [Theory]
    [InlineData("2026-04-03 18:00+05", 240, "2026-04-03 14:00+05")]
    [InlineData("2026-04-03 18:00+05", 241, "2026-04-03 12:59+05")]
    [InlineData("2026-04-03 10:00+05", 120, "2026-04-02 17:00+05")]
    [InlineData("2026-03-26 10:00+05", 120, "2026-03-20 17:00+05")] // back over Nauryz
    [InlineData("2024-03-01 10:00+05", 120, "2024-02-29 17:00+06")]
    public void Warning_before(string due, int minutes, string warning) =>
        Assert.Equal(Kz.At(warning), WorkingTime.Before(Kz.Leb, Kz.At(due), Duration.FromMinutes(minutes)));

    [Fact]
    public void No_warning_before_the_calendars_years() =>
        Assert.Throws<CalendarEndsException>(() => WorkingTime.Before(Kz.Leb, Kz.At("2012-01-04 09:30+06"), Duration.FromHours(2)));

    private static LocalTime Time(string text) => NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).GetValueOrThrow();
}
