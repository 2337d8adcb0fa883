using CaseFlow.Core.Access;

namespace CaseFlow.Tests.Database;

public class TextRulesTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task A_text_too_long_for_its_column_is_refused_without_being_quoted(Provider provider)
    {
        await using var db = (await databases.Get(provider)).CreateDbContext();
        db.Add(new User { UserName = "long", NormalizedUserName = "LONG", Surname = new string('Ұ', 101) });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Equal("User.Surname holds 101 characters; 100 fit.", error.Message);
    }

    [Theory, EveryDatabase]
    public async Task A_null_character_is_refused(Provider provider)
    {
        await using var db = (await databases.Get(provider)).CreateDbContext();
        db.Add(new User { UserName = "nul", NormalizedUserName = "NUL", Surname = "a\0b" });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        Assert.Equal("User.Surname holds U+0000.", error.Message);
    }
}
