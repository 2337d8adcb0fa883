using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Database;

public class TransientErrorTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const string DeadlockDetected = "40P01";

    /// <summary>The runner tries a step again when the database refuses it; it knows that by the exception's own type.</summary>
    [Fact]
    public async Task A_deadlock_is_told_as_what_it_is()
    {
        await using var db = (await databases.Get(Provider.Postgres)).CreateDbContext();
        var error = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync("DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''" + DeadlockDetected + "''; END'"));
        Assert.Equal(DeadlockDetected, error.SqlState);
    }
}
