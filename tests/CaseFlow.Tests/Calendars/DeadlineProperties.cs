using CaseFlow.Core.Calendars;
using CsCheck;
using NodaTime;

namespace CaseFlow.Tests.Calendars;

public sealed class DeadlineProperties
{
    private static readonly string Csv = Path.Combine(Kz.Folder, "kz-days-2012-2027.csv");

    private static readonly WorkingCalendar[] Calendars =
    [
        Kz.Leb, Kz.Psc, Kz.PscWithTransfers, Kz.Complaints, Kz.Set.For("leb", "Asia/Qyzylorda"), Kz.Set.For("leb", "Asia/Oral"),
        new("uneven", 1, 2012, 2027, OfficeHours.Parse("mon 10:00-12:30 13:00-19:00; tue-thu 09:00-18:00; fri 08:00-11:00"), Kz.Set.Days, DateTimeZone.Utc),
    ];

    private static readonly Gen<Instant> Starts = Gen.Long[0, (2027 - 2012) * 366L * 1440].Select(minute => Instant.FromUtc(2012, 1, 2, 0, 0) + Duration.FromMinutes(minute));
    private static readonly Gen<WorkingCalendar> AnyCalendar = Gen.OneOf(Calendars);
    private static readonly Gen<DeadlineRule> Rules = Gen.OneOf(DeadlineRule.FromNextWorkingDay, DeadlineRule.HourForHour);
    private static readonly Gen<Func<int, Term>> Kinds = Gen.OneOf<Func<int, Term>>(
        n => new Term.WorkingDays(n), n => new Term.WorkingHours(Duration.FromMinutes(n * 37)), n => new Term.CalendarDays(n), n => new Term.CalendarMonths(n));

    [Fact]
    public void A_later_start_is_never_due_earlier() => Gen.Select(Starts, Gen.Int[0, 6000], Gen.Int[1, 11], Kinds, Gen.Select(AnyCalendar, Rules)).Sample((start, later, n, kind, how) =>
    {
        var (calendar, rule) = how;
        var first = Deadline.Compute(start, kind(n), calendar, rule).DueAt;
        var second = Deadline.Compute(start + Duration.FromMinutes(later), kind(n), calendar, rule).DueAt;
        return start < first && first <= second;
    });

    [Fact]
    public void A_longer_term_is_never_due_earlier() => Gen.Select(Starts, Gen.Int[1, 6], Gen.Int[0, 5], Kinds, Gen.Select(AnyCalendar, Rules)).Sample((start, n, more, kind, how) =>
    {
        var (calendar, rule) = how;
        return Deadline.Compute(start, kind(n), calendar, rule).DueAt <= Deadline.Compute(start, kind(n + more), calendar, rule).DueAt;
    });

    [Fact]
    public void It_is_due_within_the_hours_of_a_working_day() => Gen.Select(Starts, Gen.Int[1, 11], Kinds, Gen.Select(AnyCalendar, Rules)).Sample((start, n, kind, how) =>
    {
        var (calendar, rule) = how;
        var deadline = Deadline.Compute(start, kind(n), calendar, rule);
        var time = deadline.DueAt.InZone(calendar.Zone);
        return deadline.LastDay == time.Date && calendar.HoursOn(time.Date).Any(open => open.From <= time.TimeOfDay && time.TimeOfDay <= open.To);
    });

    [Fact]
    public void The_explanation_accounts_for_each_day_once_and_ends_with_the_due_instant() => Gen.Select(Starts, Gen.Int[1, 11], AnyCalendar, Rules).Sample((start, n, calendar, rule) =>
    {
        var deadline = Deadline.Compute(start, new Term.WorkingDays(n), calendar, rule);
        var lines = deadline.Explanation;
        var days = lines.Where(l => l.Kind is DeadlineLineKind.Start or DeadlineLineKind.Skipped or DeadlineLineKind.WorkingDay or DeadlineLineKind.Begins).Select(l => l.Date).ToList();
        Assert.Equal(deadline.DueAt, lines[^1].At);
        Assert.Equal(DeadlineLineKind.Due, lines[^1].Kind);
        Assert.Equal(n, lines.Count(l => l.Kind == DeadlineLineKind.WorkingDay));
        Assert.Equal(calendar.DateOf(start), days[0]);
        Assert.Equal(deadline.LastDay, days[^1]);
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.PlusDays(1), pair.Second));
        Assert.All(lines, l => Assert.Equal(l.Kind == DeadlineLineKind.Skipped, !calendar.IsWorkingDay(l.Date) && l.Kind != DeadlineLineKind.Start));
    });

    [Fact]
    [Requirement("P7.L1")]
    public void It_equals_the_slow_count_by_days()
    {
        foreach (var (calendar, slow) in Pairs())
        {
            Gen.Select(Starts, Gen.Int[1, 40]).Sample((start, n) => Agrees(calendar, slow, start, n));
        }
    }

    [Fact]
    public void It_equals_the_slow_count_by_minutes()
    {
        foreach (var (calendar, slow) in Pairs())
        {
            Gen.Select(Starts, Gen.Int[1, 2400]).Sample(
                (start, minutes) =>
                    slow.WorkingMinutes(start.ToDateTimeUtc(), minutes) == Due(start, new Term.WorkingHours(Duration.FromMinutes(minutes)), calendar).ToDateTimeUtc(),
                iter: 40);
        }
    }

    /// <summary>Shows that the comparison can fail: one holiday lost from the calendar is noticed.</summary>
    [Fact]
    public void The_slow_count_notices_a_lost_holiday()
    {
        var lost = new WorkingCalendar("lost", 1, 2012, 2027, Kz.Leb.Hours, Kz.Set.Days.RemoveAll(d => d.Date == Kz.Day("2026-07-06")), Kz.Leb.Zone);
        Assert.False(Agrees(lost, Pairs()[0].Slow, Kz.At("2026-07-03 10:00+05"), 1));
        Assert.True(Agrees(Kz.Leb, Pairs()[0].Slow, Kz.At("2026-07-03 10:00+05"), 1));
    }

    [Fact]
    public void Working_time_is_what_was_asked_for_forwards_and_backwards() => Gen.Select(Starts, Gen.Int[1, 6000], AnyCalendar).Sample((start, minutes, calendar) =>
    {
        var amount = Duration.FromMinutes(minutes);
        var due = Due(start, new Term.WorkingHours(amount), calendar);
        var warning = WorkingTime.Before(calendar, due, amount);
        return WorkingTime.Between(calendar, start, due) == amount && WorkingTime.Between(calendar, warning, due) == amount && start <= warning && calendar.IsOpenAt(warning);
    });

    private static (WorkingCalendar Calendar, SlowCalendar Slow)[] Pairs() =>
    [
        (Kz.Leb, new SlowCalendar(Csv, sixDays: false, transfers: true, 9, 18, lunch: true)),
        (Kz.Complaints, new SlowCalendar(Csv, sixDays: false, transfers: true, 9, 20, lunch: true)),
        (Kz.Psc, new SlowCalendar(Csv, sixDays: true, transfers: false, 9, 20, lunch: false)),
    ];

    private static bool Agrees(WorkingCalendar calendar, SlowCalendar slow, Instant start, int n) =>
        slow.WorkingDays(start.ToDateTimeUtc(), n) == Due(start, new Term.WorkingDays(n), calendar).ToDateTimeUtc()
        && slow.CalendarDays(start.ToDateTimeUtc(), n) == Due(start, new Term.CalendarDays(n), calendar).ToDateTimeUtc();

    private static Instant Due(Instant start, Term term, WorkingCalendar calendar) =>
        Deadline.Compute(start, term, calendar, DeadlineRule.FromNextWorkingDay).DueAt;
}
