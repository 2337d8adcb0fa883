using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Database;

public class PrefixQueryTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Fact]
    public async Task A_prefix_is_a_range_over_the_index_with_parameters()
    {
        await using var db = (await databases.Get(Provider.Sqlite)).CreateDbContext();
        await using var command = db.Set<LocalityWord>().WhereStartsWith(static row => row.Word, "ак").CreateDbCommand();
        Assert.Equal(["ак", "ал"], command.Parameters.Cast<System.Data.Common.DbParameter>().Select(static parameter => parameter.Value));

        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await db.Database.OpenConnectionAsync();
        await using var plan = await command.ExecuteReaderAsync();
        Assert.True(await plan.ReadAsync());
        Assert.Contains("INDEX ix_locality_words_word_locality_id (word>? AND word<?)", plan.GetString(3), StringComparison.Ordinal);
    }

    [Theory, EveryDatabase]
    public async Task Keys_compare_by_code_point(Provider provider)
    {
        await using var db = (await databases.New(provider)).CreateDbContext();
        var place = new Locality { Code = "p", NameKk = "p" };
        db.Add(place);
        string[] words = ["а", "ак", "акя", "ал", "ёк", "ak", "ак1"];
        db.AddRange(words.Select((word, at) => new LocalityWord { LocalityId = place.Id, No = at + 1, Word = word }));
        await db.SaveChangesAsync();

        var found = await db.Set<LocalityWord>().WhereStartsWith(static row => row.Word, "ак").Select(static row => row.Word).ToListAsync();

        Assert.Equal(["ак", "ак1", "акя"], found.Order(StringComparer.Ordinal));
    }
}
