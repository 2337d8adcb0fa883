using System.Data.Common;
using CaseFlow.Core.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Infrastructure.Database;

/// <summary>Brings the database to the shape that this program needs, before anything else is done with it.</summary>
public static class DatabaseStart
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Creates what is missing (the folder of an SQLite file, the database, its tables) or migrates what is old. When two
    /// processes start at once, one waits for the other.
    /// </summary>
    public static async Task PrepareAsync(CaseFlowDb db, CancellationToken cancellation)
    {
        if (!db.Database.IsSqlite())
        {
            await db.Database.MigrateAsync(cancellation);
            return;
        }

        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var alone = await Alone(file + ".setup", cancellation);
        if (File.Exists(file))
        {
            await ClearLock(db, cancellation);
        }

        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>The operating system drops this lock when its process dies, kill -9 included.</summary>
    private static async Task<FileStream> Alone(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
            }
        }
    }

    /// <summary>
    /// A process killed while it migrated leaves Entity Framework's lock in the file, and every later start would wait for it
    /// without end. Whoever is alone here knows that nobody is migrating.
    /// </summary>
    private static async Task ClearLock(CaseFlowDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if (await command.ExecuteScalarAsync(cancellation) is > 0L)
        {
            command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await db.Database.CloseConnectionAsync();
    }
}
