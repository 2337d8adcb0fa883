using CaseFlow.Core.Database;
using CaseFlow.Infrastructure.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseFlow.Tests.Database;

/// <summary>An empty database of one provider, with the tables of the product.</summary>
public sealed class TestDatabase : IDbContextFactory<CaseFlowDb>
{
    private readonly Func<CaseFlowDb> create;

    private TestDatabase(Provider provider, string connectionString, Func<CaseFlowDb> create)
    {
        Provider = provider;
        ConnectionString = connectionString;
        this.create = create;
    }

    public Provider Provider { get; }

    public string ConnectionString { get; }

    /// <summary>A new context; dispose of it.</summary>
    public CaseFlowDb CreateDbContext() => create();

    /// <summary>The same database as another process sees it: keys from a block of its own.</summary>
    public TestDatabase AnotherProcess() =>
        Provider == Provider.Sqlite ? Sqlite(ConnectionString) : Postgres(ConnectionString);

    /// <summary>The same database with something between.</summary>
    public TestDatabase With(IInterceptor interceptor) =>
        Provider == Provider.Sqlite ? Sqlite(ConnectionString, interceptor) : Postgres(ConnectionString, interceptor);

    internal static TestDatabase Sqlite(string connectionString, params IInterceptor[] interceptors)
    {
        var builder = new DbContextOptionsBuilder<SqliteCaseFlowDb>();
        CaseFlowDbOptions.Sqlite(connectionString)(builder);
        builder.AddInterceptors(interceptors);
        var options = builder.Options;
        return new TestDatabase(Provider.Sqlite, connectionString, () => new SqliteCaseFlowDb(options));
    }

    internal static TestDatabase Postgres(string connectionString, params IInterceptor[] interceptors)
    {
        var builder = new DbContextOptionsBuilder<PostgresCaseFlowDb>();
        CaseFlowDbOptions.Postgres(connectionString)(builder);
        builder.AddInterceptors(interceptors);
        var options = builder.Options;
        return new TestDatabase(Provider.Postgres, connectionString, () => new PostgresCaseFlowDb(options));
    }
}

/// <summary>
/// The databases of one test class, made when first asked for:
/// <code>
/// public class FooTests(TestDatabases databases) : IClassFixture&lt;TestDatabases&gt;
/// {
///     [Theory, EveryDatabase]
///     public async Task Foo_is_kept(Provider provider)
///     {
///         var database = await databases.Get(provider);
///         await using var db = database.CreateDbContext();
/// </code>
/// The tests of a class share a database a provider; <see cref="New"/> gives one of its own.
/// </summary>
public sealed class TestDatabases(PostgresServer postgres) : IAsyncLifetime
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<Provider, TestDatabase> shared = [];
    private readonly List<TestDatabase> all = [];
    private readonly string directory = Directory.CreateTempSubdirectory("caseflow-test-").FullName;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The database that the tests of this class share.</summary>
    public async Task<TestDatabase> Get(Provider provider)
    {
        await gate.WaitAsync();
        try
        {
            if (!shared.TryGetValue(provider, out var database))
            {
                shared[provider] = database = await Create(provider);
            }

            return database;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A fresh, empty database.</summary>
    public async Task<TestDatabase> New(Provider provider)
    {
        await gate.WaitAsync();
        try
        {
            return await Create(provider);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in all)
        {
            if (database.Provider == Provider.Postgres)
            {
                await postgres.DropDatabase(database.ConnectionString);
            }
            else
            {
                using var connection = new SqliteConnection(database.ConnectionString);
                SqliteConnection.ClearPool(connection);
            }
        }

        Directory.Delete(directory, recursive: true);
        gate.Dispose();
    }

    private async Task<TestDatabase> Create(Provider provider)
    {
        TestDatabase database;
        if (provider == Provider.Postgres)
        {
            database = TestDatabase.Postgres(await postgres.CreateDatabase());
        }
        else
        {
            var file = Path.Combine(directory, $"test{all.Count}.db");
            File.Copy(await SqliteTemplate.File, file);
            database = TestDatabase.Sqlite($"Data Source={file}");
        }

        all.Add(database);
        return database;
    }
}

/// <summary>One empty SQLite database a test run, copied for each use.</summary>
internal static class SqliteTemplate
{
    private static readonly Lazy<Task<string>> Made = new(Make);

    public static Task<string> File => Made.Value;

    private static async Task<string> Make()
    {
        var directory = Directory.CreateTempSubdirectory("caseflow-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(directory, recursive: true);
        var file = Path.Combine(directory, "template.db");
        await using var db = TestDatabase.Sqlite($"Data Source={file};Pooling=false").CreateDbContext();
        await db.Database.MigrateAsync();
        return file;
    }
}
