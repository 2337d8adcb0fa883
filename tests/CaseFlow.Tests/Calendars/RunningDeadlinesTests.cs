using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Running;
using CaseFlow.Tests.Complaints;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Calendars;

/// <summary>A calendar changed under running deadlines (R5).</summary>
public class RunningDeadlinesTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly LocalDate Wednesday = new(2026, 11, 25);
    private static readonly Instant ThursdayEvening = Instant.FromUtc(2026, 11, 26, 13, 0);
    private static readonly Instant FridayEvening = Instant.FromUtc(2026, 11, 27, 13, 0);

    [Theory, EveryDatabase]
    [Requirement("R5")]
    public async Task A_new_holiday_moves_deadline_timers_tasks_and_receipt_and_is_on_record(Provider provider)
    {
        using var desk = await DeskAsync(provider);
        await desk.PersonAsync("akm.leb.01", Roles.Head);
        var complaint = await desk.RegisteredAsync(desk.Complaint());
        var acceptance = desk.Desk.Application();
        acceptance.Applicant.Email = "aliya@example.kz";
        var service = await desk.Desk.AcceptedAsync(acceptance);
        var before = await desk.Desk.CaseAsync(complaint);
        var admin = Administrator();

        Assert.Equal(2, await Deadlines(desk).Change(admin, AddHoliday(Wednesday), CancellationToken.None));

        var deadline = await desk.DeadlineAsync(complaint);
        Assert.Equal(FridayEvening, deadline.DueAt);
        Assert.Equal(FridayEvening, DeadlineJson.Read(deadline.Explanation)[^1].At);
        Assert.Contains(DeadlineJson.Read(deadline.Explanation), line => line.Date == Wednesday && line.Kind == DeadlineLineKind.Skipped);
        var timers = (await desk.Desk.RowsAsync<CaseTimer>(timer => timer.CaseId == complaint)).ToDictionary(timer => timer.Element, timer => timer.DueAt, StringComparer.Ordinal);
        Assert.Equal((FridayEvening, FridayEvening - Duration.FromHours(4)), (timers["deadlinePassed"], timers["dueSoon"]));
        Assert.Equal(FridayEvening, Assert.Single(await desk.Desk.RowsAsync<WorkItem>(item => item.CaseId == complaint)).DueAt);

        // The state is as it was, and the history says who moved what.
        var after = await desk.Desk.CaseAsync(complaint);
        Assert.Equal(before.State, after.State);
        Assert.Equal(before.Version + 1, after.Version);
        var history = (await desk.Desk.RowsAsync<HistoryRow>(row => row.CaseId == complaint)).OrderBy(row => row.Version).ToList();
        Assert.Equal(("calendar-changed", admin.UserId!.Value, "P24.3: 2026-11-26T13:00:00Z > 2026-11-27T13:00:00Z"), (history[^1].Kind, history[^1].ActorId, history[^1].Why));
        Assert.Equal(history[^2].Hash, history[^1].PreviousHash);
        Assert.Equal(after.HistoryHash, history[^1].ComputeHash());

        // The receipt's date moves from Wednesday to Thursday, and the applicant is told.
        Assert.Equal(Instant.FromUtc(2026, 11, 26, 11, 0), Assert.Single(await desk.Desk.RowsAsync<Application>(row => row.CaseId == service)).PickupAt);
        var mail = Assert.Single(await desk.Desk.RowsAsync<OutboxMessage>(row => row.CaseId == service && row.Kind == OutboxKinds.Mail));
        Assert.Contains("aliya@example.kz", System.Text.Encoding.UTF8.GetString(mail.Payload), StringComparison.Ordinal);

        Assert.Equal(0, await Deadlines(desk).Recount(CancellationToken.None));
        await desk.AtAsync(ThursdayEvening);
        Assert.False((await desk.DeadlineAsync(complaint)).Late);
        await desk.AtAsync(FridayEvening);
        Assert.True((await desk.DeadlineAsync(complaint)).Late);
    }

    [Theory, EveryDatabase]
    [Requirement("R5")]
    public async Task What_has_passed_or_was_met_is_never_touched(Provider provider)
    {
        using var desk = await DeskAsync(provider);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        await desk.PersonAsync("akm.akim.19", Roles.Head);
        var (late, met) = (await desk.RegisteredAsync(desk.Complaint()), await desk.RegisteredAsync(desk.Complaint()));
        await desk.ApprovedAsync(akim, met);
        await desk.SignedAsync(akim, met);
        await desk.PostedAsync(desk.Chancery, met);
        await desk.AtAsync(ThursdayEvening);
        var version = (await desk.Desk.CaseAsync(met)).Version;

        // The body above has its inner term until Tuesday; that alone still runs.
        Assert.Equal(1, await Deadlines(desk).Change(Administrator(), AddHoliday(new LocalDate(2026, 11, 30), Wednesday), CancellationToken.None));
        Assert.Equal((ThursdayEvening, true), await desk.DeadlineAsync(late) is var row ? (row.DueAt, row.Late) : default);
        Assert.Equal(ThursdayEvening, (await desk.DeadlineAsync(met)).DueAt);
        Assert.Equal(version, (await desk.Desk.CaseAsync(met)).Version);
        Assert.Equal(Instant.FromUtc(2026, 12, 2, 13, 0), (await desk.DeadlineAsync(late, "R4.1")).DueAt);
        Assert.Equal(Instant.FromUtc(2026, 12, 2, 13, 0), Assert.Single(await desk.Desk.RowsAsync<WorkItem>(item => item.CaseId == late && item.Element == "takeOver")).DueAt);
    }

    [Theory, EveryDatabase]
    public async Task A_change_that_fails_changes_nothing_and_only_an_administrator_changes(Provider provider)
    {
        using var desk = await DeskAsync(provider);
        var complaint = await desk.RegisteredAsync(desk.Complaint());
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Deadlines(desk).Change(desk.Chancery, AddHoliday(Wednesday), CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Deadlines(desk).Change(Administrator(), static _ => throw new InvalidOperationException(), CancellationToken.None));
        Assert.Equal(ThursdayEvening, (await desk.DeadlineAsync(complaint)).DueAt);
        Assert.Equal(0, await Deadlines(desk).Recount(CancellationToken.None));
    }

    [Theory, EveryDatabase]
    [Requirement("R5")]
    public async Task A_start_counts_anew_when_there_is_a_new_calendar_and_only_then(Provider provider)
    {
        using var desk = await DeskAsync(provider);
        var complaint = await desk.RegisteredAsync(desk.Complaint());
        await Deadlines(desk).Recount(CancellationToken.None);
        var off = ThursdayEvening - Duration.FromHours(1);
        await desk.WithAsync(db => db.Set<CaseTimer>().Where(timer => timer.CaseId == complaint && timer.Element == "deadlinePassed")
            .ExecuteUpdateAsync(set => set.SetProperty(timer => timer.DueAt, off)));

        Assert.Equal(0, await Deadlines(desk).Recount(CancellationToken.None));
        Assert.Equal(off, await TimerAsync());
        await desk.WithAsync(db => db.Set<StoredCalendar>().ExecuteUpdateAsync(set => set.SetProperty(calendar => calendar.Version, calendar => calendar.Version + 1)));
        Assert.Equal(1, await Deadlines(desk).Recount(CancellationToken.None));
        Assert.Equal(ThursdayEvening, await TimerAsync());

        async Task<Instant> TimerAsync() =>
            Assert.Single(await desk.Desk.RowsAsync<CaseTimer>(timer => timer.CaseId == complaint && timer.Element == "deadlinePassed")).DueAt;
    }

    [Theory, EveryDatabase]
    public async Task Cases_that_are_stepped_meanwhile_keep_their_step_and_are_moved(Provider provider)
    {
        using var desk = await DeskAsync(provider);
        var akim = await desk.PersonAsync("akm.leb.01", Roles.Head);
        var cases = new List<long>();
        for (var no = 0; no < 6; no++)
        {
            cases.Add(await desk.RegisteredAsync(desk.Complaint()));
        }

        var steps = cases.Select(caseId => Task.Run(() => desk.DoAsync(akim, caseId, "assign", ("action", "consider")))).ToList();
        await Deadlines(desk).Change(Administrator(), AddHoliday(Wednesday), CancellationToken.None);
        await Task.WhenAll(steps);
        foreach (var caseId in cases)
        {
            Assert.Equal(FridayEvening, (await desk.DeadlineAsync(caseId)).DueAt);
            Assert.Equal("gather@akm.leb.01", await desk.TasksAsync(caseId));
            Assert.Equal((await desk.Desk.CaseAsync(caseId)).Version, (await desk.Desk.RowsAsync<HistoryRow>(row => row.CaseId == caseId)).Count);
        }
    }

    /// <summary>A database of its own: the calendar is everybody's.</summary>
    private async Task<ComplaintDesk> DeskAsync(Provider provider) => await ComplaintDesk.OpenAsync(await databases.New(provider), sendMail: true);

    private static RunningDeadlines Deadlines(ComplaintDesk desk) =>
        new(desk.Desk.Database, desk.Desk.Definitions, desk.Clock, new Nudge(), desk.Desk.Services.Texts, desk.Desk.Services.Options);

    private static Scope Administrator() => Scope.Of(99, [new Grant(1, Roles.Administrator)]);

    private static Action<StoredCalendar> AddHoliday(params LocalDate[] days) => calendar =>
    {
        foreach (var day in days)
        {
            calendar.Days.RemoveAll(row => row.Date == day);
            calendar.Days.Add(new StoredCalendarDay
            {
                CalendarId = calendar.Id,
                No = calendar.Days.Max(row => row.No) + 1,
                Date = day,
                Origin = CalendarOrigin.Administrator,
                Day = new CalendarDay(day, DayKind.Holiday, new Names("Мереке", "Праздник", "Holiday"), null, "бұйрық", "certain"),
            });
        }
    };
}
