using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace CaseFlow.Core.Register;

/// <summary>The invented accounts of the invented LEBs (workflows/directory/demo-households.yaml). Only for Development.</summary>
public sealed class DemoHouseholds(IDbContextFactory<CaseFlowDb> databases, HouseholdRegister register)
{
    /// <summary>The file's name in the folder of the directory.</summary>
    public const string FileName = "demo-households.yaml";

    private const string Reason = "Демо деректер / демонстрационные данные";

    /// <summary>
    /// Opens the accounts that are not there yet, in the offices that are. Accounts that are there stay as they are, so
    /// that doing it again changes nothing.
    /// </summary>
    /// <param name="folder">The folder of the directory, such as workflows/directory.</param>
    /// <param name="cancel">Stops between two accounts.</param>
    /// <returns>How many were opened.</returns>
    /// <exception cref="InvalidDataException">An account of the file breaks a rule; the message names it and the field.</exception>
    public async Task<int> Load(string folder, CancellationToken cancel)
    {
        var file = DirectoryFiles.ReadFile<DemoFile>(folder, FileName);
        var (offices, known) = await Known([.. file.Households.Select(static entry => entry.Office).Distinct(StringComparer.Ordinal)], cancel);
        var opened = 0;
        foreach (var entry in file.Households)
        {
            if (offices.TryGetValue(entry.Office, out var officeId) && !known.Contains((officeId, entry.Number)))
            {
                await Open(entry.ToAccount(officeId), cancel);
                opened++;
            }
        }

        return opened;
    }

    private async Task<(Dictionary<string, long> Offices, HashSet<(long OfficeId, string Number)> Accounts)> Known(
        string[] codes, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var offices = await db.Set<Office>().Where(office => codes.Contains(office.Code) && office.Invented)
            .ToDictionaryAsync(static office => office.Code, static office => office.Id, cancel);
        var ids = offices.Values.ToArray();
        var accounts = await db.Set<HouseholdAccount>().Where(account => ids.Contains(account.OfficeId))
            .Select(static account => new { account.OfficeId, account.Number }).ToListAsync(cancel);
        return (offices, [.. accounts.Select(static account => (account.OfficeId, account.Number))]);
    }

    private async Task Open(HouseholdAccount account, CancellationToken cancel)
    {
        // The day of the entries stands for today: the data load on a clock set back, too.
        var result = await register.Save(account, userId: 0, account.AsOf, Reason, cancel);
        if (result is SaveResult.Invalid invalid)
        {
            throw new InvalidDataException($"{FileName}, account {account.Number}: {invalid.Errors[0].Field} {invalid.Errors[0].Key}.");
        }
    }

    private sealed class DemoFile
    {
        public List<DemoEntry> Households { get; set; } = [];
    }

    private sealed class DemoEntry
    {
        public string Office { get; set; } = "";

        public string Number { get; set; } = "";

        public string Locality { get; set; } = "";

        public string Address { get; set; } = "";

        public string AsOf { get; set; } = "";

        public string Notes { get; set; } = "";

        public bool Closed { get; set; }

        public List<DemoMember> Members { get; set; } = [];

        public List<DemoPlot> Plots { get; set; } = [];

        public Dictionary<AnimalKind, int> Animals { get; set; } = [];

        public List<DemoMachine> Machinery { get; set; } = [];

        public HouseholdAccount ToAccount(long officeId) => new()
        {
            OfficeId = officeId,
            Number = Number,
            Locality = Locality,
            Address = Address,
            AsOf = LocalDatePattern.Iso.Parse(AsOf).GetValueOrThrow(),
            Notes = Notes,
            Closed = Closed,
            Members = [.. Members.Select(static one => one.ToMember())],
            Plots = [.. Plots.Select(static one => new HouseholdPlot { CadastralNumber = one.Cadastral, AreaM2 = one.Area, Use = one.Use })],
            Animals = [.. Animals.Select(static one => new HouseholdAnimals { Kind = one.Key, Count = one.Value })],
            Machinery = [.. Machinery.Select(static one => new HouseholdMachine { Name = one.Name, Count = one.Count })],
        };
    }

    private sealed class DemoMember
    {
        public string Surname { get; set; } = "";

        public string Name { get; set; } = "";

        public string Patronymic { get; set; } = "";

        public string Iin { get; set; } = "";

        public string Relation { get; set; } = "";

        public bool Head { get; set; }

        public HouseholdMember ToMember() => new()
        {
            Surname = Surname,
            Name = Name,
            Patronymic = Patronymic,
            Iin = Iin,
            Relation = Relation,
            IsHead = Head,
        };
    }

    private sealed class DemoPlot
    {
        public PlotUse Use { get; set; }

        public long Area { get; set; }

        public string Cadastral { get; set; } = "";
    }

    private sealed class DemoMachine
    {
        public string Name { get; set; } = "";

        public int Count { get; set; }
    }
}
