using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Access;

/// <summary>Who works in an office.</summary>
public static class OfficePeople
{
    /// <summary>The heads of an office on a day, by name; people who have left are not among them.</summary>
    public static async Task<IReadOnlyList<User>> Heads(CaseFlowDb db, long officeId, LocalDate day, CancellationToken cancellation)
    {
        var heads = await (
            from assignment in db.Set<Assignment>().AsNoTracking()
            join user in db.Set<User>() on assignment.UserId equals user.Id
            where assignment.OfficeId == officeId && assignment.Role == Roles.Head && !user.Disabled
                && assignment.From <= day && (assignment.To == null || assignment.To >= day)
            select user).ToListAsync(cancellation);
        return [.. heads.DistinctBy(user => user.Id).OrderBy(user => user.FullName, StringComparer.Ordinal)];
    }
}
