using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Access;

/// <summary>Who works in an office.</summary>
public static class OfficePeople
{
    /// <summary>The heads of an office on a day, by name; people who have left are not among them.</summary>
    public static Task<IReadOnlyList<User>> Heads(CaseFlowDb db, long officeId, LocalDate day, CancellationToken cancellation) =>
        With(db, officeId, Roles.Head, day, cancellation);

    /// <summary>The head in whose name a letter goes: the one who acts, else the first of the office; null: it has none.</summary>
    public static async Task<long?> Signatory(CaseFlowDb db, long officeId, long actorId, LocalDate day, CancellationToken cancellation)
    {
        var heads = await Heads(db, officeId, day, cancellation);
        return heads.FirstOrDefault(head => head.Id == actorId)?.Id ?? (heads.Count > 0 ? heads[0].Id : null);
    }

    /// <summary>Those who have a role in an office on a day, by name; people who have left are not among them.</summary>
    public static Task<IReadOnlyList<User>> With(CaseFlowDb db, long officeId, string role, LocalDate day, CancellationToken cancellation) =>
        Read(db, db.Set<Assignment>().Where(assignment => assignment.OfficeId == officeId && assignment.Role == role), day, cancellation);

    /// <summary>All who work in an office on a day, by name.</summary>
    public static Task<IReadOnlyList<User>> All(CaseFlowDb db, long officeId, LocalDate day, CancellationToken cancellation) =>
        Read(db, db.Set<Assignment>().Where(assignment => assignment.OfficeId == officeId), day, cancellation);

    /// <summary>The ids of those with these logins who work in an office on a day, by normalized login; the others are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> ByLogin(
        CaseFlowDb db, long officeId, IReadOnlyCollection<string> normalizedLogins, LocalDate day, CancellationToken cancellation)
    {
        var found = await (
            from user in db.Set<User>().AsNoTracking()
            where normalizedLogins.Contains(user.NormalizedUserName!) && !user.Disabled
                && db.Set<Assignment>().Any(assignment => assignment.UserId == user.Id && assignment.OfficeId == officeId
                    && assignment.From <= day && (assignment.To == null || assignment.To >= day))
            select new { user.NormalizedUserName, user.Id }).ToListAsync(cancellation);
        return found.ToDictionary(user => user.NormalizedUserName!, user => user.Id, StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<User>> Read(CaseFlowDb db, IQueryable<Assignment> assignments, LocalDate day, CancellationToken cancellation)
    {
        var people = await (
            from assignment in assignments.AsNoTracking()
            join user in db.Set<User>() on assignment.UserId equals user.Id
            where !user.Disabled && assignment.From <= day && (assignment.To == null || assignment.To >= day)
            select user).ToListAsync(cancellation);
        return [.. people.DistinctBy(user => user.Id).OrderBy(user => user.FullName, StringComparer.Ordinal)];
    }
}
