using CaseFlow.Core.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Infrastructure.Database;

/// <summary>Makes the database ready at the start of a program.</summary>
public static class DatabaseStart
{
    /// <summary>Creates what is missing: the folder of an SQLite file, the database, its tables.</summary>
    public static async Task PrepareAsync(CaseFlowDb db, CancellationToken cancel)
    {
        if (db.Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite")
        {
            var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }
        }

        await db.Database.EnsureCreatedAsync(cancel);
    }
}
