using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseFlow.Infrastructure.Database;

/// <summary>Tells a database that cannot be reached or written from every other error: a person can only try again later.</summary>
public static class StorageFaults
{
    // SQLITE_BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB.
    private static readonly HashSet<int> Sqlite = [5, 6, 8, 10, 11, 13, 14, 15, 26];

    /// <summary>True for such an exception itself; the caller walks the inner ones.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        SqliteException sqlite => Sqlite.Contains(sqlite.SqliteErrorCode),
        PostgresException postgres => IsPostgres(postgres.SqlState),
        NpgsqlException npgsql => npgsql.IsTransient || npgsql.InnerException is IOException or System.Net.Sockets.SocketException,
        _ => false,
    };

    // Classes 08 (connection), 53 (no disk, memory or connections), 57P (shutting down), 58 (I/O); 25006 is read-only.
    private static bool IsPostgres(string state) =>
        state is "25006"
        || state.StartsWith("08", StringComparison.Ordinal)
        || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57P", StringComparison.Ordinal)
        || state.StartsWith("58", StringComparison.Ordinal);
}
