using CaseFlow.Core.Access;
using CaseFlow.Core.Numbers;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Numbers;

/// <summary>Journals without gap or duplicate (P24.1), with numbers set aside for an outage, closed yearly.</summary>
public class JournalsTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly LocalDate Day = new(2026, 11, 23);

    [Theory, EveryDatabase]
    [Requirement("P24.1")]
    public async Task Each_number_is_a_line(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var series = Series();
        await Task.WhenAll(Enumerable.Range(1, 20).Select(no => Task.Run(() => DrawAsync(desk, series, caseId: no))));
        var year = await ReadAsync(desk, series, 2026);
        Assert.Equal(Enumerable.Range(1, 20), year.Lines.Select(line => line.No));
        Assert.All(year.Lines, line => Assert.Equal((JournalEntryState.Used, Day), (line.State, line.Day)));
        Assert.Equal(20, year.Lines.Select(line => line.CaseId).Distinct().Count());
    }

    [Theory, EveryDatabase]
    [Requirement("P24.1")]
    public async Task A_number_of_a_transaction_that_failed_is_drawn_again(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var series = Series();
        await DrawAsync(desk, series, 1);
        await using (var db = desk.Database.CreateDbContext())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.Equal(2, await Journals.Draw(db, Entry(desk, series, 2, 2026), CancellationToken.None));
            await db.SaveChangesAsync();
        }

        Assert.Equal(2, await DrawAsync(desk, series, 3));
        Assert.Equal([1, 3], (await ReadAsync(desk, series, 2026)).Lines.Select(line => line.CaseId));
    }

    [Theory, EveryDatabase]
    public async Task Numbers_set_aside_are_entered_or_voided_once(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var (series, chancery) = (Series(), Chancery(desk));
        await DrawAsync(desk, series, 1);
        var (numbers, problem) = await With(desk, journals => journals.SetAside(chancery, desk.OfficeId, series, 3, "жарық сөнді", CancellationToken.None));
        Assert.Null(problem);
        Assert.Equal([2, 3, 4], numbers);
        Assert.Equal(5, await DrawAsync(desk, series, 5));

        Assert.Null(await With(desk, journals => journals.Void(chancery, desk.OfficeId, series, 2026, 3, "бланк бүлінді", CancellationToken.None)));
        Assert.Equal(JournalProblems.NotSetAside, await With(desk, journals => journals.Void(chancery, desk.OfficeId, series, 2026, 3, "тағы", CancellationToken.None)));
        Assert.Equal(JournalProblems.NotSetAside, await With(desk, journals => journals.Void(chancery, desk.OfficeId, series, 2026, 1, "жоқ", CancellationToken.None)));
        Assert.Equal(JournalProblems.Reason, await With(desk, journals => journals.Void(chancery, desk.OfficeId, series, 2026, 4, "  ", CancellationToken.None)));
        Assert.True(await EnterAsync(desk, series, 2, 22));
        Assert.False(await EnterAsync(desk, series, 2, 23));
        Assert.False(await EnterAsync(desk, series, 3, 23));
        Assert.False(await EnterAsync(desk, series, 6, 23));

        var lines = (await ReadAsync(desk, series, 2026)).Lines;
        Assert.Equal(
            [(1, JournalEntryState.Used, 1L), (2, JournalEntryState.Used, 22L), (3, JournalEntryState.Voided, 0L), (4, JournalEntryState.SetAside, 0L), (5, JournalEntryState.Used, 5L)],
            lines.Select(line => (line.No, line.State, line.CaseId)));
        Assert.Equal(("бланк бүлінді", chancery.UserId), (lines[2].Reason, lines[2].ChangedBy));
        await using var db = desk.Database.CreateDbContext();
        Assert.Equal(4, Assert.Single(await Journals.WaitingToBeEntered(db, desk.OfficeId, series, CancellationToken.None)).No);
    }

    [Theory, EveryDatabase]
    public async Task Nothing_is_added_to_a_closed_year(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var (series, chancery) = (Series(), Chancery(desk));
        await DrawAsync(desk, series, 1);
        await With(desk, journals => journals.SetAside(chancery, desk.OfficeId, series, 1, "жарық сөнді", CancellationToken.None));
        Assert.Equal(JournalProblems.YearNotOver, await Close(2026));
        desk.Clock.Now = Instant.FromUtc(2027, 1, 5, 5, 0);
        Assert.Equal(JournalProblems.StillSetAside, await Close(2026));
        Assert.Null(await With(desk, journals => journals.Void(chancery, desk.OfficeId, series, 2026, 2, "керек болмады", CancellationToken.None)));
        Assert.Null(await Close(2026));
        Assert.Equal(JournalProblems.Closed, await Close(2026));
        Assert.Null(await Close(2025));

        await Assert.ThrowsAsync<JournalClosedException>(() => DrawAsync(desk, series, 9));
        await Assert.ThrowsAsync<JournalClosedException>(() => EnterAsync(desk, series, 2, 9));
        await Assert.ThrowsAsync<JournalClosedException>(() => DrawAsync(desk, series, 9, 2025));
        Assert.Equal(JournalProblems.Closed, await With(desk, journals => journals.Void(chancery, desk.OfficeId, series, 2026, 1, "жоқ", CancellationToken.None)));
        Assert.Equal(1, await DrawAsync(desk, series, 10, 2027));
        var year = await ReadAsync(desk, series, 2026);
        Assert.Equal((2, 2), (year.Lines.Count, year.Closure!.Last));

        async Task<string?> Close(int closing) => await With(desk, journals => journals.Close(chancery, desk.OfficeId, series, closing, CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task A_year_is_closed_between_two_numbers_and_never_within_one(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        var (series, chancery) = (Series(), Chancery(desk));
        desk.Clock.Now = Instant.FromUtc(2027, 1, 5, 5, 0);
        var draws = Enumerable.Range(1, 12).Select(no => Task.Run(async () =>
        {
            try
            {
                await DrawAsync(desk, series, no);
                return 1;
            }
            catch (JournalClosedException)
            {
                return 0;
            }
        })).ToArray();
        string? problem;
        do
        {
            problem = await With(desk, journals => journals.Close(chancery, desk.OfficeId, series, 2026, CancellationToken.None));
        }
        while (problem is not null);

        var drawn = (await Task.WhenAll(draws)).Sum();
        var year = await ReadAsync(desk, series, 2026);
        Assert.Equal((drawn, drawn), (year.Lines.Count, year.Closure!.Last));
    }

    [Theory, EveryDatabase]
    public async Task Only_the_chancery_keeps_a_journal(Provider provider)
    {
        using var desk = await ServiceDesk.OpenAsync(databases, provider);
        foreach (var scope in new[] { desk.Clerk, Scope.Of(1, [new Grant(desk.OfficeId + 1, Roles.Chancery)]) })
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => With(desk, journals => journals.SetAside(scope, desk.OfficeId, "x", 1, "r", CancellationToken.None)));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => With(desk, journals => journals.Void(scope, desk.OfficeId, "x", 2026, 1, "r", CancellationToken.None)));
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => With(desk, journals => journals.Close(scope, desk.OfficeId, "x", 2025, CancellationToken.None)));
        }

        var series = Series();
        await DrawAsync(desk, series, 1);
        Assert.Empty((await With(desk, journals => journals.Read(Scope.Of(1, [new Grant(desk.OfficeId + 1, Roles.Chancery)]), desk.OfficeId, series, 2026, CancellationToken.None))).Lines);
    }

    private static string Series() => "test" + Guid.NewGuid().ToString("N")[..8];

    private static Scope Chancery(ServiceDesk desk) => Scope.Of(desk.Clerk.UserId!.Value, [new Grant(desk.OfficeId, Roles.Chancery)]);

    private static JournalEntry Entry(ServiceDesk desk, string series, long caseId, int year) => new()
    {
        OfficeId = desk.OfficeId,
        Series = series,
        Year = year,
        State = JournalEntryState.Used,
        CaseId = caseId,
        Day = Day,
        ChangedAt = desk.Clock.Now,
    };

    /// <summary>As the runner does: a transaction that loses against another is made again.</summary>
    private static async Task<int> DrawAsync(ServiceDesk desk, string series, long caseId, int year = 2026)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = desk.Database.CreateDbContext();
                await using var transaction = await db.Database.BeginTransactionAsync();
                var no = await Journals.Draw(db, Entry(desk, series, caseId, year), CancellationToken.None);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return no;
            }
            catch (Exception error) when (error is DbUpdateException or System.Data.Common.DbException && attempt < 30)
            {
            }
        }
    }

    private static async Task<bool> EnterAsync(ServiceDesk desk, string series, int no, long caseId)
    {
        await using var db = desk.Database.CreateDbContext();
        var entry = Entry(desk, series, caseId, 2026);
        entry.No = no;
        return await Journals.Enter(db, entry, CancellationToken.None);
    }

    private static Task<JournalYear> ReadAsync(ServiceDesk desk, string series, int year) =>
        With(desk, journals => journals.Read(desk.Clerk, desk.OfficeId, series, year, CancellationToken.None));

    private static async Task<T> With<T>(ServiceDesk desk, Func<Journals, Task<T>> use)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var db = desk.Database.CreateDbContext();
                return await use(new Journals(db, desk.Calendars, desk.Clock));
            }
            catch (Exception error) when (error is DbUpdateException or System.Data.Common.DbException && attempt < 30)
            {
            }
        }
    }
}
