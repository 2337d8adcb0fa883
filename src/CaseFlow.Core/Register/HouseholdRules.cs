using CaseFlow.Core.People;
using CaseFlow.Core.Texts;
using NodaTime;

namespace CaseFlow.Core.Register;

/// <summary>What an account must be to be saved. Fields are paths of <see cref="HouseholdAccount"/>, such as <c>Plots[1].AreaM2</c>.</summary>
public static class HouseholdRules
{
    /// <summary>Members, plots and machines each.</summary>
    public const int MostRows = 50;

    /// <summary>10,000 ha: beyond any personal farm, within what a slip of the finger gives.</summary>
    public const long GreatestAreaM2 = 100_000_000;

    public const int MostAnimals = 100_000;
    public const int MostMachines = 100;

    /// <summary>The earliest day an account may stand for.</summary>
    public static LocalDate FirstDay { get; } = new(1991, 1, 1);

    /// <summary>Puts texts and IINs into the form in which they are stored. What is wrong stays, for <see cref="Check"/>.</summary>
    public static void Clean(HouseholdAccount account)
    {
        account.Number = PersonText.Clean(account.Number);
        account.NumberKey = KazakhOrder.Key(account.Number);
        account.Locality = PersonText.Clean(account.Locality);
        account.Address = PersonText.Clean(account.Address);
        account.Notes = PersonText.CleanLines(account.Notes);
        foreach (var member in account.Members)
        {
            (member.Surname, member.Name, member.Patronymic) =
                (PersonText.Clean(member.Surname), PersonText.Clean(member.Name), PersonText.Clean(member.Patronymic));
            member.Iin = Iin.Clean(member.Iin);
            member.Relation = PersonText.Clean(member.Relation);
        }

        foreach (var plot in account.Plots)
        {
            plot.CadastralNumber = PersonText.Clean(plot.CadastralNumber);
        }

        foreach (var machine in account.Machinery)
        {
            machine.Name = PersonText.Clean(machine.Name);
        }

        account.Animals.RemoveAll(static animals => animals.Count == 0);
    }

    /// <summary>What is wrong with a cleaned account. Empty: it may be saved, if its number is free.</summary>
    /// <param name="account">The account.</param>
    /// <param name="today">No account stands for a day to come.</param>
    public static IReadOnlyList<FieldError> Check(HouseholdAccount account, LocalDate today) =>
    [
        .. account.NumberKey.Length == 0 ? One(nameof(account.Number), PersonErrors.Required) : [],
        .. Texts(
            (nameof(account.Number), account.Number, HouseholdAccount.NumberLength, false),
            (nameof(account.Locality), account.Locality, HouseholdAccount.LocalityLength, true),
            (nameof(account.Address), account.Address, HouseholdAccount.AddressLength, true)),
        .. account.AsOf < FirstDay || account.AsOf > today ? One(nameof(account.AsOf), RegisterErrors.AsOfRange, FirstDay, today) : [],
        .. Texts((nameof(account.Notes), account.Notes, HouseholdAccount.NotesLength, false)),
        .. Members(account.Members),
        .. Plots(account.Plots),
        .. Animals(account.Animals),
        .. Machinery(account.Machinery),
    ];

    private static IEnumerable<FieldError> Members(List<HouseholdMember> members)
    {
        const string Field = nameof(HouseholdAccount.Members);
        if (Rows(Field, members.Count) is { } tooMany)
        {
            return [tooMany];
        }

        return members.Count == 0 ? One(Field, RegisterErrors.NoMembers)
            : [
                .. members.Count(static member => member.IsHead) == 1 ? [] : One(Field, RegisterErrors.OneHead),
                .. Each(Field, members, member => Member(member, members)),
            ];
    }

    private static IEnumerable<FieldError> Member(HouseholdMember member, List<HouseholdMember> members) =>
    [
        .. member.PersonName.Check(),
        .. member.Iin.Length == 0 ? []
            : Iin.Problem(member.Iin) is { } problem ? One(nameof(member.Iin), problem)
            : members.Find(other => other.Iin == member.Iin) != member ? One(nameof(member.Iin), RegisterErrors.IinTwice) : [],
        .. member.IsHead || member.Relation.Length > 0 ? [] : One(nameof(member.Relation), RegisterErrors.RelationMissing),
        .. Texts((nameof(member.Relation), member.Relation, HouseholdMember.RelationLength, false)),
    ];

    private static IEnumerable<FieldError> Plots(List<HouseholdPlot> plots)
    {
        const string Field = nameof(HouseholdAccount.Plots);
        return Rows(Field, plots.Count) is { } tooMany ? [tooMany] : Each(Field, plots, plot => Plot(plot, plots));
    }

    private static IEnumerable<FieldError> Plot(HouseholdPlot plot, List<HouseholdPlot> plots) =>
    [
        .. plot.CadastralNumber.All(static letter => char.IsAsciiDigit(letter) || letter is '-' or ':') ? [] : One(nameof(plot.CadastralNumber), RegisterErrors.CadastralNumber),
        .. Texts((nameof(plot.CadastralNumber), plot.CadastralNumber, HouseholdPlot.CadastralNumberLength, false)),
        .. plot.CadastralNumber.Length > 0 && plots.Find(other => other.CadastralNumber == plot.CadastralNumber) != plot
            ? One(nameof(plot.CadastralNumber), RegisterErrors.CadastralTwice) : [],
        .. plot.AreaM2 is >= 1 and <= GreatestAreaM2 ? [] : One(nameof(plot.AreaM2), RegisterErrors.Area, GreatestAreaM2),
        .. Enum.IsDefined(plot.Use) ? [] : One(nameof(plot.Use), RegisterErrors.UnknownChoice),
    ];

    /// <summary>Animals are named by their kind and not by a place in the list: the form has a field for each kind.</summary>
    private static IEnumerable<FieldError> Animals(List<HouseholdAnimals> animals)
    {
        foreach (var row in animals)
        {
            if (row.Count is < 0 or > MostAnimals)
            {
                yield return new FieldError(AnimalField(row.Kind), RegisterErrors.AnimalCount, MostAnimals);
            }
            else if (!Enum.IsDefined(row.Kind) || animals.Find(other => other.Kind == row.Kind) != row)
            {
                yield return new FieldError(AnimalField(row.Kind), RegisterErrors.UnknownChoice);
            }
        }

        if (Count(animals, AnimalKind.Cows) > Count(animals, AnimalKind.Cattle))
        {
            yield return new FieldError(AnimalField(AnimalKind.Cows), RegisterErrors.MoreCowsThanCattle);
        }
    }

    private static IEnumerable<FieldError> Machinery(List<HouseholdMachine> machines)
    {
        const string Field = nameof(HouseholdAccount.Machinery);
        return Rows(Field, machines.Count) is { } tooMany ? [tooMany] : Each(Field, machines, Machine);
    }

    private static IEnumerable<FieldError> Machine(HouseholdMachine machine) =>
    [
        .. Texts((nameof(machine.Name), machine.Name, HouseholdMachine.NameLength, true)),
        .. machine.Count is >= 1 and <= MostMachines ? [] : One(nameof(machine.Count), RegisterErrors.MachineCount, MostMachines),
    ];

    /// <summary>The field of a kind of animals, such as <c>Animals[Sheep]</c>.</summary>
    public static string AnimalField(AnimalKind kind) => $"{nameof(HouseholdAccount.Animals)}[{kind}]";

    private static int Count(List<HouseholdAnimals> animals, AnimalKind kind) => animals.Find(row => row.Kind == kind)?.Count ?? 0;

    private static FieldError? Rows(string field, int count) =>
        count > MostRows ? new FieldError(field, RegisterErrors.TooManyRows, MostRows) : null;

    private static IEnumerable<FieldError> Each<T>(string field, List<T> rows, Func<T, IEnumerable<FieldError>> check) =>
        rows.SelectMany((row, at) => check(row).Select(error => error.Under($"{field}[{at}]")));

    private static IEnumerable<FieldError> Texts(params (string Field, string Text, int Length, bool Required)[] texts) =>
        texts.Select(static one => PersonText.Check(one.Field, one.Text, one.Length, one.Required)).OfType<FieldError>();

    private static FieldError[] One(string field, string key, params object[] values) => [new FieldError(field, key, values)];
}
