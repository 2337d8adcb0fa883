using System.Globalization;
using CaseFlow.Core.Register;
using CaseFlow.Web.Components;
using NodaTime;

namespace CaseFlow.Web.Pages.Register;

/// <summary>
/// An account as it was typed. Everything is text, so that nothing typed is lost when it is no number; the names are
/// those of <see cref="HouseholdAccount"/>, so that its errors find their fields.
/// </summary>
public sealed class AccountForm
{
    // No number, day or use that an account may have: Core's own rule then says what is wrong with the field.
    private const int NoNumber = -1;

    public string? Number { get; set; }

    public string? Locality { get; set; }

    public string? Address { get; set; }

    public DayInput AsOf { get; set; } = new();

    public string? Notes { get; set; }

    public bool Closed { get; set; }

    public List<MemberForm> Members { get; set; } = [];

    /// <summary>Place of the head of the household among the members, from 0.</summary>
    public int? Head { get; set; }

    public List<PlotForm> Plots { get; set; } = [];

    /// <summary>Counts by kind.</summary>
    public Dictionary<string, string?> Animals { get; set; } = [];

    public List<MachineForm> Machinery { get; set; } = [];

    /// <summary>The account's version that the form was filled from; 0 for a new one.</summary>
    public long Version { get; set; }

    public string? Reason { get; set; }

    /// <summary>A form for a new account: one person, one plot.</summary>
    public static AccountForm Empty(LocalDate today) => new()
    {
        AsOf = new DayInput(new LocalDate(today.Year, 1, 1)),
        Members = [new MemberForm()],
        Head = 0,
        Plots = [new PlotForm()],
    };

    /// <summary>A form filled from an account.</summary>
    public static AccountForm Of(HouseholdAccount account) => new()
    {
        Number = account.Number,
        Locality = account.Locality,
        Address = account.Address,
        AsOf = new DayInput(account.AsOf),
        Notes = account.Notes,
        Closed = account.Closed,
        Members = [.. account.Members.Select(static member => new MemberForm(member))],
        Head = account.Members.FindIndex(static member => member.IsHead) is >= 0 and var head ? head : null,
        Plots = [.. account.Plots.Select(static plot => new PlotForm(plot))],
        Animals = account.Animals.ToDictionary(static row => row.Kind.ToString(), static row => (string?)Write(row.Count)),
        Machinery = [.. account.Machinery.Select(static machine => new MachineForm(machine))],
        Version = account.Version,
    };

    /// <summary>A form that no page of ours sends can have holes where rows should be.</summary>
    public void Mend()
    {
        AsOf ??= new DayInput();
        (Members ??= []).RemoveAll(static row => row is null);
        (Plots ??= []).RemoveAll(static row => row is null);
        (Machinery ??= []).RemoveAll(static row => row is null);
        Animals ??= [];
    }

    /// <summary>Takes out the rows in which nothing was typed: they were added and not needed.</summary>
    public void DropEmptyRows()
    {
        for (var at = Members.Count - 1; at >= 0; at--)
        {
            if (Members[at].IsEmpty)
            {
                RemoveMember(at);
            }
        }

        Plots.RemoveAll(static plot => plot.IsEmpty);
        Machinery.RemoveAll(static machine => machine.IsEmpty);
    }

    /// <summary>Adds or takes out a row, as a button of the form asks: add-members, remove-plots-2. False for anything else.</summary>
    public bool Change(string? what)
    {
        var words = (what ?? "").Split('-');
        return words switch
        {
            ["add", "members"] => Add(Members),
            ["add", "plots"] => Add(Plots),
            ["add", "machinery"] => Add(Machinery),
            ["remove", "members", var no] => Place(no, Members.Count) is { } at && RemoveMember(at),
            ["remove", "plots", var no] => Remove(Plots, no),
            ["remove", "machinery", var no] => Remove(Machinery, no),
            _ => false,
        };
    }

    /// <summary>The account that was typed; what is no number or day is one that no account may have.</summary>
    public HouseholdAccount ToAccount(long officeId, long accountId) => new()
    {
        Id = accountId,
        OfficeId = officeId,
        Version = Version,
        Number = Number ?? "",
        Locality = Locality ?? "",
        Address = Address ?? "",
        AsOf = AsOf.ToDate() ?? LocalDate.MinIsoValue,
        Notes = Notes ?? "",
        Closed = Closed,
        Members = [.. Members.Select((member, at) => member.ToMember(at == Head))],
        Plots = [.. Plots.Select(static plot => plot.ToPlot())],
        Animals = [.. Enum.GetValues<AnimalKind>().Select(Count).Where(static row => row.Count != 0)],
        Machinery = [.. Machinery.Select(static machine => machine.ToMachine())],
    };

    internal static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A whole number, with or without spaces between its digits.</summary>
    internal static int ReadCount(string? text) => ReadNumber(text) is { } number and <= int.MaxValue ? (int)number : NoNumber;

    internal static long ReadArea(string? text) => ReadNumber(text) ?? NoNumber;

    private static long? ReadNumber(string? text) =>
        long.TryParse(string.Concat((text ?? "").Where(static letter => !char.IsWhiteSpace(letter))), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private HouseholdAnimals Count(AnimalKind kind)
    {
        var typed = Animals.GetValueOrDefault(kind.ToString());
        return new HouseholdAnimals { Kind = kind, Count = string.IsNullOrWhiteSpace(typed) ? 0 : ReadCount(typed) };
    }

    private static bool Add<T>(List<T> rows)
        where T : new()
    {
        if (rows.Count < HouseholdRules.MostRows)
        {
            rows.Add(new T());
        }

        return true;
    }

    private static bool Remove<T>(List<T> rows, string no)
    {
        if (Place(no, rows.Count) is not { } at)
        {
            return false;
        }

        rows.RemoveAt(at);
        return true;
    }

    private bool RemoveMember(int at)
    {
        Members.RemoveAt(at);
        Head = Head == at ? null : Head > at ? Head - 1 : Head;
        return true;
    }

    private static int? Place(string no, int count) =>
        int.TryParse(no, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < count ? at : null;
}

/// <summary>A member of the household as typed.</summary>
public sealed class MemberForm
{
    public MemberForm()
    {
    }

    public MemberForm(HouseholdMember member)
    {
        (Surname, Name, Patronymic, Iin, Relation) = (member.Surname, member.Name, member.Patronymic, member.Iin, member.Relation);
    }

    public string? Surname { get; set; }

    public string? Name { get; set; }

    public string? Patronymic { get; set; }

    public string? Iin { get; set; }

    public string? Relation { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Surname + Name + Patronymic + Iin + Relation);

    public HouseholdMember ToMember(bool isHead) => new()
    {
        Surname = Surname ?? "",
        Name = Name ?? "",
        Patronymic = Patronymic ?? "",
        Iin = Iin ?? "",
        Relation = isHead ? "" : Relation ?? "",
        IsHead = isHead,
    };
}

/// <summary>A plot as typed.</summary>
public sealed class PlotForm
{
    public PlotForm()
    {
    }

    public PlotForm(HouseholdPlot plot)
    {
        (Use, CadastralNumber, AreaM2) = (plot.Use.ToString(), plot.CadastralNumber, AccountForm.Write(plot.AreaM2));
    }

    public string? Use { get; set; }

    public string? CadastralNumber { get; set; }

    public string? AreaM2 { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Use + CadastralNumber + AreaM2);

    public HouseholdPlot ToPlot() => new()
    {
        Use = Enum.TryParse<PlotUse>(Use, out var use) ? use : default,
        CadastralNumber = CadastralNumber ?? "",
        AreaM2 = AccountForm.ReadArea(AreaM2),
    };
}

/// <summary>A machine as typed.</summary>
public sealed class MachineForm
{
    public MachineForm()
    {
    }

    public MachineForm(HouseholdMachine machine)
    {
        (Name, Count) = (machine.Name, AccountForm.Write(machine.Count));
    }

    public string? Name { get; set; }

    public string? Count { get; set; } = "1";

    public bool IsEmpty => string.IsNullOrWhiteSpace(Name);

    public HouseholdMachine ToMachine() => new() { Name = Name ?? "", Count = AccountForm.ReadCount(Count) };
}
