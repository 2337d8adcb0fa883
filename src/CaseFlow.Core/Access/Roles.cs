namespace CaseFlow.Core.Access;

/// <summary>
/// What a person may be in an office. The names stand in data, in definitions (candidate groups) and in texts
/// (<c>role.clerk</c>).
/// </summary>
public static class Roles
{
    /// <summary>Takes in applications, gives receipts, hands out results.</summary>
    public const string Clerk = "clerk";

    /// <summary>Looks a farm up in the household register and drafts the answer.</summary>
    public const string RegisterSpecialist = "registerSpecialist";

    /// <summary>Approves and signs; is told of what is late.</summary>
    public const string Head = "head";

    /// <summary>Registers complaints and posts replies.</summary>
    public const string Chancery = "chancery";

    /// <summary>Draws and publishes definitions, repairs incidents.</summary>
    public const string Manager = "manager";

    /// <summary>Reads indicators.</summary>
    public const string Analyst = "analyst";

    /// <summary>Reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>Answers the telephone 1414 (P4.5, P20.2): learns of any case how it stands, and nothing about a person.</summary>
    public const string CallCentre = "callCentre";

    /// <summary>Users, offices, calendars, the machine room.</summary>
    public const string Administrator = "administrator";

    /// <summary>All of them, in the order of the list shown to an administrator.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Clerk, RegisterSpecialist, Head, Chancery, Manager, Analyst, CallCentre, Auditor, Administrator];

    /// <summary>Those who have tasks, and so an inbox.</summary>
    public static string[] WithTasks { get; } = [Clerk, RegisterSpecialist, Head, Chancery];
}
