using CaseFlow.Core.Access;

namespace CaseFlow.Core.Register;

/// <summary>Who may look into an office's household register, and who may write in it.</summary>
public static class RegisterAccess
{
    private static readonly string[] Readers = [Roles.RegisterSpecialist, Roles.Clerk, Roles.Head];

    /// <summary>The office's register specialists, clerks and heads; auditors read every office's.</summary>
    public static bool MayRead(Scope scope, long officeId) =>
        scope.Has(Roles.Auditor) || Readers.Any(role => scope.Has(role, officeId));

    /// <summary>The office's register specialists.</summary>
    public static bool MayWrite(Scope scope, long officeId) => scope.Has(Roles.RegisterSpecialist, officeId);

    /// <summary>Ids of the offices whose registers the person works with, ascending; an auditor's own offices only.</summary>
    public static IReadOnlyList<long> Offices(Scope scope) => [.. scope.Offices.Where(office => MayRead(scope, office))];
}
