using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.Offices;
using CaseFlow.Tests.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Register;

public class DemoHouseholdsTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory, EveryDatabase]
    public async Task The_demo_accounts_load_once(Provider provider)
    {
        var database = await databases.New(provider);
        await using var db = database.CreateDbContext();
        await DirectoryLoader.LoadAsync(db, SourceTree.Files, CancellationToken.None);
        var demo = new DemoHouseholds(database, new HouseholdRegister(database, new At(Instant.FromUtc(2026, 11, 23, 5, 0))));

        Assert.Equal(75, await demo.Load(SourceTree.Folder, CancellationToken.None));
        Assert.Equal(0, await demo.Load(SourceTree.Folder, CancellationToken.None));

        var offices = await db.Set<HouseholdAccount>().GroupBy(static account => account.OfficeId)
            .Select(accounts => new { Code = db.Set<Office>().First(office => office.Id == accounts.Key).Code, Count = accounts.Count() }).ToListAsync();
        Assert.Equal(["akm.leb.01 25", "akm.leb.05 25", "alm.leb.03 25"], offices.Select(static one => $"{one.Code} {one.Count}").Order(StringComparer.Ordinal));
        Assert.All(
            await db.Set<HouseholdMember>().Where(static member => member.Iin != "").Select(static member => member.Iin).ToListAsync(),
            static iin => Assert.True(Iin.IsValid(iin) && iin.StartsWith("000000", StringComparison.Ordinal)));
    }

    [Theory, EveryDatabase]
    public async Task Without_the_demo_offices_nothing_loads(Provider provider)
    {
        var database = await databases.New(provider);

        Assert.Equal(0, await new DemoHouseholds(database, new HouseholdRegister(database, new At(default))).Load(SourceTree.Folder, CancellationToken.None));
    }

    [Fact]
    public void Every_demo_account_lies_in_the_territory_of_its_office()
    {
        var places = SourceTree.Files.Offices.ToDictionary(
            static office => office.Code, static office => office.Territory.SelectMany(static place => new[] { place.Name.Kk, place.Name.Ru }).ToHashSet());
        string? code = null;
        foreach (var line in File.ReadLines(Path.Combine(SourceTree.Folder, DemoHouseholds.FileName)))
        {
            code = line.StartsWith("- office: ", StringComparison.Ordinal) ? line[10..] : code;
            if (line.StartsWith("  locality: ", StringComparison.Ordinal))
            {
                Assert.Contains(line[12..].Trim('"'), places[code!]);
            }
        }
    }
}
