using NodaTime;

namespace CaseFlow.Core.Access;

/// <summary>Who changed what a person may do, and when: the record behind the users and their roles. Never changed itself.</summary>
public sealed class AccessChange
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The person it is about.</summary>
    public long UserId { get; set; }

    /// <summary>Who did it; null for the program itself (the first administrator, demo data).</summary>
    public long? ActorId { get; set; }

    /// <summary>When.</summary>
    public Instant At { get; set; }

    /// <summary>What was done.</summary>
    public AccessChangeKind Kind { get; set; }

    /// <summary>The office of a role given or ended; null otherwise.</summary>
    public long? OfficeId { get; set; }

    /// <summary>The role given or ended; empty otherwise.</summary>
    public string Role { get; set; } = "";
}

/// <summary>What can happen to a person's access.</summary>
public enum AccessChangeKind
{
    /// <summary>The user was created.</summary>
    Created = 1,

    /// <summary>The user may no longer sign in.</summary>
    Disabled = 2,

    /// <summary>The user may sign in again.</summary>
    Enabled = 3,

    /// <summary>A role in an office was given.</summary>
    RoleGiven = 4,

    /// <summary>A role in an office was ended.</summary>
    RoleEnded = 5,

    /// <summary>A temporary password was set.</summary>
    PasswordReset = 6,

    /// <summary>The person chose a new password.</summary>
    PasswordChanged = 7,

    /// <summary>The name was changed.</summary>
    Renamed = 8,
}
