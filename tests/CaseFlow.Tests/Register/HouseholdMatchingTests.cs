using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.People;
using NodaTime;

namespace CaseFlow.Tests.Register;

[Requirement("P16.2")]
public class HouseholdMatchingTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const long Office = 301;
    private const string Address = "Ақмола облысы, Целиноград ауданы, Ақбұлақ ауылы, Достық көшесі, 7-үй";
    private static readonly PersonName Applicant = new("Сейитқали", "Алия");

    [Theory, EveryDatabase]
    public async Task What_matches_is_told_strongest_first(Provider provider)
    {
        var database = await databases.New(provider);
        await Add(database, "1", static account => account.Members[0].Surname = "Омаров");
        await Add(database, "2", static account => (account.Members[0].Iin, account.Address) = ("900101350401", "Абай к., 3"));
        await Add(database, "3", static account => (account.Members[0].Iin, account.Address) = ("061211600012", "Достық к., 7"));
        await Add(database, "4", static account => (account.Members[0].Iin, account.Address) = ("", "Абай к., 5"));
        await Add(database, "5", static account => (account.Members[0].Surname, account.Members[0].Iin) = ("Омаров", ""));
        await Add(database, "6", static account => (account.Members[0].Surname, account.Members[0].Iin, account.Address) = ("Омаров", "", "Достық к., 71"));
        await Add(database, "7", static account => account.OfficeId = 302);

        var found = await new HouseholdMatching(database).Find(Office, "900101350003", Applicant, Address, CancellationToken.None);

        Assert.Equal(
            [
                ("1", AccountMatch.Iin | AccountMatch.Address, false),
                ("3", AccountMatch.Name | AccountMatch.Address, true),
                ("2", AccountMatch.Name, true),
                ("4", AccountMatch.Name, false),
                ("5", AccountMatch.Address, false),
            ],
            found.Select(static one => (one.Account.Number, one.Match, one.OtherIin)));
        Assert.Equal("Омаров Әлия Нұрланқызы", found[0].Member);
    }

    [Theory, EveryDatabase]
    public async Task Without_iin_and_address_the_name_is_looked_for(Provider provider)
    {
        var database = await databases.New(provider);
        await Add(database, "1", static account => account.Closed = true);
        await Add(database, "2", static _ => { });

        var found = await new HouseholdMatching(database).Find(Office, "", Applicant, "", CancellationToken.None);

        Assert.Equal([("2", false), ("1", true)], found.Select(static one => (one.Account.Number, one.Account.Closed)));
        Assert.Empty(await new HouseholdMatching(database).Find(Office, "", new PersonName("Жоқ", "Адам"), "", CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task The_letters_shown_hold_no_names_of_the_household(Provider provider)
    {
        var database = await databases.New(provider);
        await Add(database, "12-045", static _ => { });
        var id = (await new HouseholdSearch(database).Find(Office, "", after: null, 1, CancellationToken.None)).Lines[0].Id;
        var account = (await new HouseholdRegister(database, new At(default)).Find(Office, id, CancellationToken.None))!;

        var farm = FarmData.Of(account, CasePartiesTests.Catalog(), "ru");

        Assert.Equal(("12-045", "Ақбұлақ ауылы, Достық к., 7", new LocalDate(2026, 1, 1)), (farm.AccountNumber, farm.Address, farm.AsOf));
        Assert.Equal([new FarmPlot("Дом и двор", "01-018-032-145", 1500), new FarmPlot("Огород", "", 12345)], farm.Plots);
        Assert.Equal(13845, farm.TotalAreaM2);
        Assert.Equal([new FarmCount("Крупный рогатый скот", 4), new FarmCount("в том числе коровы", 2), new FarmCount("Овцы", 23)], farm.Animals);
        Assert.Equal([new FarmCount("Трактор МТЗ-80", 1)], farm.Machinery);
    }

    private static async Task Add(TestDatabase database, string number, Action<HouseholdAccount> change)
    {
        var account = Farm.New(Office, number);
        account.Members.RemoveAt(1);
        change(account);
        var saved = await new HouseholdRegister(database, new At(default)).Save(account, 7, Farm.Today, "x", CancellationToken.None);
        Assert.IsType<SaveResult.Saved>(saved);
    }
}
