using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Access;

/// <summary>Names of users for pages.</summary>
public static class UserNames
{
    /// <summary>The full name of a user; empty when there is none.</summary>
    public static async Task<string> NameOfAsync(this CaseFlowDb db, long userId, CancellationToken cancel) =>
        (await db.Set<User>().AsNoTracking().SingleOrDefaultAsync(user => user.Id == userId, cancel))?.FullName ?? "";
}
