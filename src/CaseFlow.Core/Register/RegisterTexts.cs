namespace CaseFlow.Core.Register;

/// <summary>Keys of the texts that name what the register's lists hold.</summary>
public static class RegisterTexts
{
    /// <summary>Such as <c>register.animal.sheep</c>.</summary>
    public static string Animal(AnimalKind kind) => $"register.animal.{kind.ToString().ToLowerInvariant()}";

    /// <summary>Such as <c>register.use.garden</c>.</summary>
    public static string Use(PlotUse use) => $"register.use.{use.ToString().ToLowerInvariant()}";

    /// <summary>Such as <c>register.part.asof</c>.</summary>
    public static string Part(HouseholdPart part) => $"register.part.{part.ToString().ToLowerInvariant()}";
}
