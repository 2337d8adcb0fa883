using System.CommandLine;
using CaseFlow.Cli.Commands;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace CaseFlow.Tests.Offices;

public class DirectoryLoaderTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Theory, EveryDatabase]
    public async Task All_offices_arrive_with_all_their_rows(Provider provider)
    {
        await using var db = await Loaded(await databases.New(provider));

        Assert.Equal(SourceTree.Files.Offices.Count, await db.Set<Office>().CountAsync());
        Assert.Equal(SourceTree.Files.Offices.Sum(static office => office.Contacts.Count), await db.Set<OfficeContact>().CountAsync());
        Assert.Equal(SourceTree.Files.Offices.Sum(static office => office.Notes.Count), await db.Set<OfficeNote>().CountAsync());
        Assert.Equal(SourceTree.Files.Offices.Sum(static office => office.Territory.Count), await db.Set<Locality>().CountAsync());

        var office = await Office(db, "krg.akim.08");
        Assert.Equal("Осакаров ауданы", office.AreaKk);
        Assert.Equal("8.", office.Number);
        Assert.Equal("311, 313", office.PrintedLines);
        Assert.StartsWith("\t\t\tтел/факс 8 (72149) 4-12-67, 4-18-42; E-mail:\n8.\t", office.Printed, StringComparison.Ordinal);
        var contacts = await db.Set<OfficeContact>().Where(contact => contact.OfficeId == office.Id).OrderBy(contact => contact.No).ToListAsync();
        Assert.Equal([1, 2, 3, 4], contacts.Select(static contact => contact.No));
        Assert.Equal("+77214941842", contacts[1].Normalised);
        Assert.Equal("71648, 71647", (await db.Set<OfficeNote>().SingleAsync(note => note.Code == "phone-areas-mixed" && note.Detail.StartsWith("71648"))).Detail);
    }

    [Theory, EveryDatabase]
    public async Task Loading_again_changes_nothing(Provider provider)
    {
        var database = await databases.New(provider);
        await using var first = await Loaded(database);
        var before = await Dump(first);

        await using var db = database.CreateDbContext();
        var written = 0;
        db.SavingChanges += (_, _) => written += db.ChangeTracker.Entries().Count(static entry => entry.State != EntityState.Unchanged);
        var load = await DirectoryLoader.LoadAsync(db, SourceTree.Files, Cancel);

        Assert.Equal(new DirectoryLoad(0, 0, SourceTree.Files.Offices.Count), load);
        Assert.Equal(0, written);
        Assert.Equal(before, await Dump(db));
    }

    [Theory, EveryDatabase]
    public async Task What_an_administrator_changed_stays_until_the_entry_changes(Provider provider)
    {
        var database = await databases.New(provider);
        await using (var db = await Loaded(database))
        {
            (await Office(db, "akm.akim.04")).AddressKk = "Көшті";
            await db.SaveChangesAsync();
        }

        await using (var db = database.CreateDbContext())
        {
            await DirectoryLoader.LoadAsync(db, SourceTree.Files, Cancel);
            Assert.Equal("Көшті", (await Office(db, "akm.akim.04")).AddressKk);
        }

        await using (var db = database.CreateDbContext())
        {
            var changed = With("akm.akim.04", static entry => entry with { Contacts = [entry.Contacts[1]] });
            Assert.Equal(new DirectoryLoad(0, 1, SourceTree.Files.Offices.Count - 1), await DirectoryLoader.LoadAsync(db, changed, Cancel));
            var office = await Office(db, "akm.akim.04");
            Assert.Equal(SourceTree.Office("akm.akim.04").Address.Kk, office.AddressKk);
            Assert.Equal("akkol_organ@mail.ru", (await db.Set<OfficeContact>().SingleAsync(contact => contact.OfficeId == office.Id)).Printed);
        }
    }

    [Theory, EveryDatabase]
    public async Task A_place_that_leaves_a_territory_has_no_competent_office_until_another_takes_it(Provider provider)
    {
        var database = await databases.New(provider);
        await using var first = await Loaded(database);
        var moving = SourceTree.Office("akm.leb.01").Territory[2];
        var id = (await first.Set<Locality>().SingleAsync(place => place.Code == moving.Code)).Id;

        var without = With("akm.leb.01", static entry => entry with { Territory = [.. entry.Territory.Take(2)] });
        await using (var db = database.CreateDbContext())
        {
            await DirectoryLoader.LoadAsync(db, without, Cancel);
            Assert.Null(await Localities.CompetentOfficeAsync(db, id, Cancel));
            Assert.Empty(await Localities.SearchAsync(db, moving.Name.Kk, 10, Cancel));
        }

        var moved = without with
        {
            Offices = [.. without.Offices.Select(entry => entry.Code == "akm.leb.02" ? entry with { Territory = [.. entry.Territory, moving] } : entry)],
        };
        await using (var db = database.CreateDbContext())
        {
            await DirectoryLoader.LoadAsync(db, moved, Cancel);
            Assert.Equal("akm.leb.02", (await Localities.CompetentOfficeAsync(db, id, Cancel))!.Code);
            Assert.Equal("akm.leb.02", Assert.Single(await Localities.SearchAsync(db, moving.Name.Kk, 10, Cancel)).Office.Code);
        }
    }

    [Theory, EveryDatabase]
    [Requirement("P13")]
    public async Task Where_the_farm_lies_decides_which_LEB_is_competent(Provider provider)
    {
        await using var db = await Loaded(await databases.New(provider));

        async Task<string[]> Found(string text) =>
            [.. (await Localities.SearchAsync(db, text, 10, Cancel)).Select(static found => $"{found.Locality.Code} {found.Office.Code} {found.Above.AreaKk}")];

        // Kazakh letters, their Russian stand-ins, Russian and English names, any order of the words.
        string[] akbulak = ["akm.leb.01.1 akm.leb.01 Целиноград ауданы"];
        Assert.Equal(akbulak, await Found("Ақбұлақ"));
        Assert.Equal(akbulak, await Found("акбул"));
        Assert.Equal(akbulak, await Found("село Акбулак"));
        Assert.Equal(akbulak, await Found("village AKB"));
        Assert.Equal(["akm.leb.01.2 akm.leb.01 Целиноград ауданы", "alm.leb.01.2 alm.leb.01 Қарасай ауданы"], (await Found("бирлик")).Order(StringComparer.Ordinal));
        Assert.Equal(["akm.leb.05.1 akm.leb.05 Көкшетау қаласы"], await Found("көкшетау"));
        Assert.Empty(await Found("бұлақ"));
        Assert.Empty(await Found(" ,- "));
        Assert.Empty(await Found("%"));
        Assert.Equal(3, (await Localities.SearchAsync(db, "ауылы", 3, Cancel)).Count);

        var place = (await Localities.SearchAsync(db, "Тасөткел", 10, Cancel))[0].Locality;
        Assert.Equal("akm.leb.03", (await Localities.CompetentOfficeAsync(db, place.Id, Cancel))!.Code);
        Assert.Null(await Localities.CompetentOfficeAsync(db, -1, Cancel));
    }

    [Theory, EveryDatabase]
    public async Task Results_stand_in_the_Kazakh_order(Provider provider)
    {
        await using var db = await Loaded(await databases.New(provider));

        var names = (await Localities.SearchAsync(db, "ауылы", 100, Cancel)).Select(static found => found.Locality.NameKk).ToList();

        Assert.Equal("Ақбұлақ ауылы", names[0]);
        Assert.True(names.IndexOf("Көктерек ауылы") < names.IndexOf("Қайыңды ауылы") && names.IndexOf("Қызылтаң ауылы") < names.IndexOf("Майлыкөл ауылы"));
    }

    [Theory, EveryDatabase]
    [Requirement("P9.L")]
    [Requirement("P9.C")]
    public async Task An_office_knows_its_week_its_zone_and_who_stands_above(Provider provider)
    {
        await using var db = await Loaded(await databases.New(provider));

        async Task<string> Ladder(string code) =>
            string.Join(" → ", (await OfficeLadder.UpFromAsync(db, (await Office(db, code)).Id, Cancel)).Select(static office => office.Code));

        Assert.Equal("kzl.leb.02 → kzl.akim.05 → kzl.akim.01", await Ladder("kzl.leb.02"));
        Assert.Equal("alm.psc.07.2 → alm.psc.07 → alm.psc.00 → kaz.rse", await Ladder("alm.psc.07.2"));
        Assert.Empty(await OfficeLadder.UpFromAsync(db, -1, Cancel));

        var centre = await Office(db, "kzl.psc.01");
        Assert.Equal(("psc", "Asia/Qyzylorda"), (centre.Schedule, centre.TimeZone));
        var leb = await Office(db, "kst.leb.01");
        Assert.Equal(("leb", "Asia/Qostanay"), (leb.Schedule, leb.TimeZone));
        Assert.Equal("leb", (await Office(db, "kaz.rse")).Schedule);
    }

    [Fact]
    public async Task The_command_loads_a_database_and_can_do_so_twice()
    {
        var database = await databases.New(Provider.Sqlite);

        Assert.Equal((0, "497 offices added, 0 changed, 0 unchanged.\n", ""), Run(database.ConnectionString, "--demo"));
        Assert.Equal((0, "0 offices added, 0 changed, 497 unchanged.\n", ""), Run(database.ConnectionString, "--demo"));
        Assert.Equal((0, "0 offices added, 0 changed, 481 unchanged.\n", ""), Run(database.ConnectionString));
    }

    [Fact]
    public void The_command_says_what_is_wrong()
    {
        var (code, output, error) = Run("Data Source=/nowhere/at/all.db");

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("unable to open database file", error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Run(string connection, params string[] more)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        var code = new RootCommand { LoadDirectoryCommand.Create() }
            .Parse(["load-directory", "--from", SourceTree.Folder, "--connection", connection, .. more])
            .Invoke(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private static async Task<CaseFlowDb> Loaded(TestDatabase database)
    {
        var db = database.CreateDbContext();
        var load = await DirectoryLoader.LoadAsync(db, SourceTree.Files, Cancel);
        Assert.Equal(new DirectoryLoad(SourceTree.Files.Offices.Count, 0, 0), load);
        return db;
    }

    private static Task<Office> Office(CaseFlowDb db, string code) => db.Set<Office>().SingleAsync(office => office.Code == code);

    private static DirectoryFiles With(string code, Func<OfficeEntry, OfficeEntry> change) => SourceTree.Files with
    {
        Offices = [.. SourceTree.Files.Offices.Select(entry => entry.Code == code ? change(entry) : entry)],
    };

    /// <summary>Every value of every row of the directory's tables, in order of their keys.</summary>
    private static async Task<List<string>> Dump(CaseFlowDb db)
    {
        db.ChangeTracker.Clear();
        List<object> rows =
        [
            .. await db.Set<Region>().ToListAsync(), .. await db.Set<Office>().ToListAsync(), .. await db.Set<OfficeContact>().ToListAsync(),
            .. await db.Set<OfficeNote>().ToListAsync(), .. await db.Set<Locality>().ToListAsync(), .. await db.Set<LocalityWord>().ToListAsync(),
        ];
        return [.. rows.Select(row => Text(db.Entry(row))).Order(StringComparer.Ordinal)];
    }

    private static string Text(EntityEntry entry) =>
        entry.Metadata.Name + "|" + string.Join('|', entry.Properties.Select(static property => property.CurrentValue));
}
