using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using CaseFlow.Web.Localization;
using NodaTime;

namespace CaseFlow.Web.Pages.Register;

/// <summary>The parts of an account in words.</summary>
public static class RegisterWriting
{
    /// <summary>One side of a difference; a dash for nothing. IINs are masked.</summary>
    public static string Describe(this PageTexts texts, object? value) => value switch
    {
        null => "–",
        true => texts.Plain("register.yes"),
        LocalDate day => texts.Day(day),
        HouseholdMember member => texts.Describe(member),
        HouseholdPlot plot => texts.Describe(plot),
        HouseholdAnimals animals => $"{texts.Plain(RegisterTexts.Animal(animals.Kind))}: {texts.Number(animals.Count)}",
        HouseholdMachine machine => $"{machine.Name} × {texts.Number(machine.Count)}",
        _ => value.ToString()!,
    };

    /// <summary>An area with its unit.</summary>
    public static string Area(this PageTexts texts, long squareMetres) => texts.Plain("register.area-value", squareMetres);

    private static string Describe(this PageTexts texts, HouseholdMember member) => Join(
        member.PersonName.Full, Iin.Mask(member.Iin), member.IsHead ? texts.Plain("register.head") : member.Relation);

    private static string Describe(this PageTexts texts, HouseholdPlot plot) => Join(
        texts.Plain(RegisterTexts.Use(plot.Use)), texts.Area(plot.AreaM2), plot.CadastralNumber);

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(static part => part.Length > 0));
}
