using CaseFlow.Core.Register;
using NodaTime;

namespace CaseFlow.Tests.Register;

/// <summary>A farm as an editor enters it.</summary>
internal static class Farm
{
    public static readonly LocalDate Today = new(2026, 11, 23);

    public static HouseholdAccount New(long officeId, string number = "12-045", string surname = "Сейітқали", string iin = "900101350003") => new()
    {
        OfficeId = officeId,
        Number = number,
        Locality = "Ақбұлақ ауылы",
        Address = "Достық к., 7",
        AsOf = new LocalDate(2026, 1, 1),
        Notes = "Суы бар",
        Members =
        {
            new HouseholdMember { Surname = surname, Name = "Әлия", Patronymic = "Нұрланқызы", Iin = iin, IsHead = true },
            new HouseholdMember { Surname = surname, Name = "Ерлан", Relation = "ұлы" },
        },
        Plots =
        {
            new HouseholdPlot { CadastralNumber = "01-018-032-145", AreaM2 = 1500, Use = PlotUse.Yard },
            new HouseholdPlot { AreaM2 = 12345, Use = PlotUse.Garden },
        },
        Animals =
        {
            new HouseholdAnimals { Kind = AnimalKind.Sheep, Count = 23 },
            new HouseholdAnimals { Kind = AnimalKind.Cattle, Count = 4 },
            new HouseholdAnimals { Kind = AnimalKind.Cows, Count = 2 },
        },
        Machinery = { new HouseholdMachine { Name = "Трактор МТЗ-80", Count = 1 } },
    };
}
