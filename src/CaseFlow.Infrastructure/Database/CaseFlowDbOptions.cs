using CaseFlow.Core.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CaseFlow.Infrastructure.Database;

/// <summary>How a context of each provider is set up; the application and the tests use the same.</summary>
public static class CaseFlowDbOptions
{
    /// <summary>SQLite at this connection string.</summary>
    public static Action<DbContextOptionsBuilder> Sqlite(string connectionString)
    {
        var pragmas = new SqlitePragmas();
        var keys = new KeyBlocks(
            () =>
            {
                var connection = new SqliteConnection(connectionString);
                connection.Open();
                pragmas.Apply(connection);
                return connection;
            },
            oneWriter: true);
        return options => options.UseSqlite(connectionString).AddInterceptors(pragmas, keys);
    }

    /// <summary>PostgreSQL at this connection string.</summary>
    public static Action<DbContextOptionsBuilder> Postgres(string connectionString)
    {
        var keys = new KeyBlocks(
            () =>
            {
                var connection = new NpgsqlConnection(connectionString);
                connection.Open();
                return connection;
            },
            oneWriter: false);
        // The runner tries again by itself, and knows a deadlock by its own exception; the provider's strategy would hide it in another.
        return options => options.UseNpgsql(connectionString, storage => storage.ExecutionStrategy(static parts => new NonRetryingExecutionStrategy(parts))).AddInterceptors(keys);
    }
}
