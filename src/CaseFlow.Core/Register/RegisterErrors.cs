namespace CaseFlow.Core.Register;

/// <summary>Keys of the texts that say what is wrong with an account; those of its people are PersonErrors.</summary>
public static class RegisterErrors
{
    public const string NumberTaken = "register.error.number-taken";

    /// <summary>Parameters: first and last day allowed.</summary>
    public const string AsOfRange = "register.error.as-of-range";

    public const string NoMembers = "register.error.no-members";
    public const string OneHead = "register.error.one-head";
    public const string IinTwice = "register.error.iin-twice";
    public const string RelationMissing = "register.error.relation-missing";

    /// <summary>Parameter: the greatest area in m².</summary>
    public const string Area = "register.error.area";

    public const string CadastralNumber = "register.error.cadastral-number";
    public const string CadastralTwice = "register.error.cadastral-twice";

    /// <summary>Parameter: the greatest count.</summary>
    public const string AnimalCount = "register.error.animal-count";

    public const string MoreCowsThanCattle = "register.error.more-cows-than-cattle";

    /// <summary>Parameter: the greatest count.</summary>
    public const string MachineCount = "register.error.machine-count";

    /// <summary>Parameter: how many rows fit.</summary>
    public const string TooManyRows = "register.error.too-many-rows";

    public const string UnknownChoice = "register.error.unknown-choice";
}
