using System.Text.Json.Serialization;
using CaseFlow.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Register;

/// <summary>
/// An account of an office's household register (шаруашылық кітабы, P16.2): one farm, who lives there and what it has on
/// a day. Written through <see cref="HouseholdRegister"/> alone, which keeps its search words and its history.
/// </summary>
public sealed class HouseholdAccount
{
    public const int NumberLength = 30;
    public const int NumberKeyLength = 100;
    public const int LocalityLength = 100;
    public const int AddressLength = 200;
    public const int NotesLength = 1000;

    [JsonIgnore]
    public long Id { get; set; }

    /// <summary>The office whose register it is.</summary>
    [JsonIgnore]
    public long OfficeId { get; set; }

    /// <summary>Number in the office's register, as written there.</summary>
    public string Number { get; set; } = "";

    /// <summary>
    /// The number's <see cref="KazakhOrder"/>, unique in the register: 2 before 10, and 12-045 is the same as 12/45.
    /// </summary>
    [JsonIgnore]
    public string NumberKey { get; set; } = "";

    /// <summary>The settlement.</summary>
    public string Locality { get; set; } = "";

    /// <summary>Street and house within the settlement.</summary>
    public string Address { get; set; } = "";

    /// <summary>The day for which the entries hold; the register is gone through each 1 January.</summary>
    public LocalDate AsOf { get; set; }

    public string Notes { get; set; } = "";

    /// <summary>True when the farm exists no more; the account stays for the record.</summary>
    public bool Closed { get; set; }

    /// <summary>Counts the savings; a form that was opened on an older one is refused.</summary>
    [JsonIgnore]
    public long Version { get; set; }

    public List<HouseholdMember> Members { get; set; } = [];

    public List<HouseholdPlot> Plots { get; set; } = [];

    /// <summary>One entry for each kind that the farm keeps.</summary>
    public List<HouseholdAnimals> Animals { get; set; } = [];

    public List<HouseholdMachine> Machinery { get; set; } = [];

    /// <summary>The head of the household; null only in an account that was never checked.</summary>
    [JsonIgnore]
    public HouseholdMember? Head => Members.FirstOrDefault(static member => member.IsHead);
}

/// <summary>A member of the household.</summary>
public sealed class HouseholdMember
{
    public const int RelationLength = 60;

    [JsonIgnore]
    public long AccountId { get; set; }

    [JsonIgnore]
    public int No { get; set; }

    public string Surname { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Empty when there is none.</summary>
    public string Patronymic { get; set; } = "";

    /// <summary>Twelve digits; empty when the register does not have it.</summary>
    public string Iin { get; set; } = "";

    /// <summary>To the head, in the register's words, such as жұбайы; empty for the head.</summary>
    public string Relation { get; set; } = "";

    /// <summary>True for one member of each account.</summary>
    public bool IsHead { get; set; }

    /// <summary>The member's name.</summary>
    [JsonIgnore]
    public PersonName PersonName => new(Surname, Name, Patronymic);
}

/// <summary>What a plot is used for.</summary>
public enum PlotUse
{
    /// <summary>House and yard.</summary>
    Yard = 1,

    /// <summary>Vegetable garden.</summary>
    Garden = 2,
    Orchard = 3,
    Arable = 4,
    Hayfield = 5,
    Pasture = 6,
    Other = 7,
}

/// <summary>A plot of land.</summary>
public sealed class HouseholdPlot
{
    public const int CadastralNumberLength = 40;

    [JsonIgnore]
    public long AccountId { get; set; }

    [JsonIgnore]
    public int No { get; set; }

    /// <summary>Empty when the plot has none.</summary>
    public string CadastralNumber { get; set; } = "";

    /// <summary>Square metres.</summary>
    public long AreaM2 { get; set; }

    public PlotUse Use { get; set; } = PlotUse.Yard;
}

/// <summary>Kinds of animals, in the register's order.</summary>
public enum AnimalKind
{
    Cattle = 1,

    /// <summary>Of the cattle.</summary>
    Cows = 2,
    Sheep = 3,
    Goats = 4,
    Horses = 5,
    Camels = 6,
    Pigs = 7,
    Poultry = 8,
    Rabbits = 9,

    /// <summary>Counted in hives.</summary>
    Bees = 10,
}

/// <summary>How many animals of a kind there are.</summary>
public sealed class HouseholdAnimals
{
    [JsonIgnore]
    public long AccountId { get; set; }

    public AnimalKind Kind { get; set; }

    /// <summary>Heads; hives of bees. Never 0: a kind that is not kept has no row.</summary>
    public int Count { get; set; }
}

/// <summary>A tractor, a mower, and the like.</summary>
public sealed class HouseholdMachine
{
    public const int NameLength = 150;

    [JsonIgnore]
    public long AccountId { get; set; }

    [JsonIgnore]
    public int No { get; set; }

    /// <summary>What it is, in the register's words.</summary>
    public string Name { get; set; } = "";

    public int Count { get; set; } = 1;
}

internal sealed class HouseholdAccountConfiguration :
    IEntityTypeConfiguration<HouseholdAccount>,
    IEntityTypeConfiguration<HouseholdMember>,
    IEntityTypeConfiguration<HouseholdPlot>,
    IEntityTypeConfiguration<HouseholdAnimals>,
    IEntityTypeConfiguration<HouseholdMachine>
{
    public void Configure(EntityTypeBuilder<HouseholdAccount> builder)
    {
        builder.Property(account => account.Number).HasMaxLength(HouseholdAccount.NumberLength);
        builder.Property(account => account.NumberKey).HasMaxLength(HouseholdAccount.NumberKeyLength);
        builder.Property(account => account.Locality).HasMaxLength(HouseholdAccount.LocalityLength);
        builder.Property(account => account.Address).HasMaxLength(HouseholdAccount.AddressLength);
        builder.Property(account => account.Notes).HasMaxLength(HouseholdAccount.NotesLength);
        builder.Property(account => account.Version).IsConcurrencyToken();
        builder.Ignore(account => account.Head);
        builder.HasMany(account => account.Members).WithOne().HasForeignKey(member => member.AccountId);
        builder.HasMany(account => account.Plots).WithOne().HasForeignKey(plot => plot.AccountId);
        builder.HasMany(account => account.Animals).WithOne().HasForeignKey(animals => animals.AccountId);
        builder.HasMany(account => account.Machinery).WithOne().HasForeignKey(machine => machine.AccountId);
        builder.HasIndex(account => new { account.OfficeId, account.NumberKey }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<HouseholdMember> builder)
    {
        builder.HasKey(member => new { member.AccountId, member.No });
        builder.Property(member => member.Surname).HasMaxLength(PersonName.PartLength);
        builder.Property(member => member.Name).HasMaxLength(PersonName.PartLength);
        builder.Property(member => member.Patronymic).HasMaxLength(PersonName.PartLength);
        builder.Property(member => member.Iin).HasMaxLength(Iin.Length);
        builder.Property(member => member.Relation).HasMaxLength(HouseholdMember.RelationLength);
        builder.Ignore(member => member.PersonName);
        builder.HasIndex(member => new { member.Iin, member.AccountId });
    }

    public void Configure(EntityTypeBuilder<HouseholdPlot> builder)
    {
        builder.HasKey(plot => new { plot.AccountId, plot.No });
        builder.Property(plot => plot.CadastralNumber).HasMaxLength(HouseholdPlot.CadastralNumberLength);
    }

    public void Configure(EntityTypeBuilder<HouseholdAnimals> builder)
    {
        builder.ToTable("household_animals");
        builder.HasKey(animals => new { animals.AccountId, animals.Kind });
    }

    public void Configure(EntityTypeBuilder<HouseholdMachine> builder)
    {
        builder.HasKey(machine => new { machine.AccountId, machine.No });
        builder.Property(machine => machine.Name).HasMaxLength(HouseholdMachine.NameLength);
    }
}
