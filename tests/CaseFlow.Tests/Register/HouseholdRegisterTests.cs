using CaseFlow.Core.Register;
using CaseFlow.Tests.Database;
using CaseFlow.Tests.People;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Register;

[Requirement("P16.2")]
public class HouseholdRegisterTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const long Office = 201;
    private const long Other = 202;
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 5, 0);

    /// <summary>The database of the test that runs.</summary>
    private TestDatabase Database { get; set; } = null!;

    [Theory, EveryDatabase]
    public async Task An_account_is_kept_as_it_was_entered(Provider provider)
    {
        var register = Register(await databases.New(provider));
        var id = await Save(register, Farm.New(Office));

        var found = (await register.Find(Office, id, CancellationToken.None))!;

        Assert.Equal(1, found.Version);
        Assert.Empty(HouseholdDifference.Between(Farm.New(Office), found));
        Assert.Equal("Сейітқали Әлия Нұрланқызы", found.Head!.PersonName.Full);
        Assert.Equal([AnimalKind.Cattle, AnimalKind.Cows, AnimalKind.Sheep], found.Animals.Select(static row => row.Kind));
        Assert.Null(await register.Find(Other, id, CancellationToken.None));
        Assert.Empty(await register.History(Other, id, CancellationToken.None));
        Assert.Equal(Office, await register.OfficeOf(id, CancellationToken.None));
        Assert.Null(await register.OfficeOf(-1, CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task Every_saving_is_told_with_who_when_why_and_what(Provider provider)
    {
        var register = Register(await databases.New(provider));
        var id = await Save(register, Farm.New(Office));
        var account = (await register.Find(Office, id, CancellationToken.None))!;
        account.Address = "Достық к., 9";
        account.Members.RemoveAt(1);
        account.Plots.RemoveAt(0);
        account.Animals.Find(static row => row.Kind == AnimalKind.Sheep)!.Count = 25;
        account.Animals.RemoveAll(static row => row.Kind == AnimalKind.Cows);
        account.Machinery.Add(new HouseholdMachine { Name = "Косилка" });

        Assert.Equal(new SaveResult.Saved(id, 2), await register.Save(account, 8, Farm.Today, "Үй-үйді аралау", CancellationToken.None));

        var history = await register.History(Office, id, CancellationToken.None);
        Assert.Equal([2L, 1L], history.Select(static change => change.Version));
        Assert.Equal((8L, Now, "Үй-үйді аралау"), (history[0].UserId, history[0].At, history[0].Reason));
        Assert.Equal(
            ["Address", "Member -", "Plot -", "Animals - Cows", "Animals Sheep 23 25", "Machine +"],
            history[0].Differences().Select(Tell).OrderBy(static line => Array.IndexOf(["Ad", "Me", "Pl", "An", "Ma"], line[..2])).ThenBy(static line => line, StringComparer.Ordinal));
        Assert.Contains(history[1].Differences(), static one => one is { Part: HouseholdPart.Number, Before: null, After: "12-045" });

        var again = (await register.Find(Office, id, CancellationToken.None))!;
        Assert.Empty(HouseholdDifference.Between(account, again));
    }

    [Theory, EveryDatabase]
    public async Task Who_saves_second_is_told_what_the_first_did_and_nothing_is_overwritten(Provider provider)
    {
        var register = Register(await databases.New(provider));
        var id = await Save(register, Farm.New(Office));
        var first = (await register.Find(Office, id, CancellationToken.None))!;
        var second = (await register.Find(Office, id, CancellationToken.None))!;
        first.Notes = "Бірінші";
        second.Notes = "Екінші";
        await register.Save(first, 8, Farm.Today, "1", CancellationToken.None);

        var conflict = Assert.IsType<SaveResult.Conflict>(await register.Save(second, 9, Farm.Today, "2", CancellationToken.None));

        Assert.Equal(2, conflict.Version);
        Assert.Equal((8L, "1"), (Assert.Single(conflict.Changes).UserId, conflict.Changes[0].Reason));
        Assert.Equal("Бірінші", (await register.Find(Office, id, CancellationToken.None))!.Notes);

        second.Version = conflict.Version;
        Assert.Equal(new SaveResult.Saved(id, 3), await register.Save(second, 9, Farm.Today, "2", CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task Of_many_savings_at_once_one_wins(Provider provider)
    {
        var database = await databases.New(provider);
        var id = await Save(Register(database), Farm.New(Office));
        var copies = new List<HouseholdAccount>();
        for (var no = 0; no < 6; no++)
        {
            var copy = (await Register(database).Find(Office, id, CancellationToken.None))!;
            copy.Members.Add(new HouseholdMember { Surname = "Сейітқали", Name = "Жаңа", Relation = "бала" });
            copies.Add(copy);
        }

        using var barrier = new Barrier(copies.Count);
        var results = await Task.WhenAll(copies.Select(copy => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                return Register(database).Save(copy, 8, Farm.Today, "бірге", CancellationToken.None);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));

        Assert.Single(results.OfType<SaveResult.Saved>());
        Assert.Equal(5, results.OfType<SaveResult.Conflict>().Count());
        Assert.Equal(2, (await Register(database).History(Office, id, CancellationToken.None)).Count);
        Assert.Equal(3, (await Register(database).Find(Office, id, CancellationToken.None))!.Members.Count);
    }

    [Theory, EveryDatabase]
    public async Task Of_many_openings_with_one_number_one_wins(Provider provider)
    {
        var database = await databases.New(provider);
        using var barrier = new Barrier(4);
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                return Register(database).Save(Farm.New(Office), 8, Farm.Today, "бірге", CancellationToken.None);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));

        Assert.Single(results.OfType<SaveResult.Saved>());
        Assert.All(results.OfType<SaveResult.Invalid>(), static result => Assert.Equal(RegisterErrors.NumberTaken, Assert.Single(result.Errors).Key));
        Assert.Equal(3, results.OfType<SaveResult.Invalid>().Count());
    }

    [Theory, EveryDatabase]
    public async Task What_is_wrong_is_not_saved(Provider provider)
    {
        var register = Register(await databases.New(provider));
        await Save(register, Farm.New(Office));

        var taken = Farm.New(Office, number: "12/45");
        var invalid = Assert.IsType<SaveResult.Invalid>(await register.Save(taken, 8, Farm.Today, "", CancellationToken.None));

        Assert.Equal([("Number", RegisterErrors.NumberTaken), ("Reason", "person.error.required")], invalid.Errors.Select(static error => (error.Field, error.Key)));
        Assert.Single((await Search("")).Lines);
        await Save(register, Farm.New(Other));
        var foreign = Farm.New(Office, number: "77");
        foreign.Id = (await new HouseholdSearch(Database).Find(Other, "", after: null, 10, CancellationToken.None)).Lines[0].Id;
        foreign.Version = 1;
        Assert.IsType<SaveResult.NotFound>(await register.Save(foreign, 8, Farm.Today, "x", CancellationToken.None));
    }

    [Theory, EveryDatabase]
    public async Task Accounts_are_found_by_iin_name_address_and_number_within_the_office(Provider provider)
    {
        var register = Register(await databases.New(provider));
        var wanted = await Save(register, Farm.New(Office));
        await Save(register, Farm.New(Other, iin: "900101350003"));
        var second = Farm.New(Office, number: "3-7", surname: "Иванов", iin: "900101350401");
        (second.Locality, second.Address) = ("Бірлік ауылы", "Абай к., 3");
        await Save(register, second);

        foreach (var text in new[] { "900101350003", "9001 0135 0003", "сейиткали", "ерлан сейит", "АКБУЛАК", "достык 7", "12-045", "акбул алия 12" })
        {
            Assert.Equal(wanted, Assert.Single((await Search(text)).Lines).Id);
        }

        foreach (var text in new[] { "900101350412", "сейткали", "достык 8", "%", "итқали" })
        {
            Assert.Equal(text == "%" ? 2 : 0, (await Search(text)).Lines.Count);
        }

        var line = (await Search("достык")).Lines[0];
        Assert.Equal(("9001••••0003", "Сейітқали Әлия Нұрланқызы"), (line.MaskedIin, line.Head));
    }

    [Theory, EveryDatabase]
    public async Task A_list_is_in_the_order_of_numbers_page_by_page(Provider provider)
    {
        var register = Register(await databases.New(provider));
        foreach (var number in new[] { "10", "2", "1-100", "1-9", "33" })
        {
            await Save(register, Farm.New(Office, number));
        }

        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await new HouseholdSearch(Database).Find(Office, "сейіт", next, 2, CancellationToken.None);
            seen.AddRange(page.Lines.Select(static line => line.Number));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(["1-9", "1-100", "2", "10", "33"], seen);
    }

    [Theory, EveryDatabase]
    public async Task Old_words_find_nothing_any_more(Provider provider)
    {
        var register = Register(await databases.New(provider));
        var id = await Save(register, Farm.New(Office));
        var account = (await register.Find(Office, id, CancellationToken.None))!;
        account.Address = "Абай к., 3";
        await Save(register, account);

        Assert.Empty((await Search("достык")).Lines);
        Assert.Single((await Search("абай")).Lines);
    }

    private HouseholdRegister Register(TestDatabase database) => new(Database = database, new At(Now));

    private Task<HouseholdLines> Search(string text) =>
        new HouseholdSearch(Database).Find(Office, text, after: null, 20, CancellationToken.None);

    private static async Task<long> Save(HouseholdRegister register, HouseholdAccount account) =>
        Assert.IsType<SaveResult.Saved>(await register.Save(account, 7, Farm.Today, "Тізімдеу", CancellationToken.None)).AccountId;

    private static string Tell(HouseholdDifference one) => one switch
    {
        { Part: HouseholdPart.Animals, After: null } => $"Animals - {((HouseholdAnimals)one.Before!).Kind}",
        { Part: HouseholdPart.Animals, Before: HouseholdAnimals before, After: HouseholdAnimals after } => $"Animals {after.Kind} {before.Count} {after.Count}",
        { Before: string, After: string } => $"{one.Part}",
        _ => $"{one.Part} {(one.Before is null ? '+' : '-')}",
    };
}
