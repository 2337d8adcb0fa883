using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Database;

/// <summary>All database tests run on migrated databases; these see that the migrations say what the model says.</summary>
public class MigrationTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task The_migrations_are_the_model(Provider provider)
    {
        await using var db = (await databases.Get(provider)).CreateDbContext();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }
}
