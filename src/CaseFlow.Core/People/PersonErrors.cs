namespace CaseFlow.Core.People;

/// <summary>Keys of the texts that say what is wrong with a person's data.</summary>
public static class PersonErrors
{
    public const string Required = "person.error.required";

    /// <summary>Parameter: the greatest length.</summary>
    public const string TooLong = "person.error.too-long";

    public const string NameLetters = "person.error.name-letters";
    public const string IinDigits = "person.error.iin-digits";
    public const string IinCheck = "person.error.iin-check";
    public const string Phone = "person.error.phone";
    public const string PhoneMissing = "person.error.phone-missing";
    public const string Email = "person.error.email";
    public const string Language = "person.error.language";
    public const string InFuture = "person.error.in-future";

    /// <summary>Parameter: the last day of validity.</summary>
    public const string DocumentExpired = "person.error.document-expired";

    public const string ValidBeforeIssue = "person.error.valid-before-issue";

    /// <summary>Parameter: the last day of validity.</summary>
    public const string PowerExpired = "person.error.power-expired";
}
