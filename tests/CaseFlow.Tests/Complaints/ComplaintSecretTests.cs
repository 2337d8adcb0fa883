using CaseFlow.Core.Complaints;
using CaseFlow.Tests.Database;

namespace CaseFlow.Tests.Complaints;

/// <summary>The secret on a ticket (P24.2).</summary>
public class ComplaintSecretTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task It_is_the_same_whenever_it_is_printed_and_another_for_each_complaint(Provider provider)
    {
        var database = await databases.Get(provider);
        using var secrets = new ComplaintSecret(database);
        using var other = new ComplaintSecret(database.AnotherProcess());
        await Task.WhenAll(secrets.Prepare(CancellationToken.None), other.Prepare(CancellationToken.None));

        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", secrets.Of(17));
        Assert.Equal(secrets.Of(17), other.Of(17));
        Assert.Equal(1000, Enumerable.Range(1, 1000).Select(id => secrets.Of(id)).Distinct().Count());
    }

    [Theory, EveryDatabase]
    public async Task Only_the_right_one_opens_however_it_is_typed(Provider provider)
    {
        using var secrets = new ComplaintSecret(await databases.Get(provider));
        await secrets.Prepare(CancellationToken.None);
        var complaint = new Complaint { CaseId = 17, SecretHash = secrets.HashOf(17) };

        Assert.True(secrets.Check(complaint, secrets.Of(17)));
        Assert.True(secrets.Check(complaint, $" {secrets.Of(17).ToLowerInvariant().Replace('-', ' ').Replace('0', 'o').Replace('1', 'l')} "));
        Assert.False(secrets.Check(complaint, secrets.Of(18)));
        Assert.False(secrets.Check(complaint, ""));
        Assert.False(secrets.Check(complaint, new string('A', 1_000_000)));
        Assert.False(secrets.Check(null, secrets.Of(17)));
        Assert.False(secrets.Check(new Complaint { CaseId = 17 }, ""));
        Assert.DoesNotContain(secrets.Of(17), complaint.SecretHash, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, EveryDatabase]
    public async Task Another_installation_has_other_secrets(Provider provider)
    {
        using var secrets = new ComplaintSecret(await databases.New(provider));
        using var other = new ComplaintSecret(await databases.New(provider));
        await secrets.Prepare(CancellationToken.None);
        await other.Prepare(CancellationToken.None);
        Assert.NotEqual(secrets.Of(17), other.Of(17));
    }
}
