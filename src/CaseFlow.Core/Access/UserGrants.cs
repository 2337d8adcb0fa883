using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Access;

/// <summary>Reads what a person may do now.</summary>
public sealed class UserGrants(CaseFlowDb db, IClock clock)
{
    /// <summary>The person and the person's scope; null when there is no such user, or it is disabled.</summary>
    public async Task<(User User, Scope Scope)?> FindAsync(long userId, CancellationToken cancel)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(one => one.Id == userId && !one.Disabled, cancel);
        if (user is null)
        {
            return null;
        }

        var today = AccessDays.Today(clock);
        var grants = await db.Set<Assignment>()
            .AsNoTracking()
            .Where(one => one.UserId == userId && one.From <= today && (one.To == null || one.To >= today))
            .OrderBy(one => one.No)
            .Select(one => new Grant(one.OfficeId, one.Role))
            .ToListAsync(cancel);
        return (user, Scope.Of(userId, grants));
    }
}
