using CaseFlow.Core.Access;

namespace CaseFlow.Core.Register;

/// <summary>Who may look into an office's household register, and who may write in it.</summary>
public static class RegisterAccess
{
    /// <summary>The roles that read the register of their office.</summary>
    public static IReadOnlyList<string> Readers { get; } = [Roles.RegisterSpecialist, Roles.Clerk, Roles.Head];

    /// <summary>The office's register specialists, clerks and heads.</summary>
    public static bool MayRead(Scope scope, long officeId) => Readers.Any(role => scope.Has(role, officeId));

    /// <summary>The office's register specialists.</summary>
    public static bool MayWrite(Scope scope, long officeId) => scope.Has(Roles.RegisterSpecialist, officeId);

    /// <summary>Ids of the offices whose registers the person reads, ascending.</summary>
    public static IReadOnlyList<long> Offices(Scope scope) => [.. scope.Offices.Where(office => MayRead(scope, office))];
}
