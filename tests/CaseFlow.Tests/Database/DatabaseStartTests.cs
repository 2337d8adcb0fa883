using CaseFlow.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Database;

public sealed class DatabaseStartTests : IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    private readonly string directory = Directory.CreateTempSubdirectory("caseflow-start-").FullName;

    private string ConnectionString => $"Data Source={Path.Combine(directory, "data", "new.db")};Pooling=False";

    [Fact]
    public async Task A_new_folder_and_database_are_made_and_a_second_start_changes_nothing()
    {
        var database = TestDatabase.Sqlite(ConnectionString);
        await Prepare(database);
        await using var db = database.CreateDbContext();
        var tables = await Tables(db);
        Assert.Contains("cases", tables);
        Assert.Equal("wal", (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").ToListAsync()).Single());

        await Prepare(database);
        Assert.Equal(tables, await Tables(db));
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_does_not_stop_the_start()
    {
        var database = TestDatabase.Sqlite(ConnectionString);
        await Prepare(database);
        await using var db = database.CreateDbContext();
        await db.Database.ExecuteSqlRawAsync(
            """
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2026-11-23 00:00:00+00:00');
            """);

        await Prepare(database);

        Assert.Equal([0L], await db.Database.SqlQueryRaw<long>("SELECT count(*) AS Value FROM \"__EFMigrationsLock\"").ToListAsync());
    }

    [Fact]
    public async Task Processes_that_start_together_wait_for_each_other()
    {
        using var barrier = new Barrier(3);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                Prepare(TestDatabase.Sqlite(ConnectionString)).GetAwaiter().GetResult();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        await using var db = TestDatabase.Sqlite(ConnectionString).CreateDbContext();
        Assert.Equal(0, await db.Users.CountAsync());
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static async Task Prepare(TestDatabase database)
    {
        await using var db = database.CreateDbContext();
        await DatabaseStart.PrepareAsync(db, CancellationToken.None).WaitAsync(LongEnough);
    }

    private static Task<List<string>> Tables(DbContext db) =>
        db.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE type = 'table' ORDER BY name").ToListAsync();
}
