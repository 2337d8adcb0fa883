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

    /// <summary>The full names of users by their ids; the program itself (0) is not among them.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> NamesOfAsync(this CaseFlowDb db, IEnumerable<long> userIds, CancellationToken cancel)
    {
        var ids = userIds.Distinct().ToArray();
        return await db.Users.AsNoTracking().Where(user => ids.Contains(user.Id)).ToDictionaryAsync(static user => user.Id, static user => user.FullName, cancel);
    }
}
