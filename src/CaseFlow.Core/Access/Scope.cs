namespace CaseFlow.Core.Access;

/// <summary>A role in an office that a person has now.</summary>
public readonly record struct Grant(long OfficeId, string Role);

/// <summary>
/// What a caller may see: a required argument of every query, so that no list, count or search forgets it. A person sees
/// the cases of the offices in which they have a role; an auditor and an administrator those of the whole installation.
/// </summary>
public sealed class Scope
{
    private Scope(long? userId, IEnumerable<Grant> grants, bool everywhere)
    {
        UserId = userId;
        Grants = [.. grants.Distinct()];
        Offices = [.. Grants.Where(static grant => grant.Role != Roles.CallCentre).Select(static grant => grant.OfficeId).Distinct().Order()];
        IsEverywhere = everywhere;
    }

    /// <summary>The program itself: pumps, imports, the scheduler. Never handed to a page.</summary>
    public static Scope Program { get; } = new(userId: null, [], everywhere: true);

    /// <summary>The person; null for the program itself.</summary>
    public long? UserId { get; }

    /// <summary>The roles the person has now.</summary>
    public IReadOnlyList<Grant> Grants { get; }

    /// <summary>
    /// Ids of the offices whose cases the person works with, ascending: those in which they have any role, except that the
    /// call centre's opens no case (P20.2).
    /// </summary>
    public IReadOnlyList<long> Offices { get; }

    /// <summary>True when the offices do not limit what may be read.</summary>
    public bool IsEverywhere { get; }

    /// <summary>
    /// True when plain numbers of cases of the whole installation may be told: a definition is of all offices, and a manager must
    /// know how many cases a change of it meets. Numbers alone: whoever asks for a row, an id or a name asks <see cref="Offices"/>.
    /// </summary>
    public bool CountsEverywhere => IsEverywhere || Has(Roles.Manager);

    /// <summary>The scope of a person with these roles.</summary>
    public static Scope Of(long userId, IReadOnlyCollection<Grant> grants) => new(
        userId, grants, grants.Any(static grant => grant.Role is Roles.Auditor or Roles.Administrator));

    /// <summary>True when what belongs to the office may be read.</summary>
    public bool Sees(long officeId) => IsEverywhere || Offices.Contains(officeId);

    /// <summary>True when the person has the role in any office.</summary>
    public bool Has(string role) => Grants.Any(grant => grant.Role == role);

    /// <summary>True when the person has the role in this office.</summary>
    public bool Has(string role, long officeId) => Grants.Contains(new Grant(officeId, role));

    /// <summary>Ids of the offices in which the person has this role.</summary>
    public IReadOnlyList<long> OfficesAs(string role) =>
        [.. Grants.Where(grant => grant.Role == role).Select(static grant => grant.OfficeId)];
}
