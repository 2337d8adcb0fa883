using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Calendars;

public sealed class CalendarStoreTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly CalendarDay Extra = new(
        Kz.Day("2028-01-01"), DayKind.Holiday, new Names("Жаңа жыл", "Новый год", "New Year"), null, "law", "high");

    [Theory, EveryDatabase]
    public async Task What_is_loaded_is_what_was_shipped(Provider provider)
    {
        var database = await databases.New(provider);
        Assert.True(await Load(database, Kz.Set));
        var read = await Read(database);
        Assert.Equal(Kz.Set.Days, read.Days);
        Assert.Equal(Kz.Set.Schedules, read.Schedules);
        Assert.Equal((1, 2012, 2027), (read.Version, read.FirstYear, read.LastYear));
    }

    [Theory, EveryDatabase]
    public async Task A_second_load_changes_nothing(Provider provider)
    {
        var database = await databases.New(provider);
        await Load(database, Kz.Set);
        Assert.False(await Load(database, Kz.Set));
        Assert.Equal(1, (await Read(database)).Version);
        await using var db = database.CreateDbContext();
        Assert.Equal(Kz.Set.Days.Length, await db.Set<StoredCalendarDay>().CountAsync());
        Assert.Equal(Kz.Set.Schedules.Length, await db.Set<StoredSchedule>().CountAsync());
    }

    [Theory, EveryDatabase]
    public async Task Two_processes_that_start_together_load_once(Provider provider)
    {
        var database = await databases.New(provider);
        var changed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Load(database.AnotherProcess(), Kz.Set))));
        Assert.Single(changed, true);
        Assert.Equal(1, (await Read(database)).Version);
    }

    [Theory, EveryDatabase]
    public async Task A_new_edition_leaves_what_the_administrator_changed(Provider provider)
    {
        var database = await databases.New(provider);
        await Load(database, Kz.Set);
        await Administer(database);

        var next = Kz.Set with { Version = 2, LastYear = 2028, Days = Kz.Set.Days.RemoveAll(d => d.Date == Kz.Day("2027-12-16")).Add(Extra) };
        Assert.True(await Load(database, next));

        var read = await Read(database);
        Assert.Equal((3, 2028), (read.Version, read.LastYear)); // one change by the administrator, one by the edition
        Assert.Equal(Extra, read.Days[^1]);
        Assert.DoesNotContain(read.Days, d => d.Date == Kz.Day("2027-12-16")); // dropped by the edition
        Assert.DoesNotContain(read.Days, d => d.Date == Kz.Day("2027-10-25")); // struck out by the administrator
        Assert.Equal("Moved", Assert.Single(read.Days, d => d.Date == Kz.Day("2027-07-06")).Name.En);
        Assert.Equal("mon-fri 08:00-17:00", Assert.Single(read.Schedules, s => s.Key is "leb").Hours.Text);
    }

    [Theory, EveryDatabase]
    public async Task The_cache_sees_a_change_at_once(Provider provider)
    {
        var database = await databases.New(provider);
        await Load(database, Kz.Set);
        await using var db = database.CreateDbContext();
        var cache = new CalendarCache("kz");
        var before = await cache.ForAsync(db, "leb", "Asia/Oral", default);
        Assert.Same(before, await cache.ForAsync(db, "leb", "Asia/Oral", default));
        Assert.False(before.IsWorkingDay(Kz.Day("2027-10-25")));

        await Administer(database);
        var after = await cache.ForAsync(db, "leb", "Asia/Oral", default);
        Assert.Equal(2, after.Version);
        Assert.True(after.IsWorkingDay(Kz.Day("2027-10-25")));
        Assert.False(before.IsWorkingDay(Kz.Day("2027-10-25")));
    }

    [Theory, EveryDatabase]
    public async Task Without_a_load_there_is_no_calendar(Provider provider)
    {
        var database = await databases.New(provider);
        await using var db = database.CreateDbContext();
        await Assert.ThrowsAsync<KeyNotFoundException>(() => new CalendarCache("kz").ForAsync(db, "leb", "Asia/Oral", default));
    }

    private static async Task Administer(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        var calendar = await db.Set<StoredCalendar>().Include(c => c.Days).Include(c => c.Schedules).SingleAsync();
        calendar.Version++;
        calendar.Days.Single(d => d.Date == Kz.Day("2027-10-25")).Origin = CalendarOrigin.StruckOut;
        var moved = calendar.Days.Single(d => d.Date == Kz.Day("2027-07-06"));
        (moved.NameEn, moved.Origin) = ("Moved", CalendarOrigin.Administrator);
        var leb = calendar.Schedules.Single(s => s.Key == "leb");
        (leb.Hours, leb.Origin) = ("mon-fri 08:00-17:00", CalendarOrigin.Administrator);
        await db.SaveChangesAsync();
    }

    private static async Task<bool> Load(TestDatabase database, CalendarSet set)
    {
        await using CaseFlowDb db = database.CreateDbContext();
        return await CalendarStore.LoadAsync(db, set, default);
    }

    private static async Task<CalendarSet> Read(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        return await CalendarStore.ReadAsync(db, "kz", default);
    }
}
