using Microsoft.AspNetCore.Identity;

namespace CaseFlow.Core.Access;

/// <summary>A person who works in an office and signs in. An applicant is not a user.</summary>
public sealed class User : IdentityUser<long>
{
    /// <summary>Surname as printed on a receipt (P14.5).</summary>
    public string Surname { get; set; } = "";

    /// <summary>Given name as printed on a receipt (P14.5).</summary>
    public string Name { get; set; } = "";

    /// <summary>Patronymic; empty when the person has none (P14.5: "if any").</summary>
    public string Patronymic { get; set; } = "";

    /// <summary>Language of the interface: kk, ru or en.</summary>
    public string Language { get; set; } = "kk";

    /// <summary>True when the person has left: no sign-in any more, but the name stays on what was done.</summary>
    public bool Disabled { get; set; }

    /// <summary>True while the password is the one an administrator gave: the person must choose another before working.</summary>
    public bool PasswordIsTemporary { get; set; }

    /// <summary>Surname, name and patronymic in the order of official papers.</summary>
    public string FullName =>
        string.Join(' ', new[] { Surname, Name, Patronymic }.Where(static part => part.Length > 0));
}
