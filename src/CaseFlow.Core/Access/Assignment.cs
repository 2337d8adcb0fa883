using NodaTime;

namespace CaseFlow.Core.Access;

/// <summary>A person has a role in an office for a time. Ended ones stay: they say who might do what, when.</summary>
public sealed class Assignment
{
    /// <summary>The person.</summary>
    public long UserId { get; set; }

    /// <summary>Counts the person's assignments from 1.</summary>
    public int No { get; set; }

    /// <summary>The office.</summary>
    public long OfficeId { get; set; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>First day.</summary>
    public LocalDate From { get; set; }

    /// <summary>Last day; null while it is open.</summary>
    public LocalDate? To { get; set; }

    /// <summary>True when it holds on a day.</summary>
    public bool HoldsOn(LocalDate day) => From <= day && (To is null || day <= To);
}
