using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Database;

public class KeyBlocksTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task An_added_entity_has_its_key_before_it_is_saved(Provider provider)
    {
        await using var db = (await databases.Get(provider)).CreateDbContext();
        var clerk = User("early");

        db.Add(clerk);
        Assert.NotEqual(0, clerk.Id);
        await db.SaveChangesAsync();

        Assert.Equal("early", (await db.Users.SingleAsync(user => user.Id == clerk.Id)).UserName);
    }

    [Theory, EveryDatabase]
    public async Task Threads_and_processes_never_get_the_same_key(Provider provider)
    {
        var database = await databases.Get(provider);
        await using var one = database.CreateDbContext();
        await using var other = database.AnotherProcess().CreateDbContext();

        var drawn = await Task.WhenAll(
            new[] { one.Keys, one.Keys, other.Keys, other.Keys }.Select(keys => Task.Run(() => Draw(keys, 3 * KeyBlocks.BlockSize))));

        var all = drawn.SelectMany(static keys => keys).ToList();
        Assert.Equal(4 * 3 * KeyBlocks.BlockSize, all.Distinct().Count());
        Assert.All(drawn, static keys => Assert.Equal(keys.Order(), keys));
    }

    [Theory, EveryDatabase]
    public async Task A_writing_transaction_draws_what_was_kept_for_it(Provider provider)
    {
        var database = await databases.New(provider);
        await using var db = database.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var count = 0; count < KeyBlocks.Kept; count++)
        {
            db.Add(User($"kept{count}"));
            if (count == 0)
            {
                await db.SaveChangesAsync();
            }
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        Assert.Equal(KeyBlocks.Kept, await db.Users.CountAsync());
    }

    [Fact]
    public async Task On_SQLite_a_transaction_that_needs_more_says_so_at_once_and_can_reserve()
    {
        await using var db = (await databases.New(Provider.Sqlite)).CreateDbContext();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            Assert.Throws<InvalidOperationException>(() => Draw(db.Keys, 2 * KeyBlocks.BlockSize, inTransaction: true));
        }

        db.Keys.Reserve(5000);
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            Assert.Equal(5000, Draw(db.Keys, 5000, inTransaction: true).Count);
        }
    }

    private static List<long> Draw(KeyBlocks keys, int count, bool inTransaction = false) =>
        Enumerable.Range(0, count).Select(_ => keys.Next(inTransaction)).ToList();

    private static User User(string name) => new() { UserName = name, NormalizedUserName = name.ToUpperInvariant() };
}
