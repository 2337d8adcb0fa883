using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>The dates that an office writes on its papers.</summary>
public static class OfficeDates
{
    /// <summary>The time from which a receipt invites the applicant, unless the edition sets another (R2).</summary>
    public static readonly LocalTime DefaultPickupTime = new(16, 0);

    /// <summary>The date of registration of what came at an instant: that day, or the next working day when it came after hours or on a day off (R6).</summary>
    /// <param name="calendar">The hours in which such papers are taken, for complaints those of P21.L.</param>
    /// <param name="received">When it came.</param>
    /// <exception cref="CalendarEndsException">The date lies outside the years covered.</exception>
    public static LocalDate RegistrationDate(WorkingCalendar calendar, Instant received)
    {
        var date = calendar.DateOf(received);
        return calendar.IsWorkingDay(date) && received < calendar.ClosingOf(date) ? date : calendar.NextWorkingDay(date);
    }

    /// <summary>
    /// The time from which a receipt invites the applicant on the last day of the term (P14.4, R2): that of the setting, moved into
    /// opening hours and to an hour before closing at the latest, for nobody is invited to a closing door.
    /// </summary>
    /// <exception cref="ArgumentException">The day is not a working day.</exception>
    public static Instant PickupTime(WorkingCalendar calendar, LocalDate lastDay, LocalTime? setting = null)
    {
        var hours = calendar.WorkedHours(lastDay);
        var last = hours[^1];
        var wanted = LocalTime.Min(setting ?? DefaultPickupTime, HourBeforeEnd(last));
        var open = hours.First(period => wanted < period.To);
        return calendar.At(lastDay, LocalTime.Max(wanted, open.From));
    }

    private static LocalTime HourBeforeEnd(OpenPeriod period) => LocalTime.FromNanosecondsSinceMidnight(
        Math.Max(period.From.NanosecondOfDay, period.To.NanosecondOfDay - NodaConstants.NanosecondsPerHour));
}
