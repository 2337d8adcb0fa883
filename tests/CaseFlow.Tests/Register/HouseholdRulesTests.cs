using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using NodaTime;

namespace CaseFlow.Tests.Register;

[Requirement("P16.2")]
public class HouseholdRulesTests
{
    [Fact]
    public void A_whole_account_is_in_order() => Assert.Empty(Errors(static _ => { }));

    public static TheoryData<string, string, Action<HouseholdAccount>> Wrong() => new()
    {
        { "Number", PersonErrors.Required, static account => account.Number = " - " },
        { "Number", PersonErrors.TooLong, static account => account.Number = new string('1', 31) },
        { "Locality", PersonErrors.Required, static account => account.Locality = "" },
        { "Address", PersonErrors.Required, static account => account.Address = " " },
        { "AsOf", RegisterErrors.AsOfRange, static account => account.AsOf = Farm.Today.PlusDays(1) },
        { "AsOf", RegisterErrors.AsOfRange, static account => account.AsOf = new LocalDate(1990, 12, 31) },
        { "Notes", PersonErrors.TooLong, static account => account.Notes = new string('ә', 1001) },
        { "Members", RegisterErrors.NoMembers, static account => account.Members.Clear() },
        { "Members", RegisterErrors.OneHead, static account => account.Members[1].IsHead = true },
        { "Members[1].Name", PersonErrors.Required, static account => account.Members[1].Name = "" },
        { "Members[0].Iin", PersonErrors.IinCheck, static account => account.Members[0].Iin = "900101350004" },
        { "Members[1].Iin", RegisterErrors.IinTwice, static account => account.Members[1].Iin = "900101 350003" },
        { "Members[1].Relation", RegisterErrors.RelationMissing, static account => account.Members[1].Relation = "" },
        { "Plots[0].AreaM2", RegisterErrors.Area, static account => account.Plots[0].AreaM2 = -1 },
        { "Plots[1].AreaM2", RegisterErrors.Area, static account => account.Plots[1].AreaM2 = 0 },
        { "Plots[1].AreaM2", RegisterErrors.Area, static account => account.Plots[1].AreaM2 = 100_000_001 },
        { "Plots[1].CadastralNumber", RegisterErrors.CadastralTwice, static account => account.Plots[1].CadastralNumber = "01-018-032-145" },
        { "Plots[0].CadastralNumber", RegisterErrors.CadastralNumber, static account => account.Plots[0].CadastralNumber = "№ 5" },
        { "Plots[0].Use", RegisterErrors.UnknownChoice, static account => account.Plots[0].Use = (PlotUse)99 },
        { "Animals[Sheep]", RegisterErrors.AnimalCount, static account => account.Animals[0].Count = -3 },
        { "Animals[Cows]", RegisterErrors.MoreCowsThanCattle, static account => account.Animals[2].Count = 5 },
        { "Machinery[0].Name", PersonErrors.Required, static account => account.Machinery[0].Name = "" },
        { "Machinery[0].Count", RegisterErrors.MachineCount, static account => account.Machinery[0].Count = 0 },
        { "Plots", RegisterErrors.TooManyRows, static account => account.Plots.AddRange(Enumerable.Repeat(new HouseholdPlot(), 50)) },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_told_by_its_field(string field, string key, Action<HouseholdAccount> change)
    {
        var error = Assert.Single(Errors(change));

        Assert.Equal((field, key), error);
    }

    [Fact]
    public void An_account_without_a_head_names_the_list_and_the_missing_relation() => Assert.Equal(
        [("Members", RegisterErrors.OneHead), ("Members[0].Relation", RegisterErrors.RelationMissing)],
        Errors(static account => account.Members[0].IsHead = false));

    [Fact]
    public void A_kind_of_which_there_is_none_is_no_row()
    {
        var account = Farm.New(1);
        account.Animals.Add(new HouseholdAnimals { Kind = AnimalKind.Bees, Count = 0 });

        HouseholdRules.Clean(account);

        Assert.DoesNotContain(account.Animals, static row => row.Kind == AnimalKind.Bees);
    }

    private static (string Field, string Key)[] Errors(Action<HouseholdAccount> change)
    {
        var account = Farm.New(1);
        change(account);
        HouseholdRules.Clean(account);
        return [.. HouseholdRules.Check(account, Farm.Today).Select(static error => (error.Field, error.Key))];
    }
}
