using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Infrastructure.Database;

/// <summary>The database on a PostgreSQL server.</summary>
public sealed class PostgresCaseFlowDb(DbContextOptions<PostgresCaseFlowDb> options) : CaseFlowDb(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // Text compares by code point, as in SQLite: prefix search and order must not depend on the server's locale.
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(static entity => entity.GetProperties()))
        {
            if (property.ClrType == typeof(string))
            {
                property.SetCollation("C");
            }
        }
    }
}
