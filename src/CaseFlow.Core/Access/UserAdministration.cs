using System.Security.Cryptography;
using CaseFlow.Core.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Access;

/// <summary>
/// Creates users, gives and ends roles, resets passwords. Each change and its record are one transaction. The caller has
/// checked that the actor is an administrator.
/// </summary>
public sealed class UserAdministration(CaseFlowDb db, UserManager<User> users, IClock clock)
{
    // Without letters and digits that look alike on paper.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Users in the order of their user names, from those that begin with <paramref name="prefix"/>.</summary>
    /// <param name="prefix">Beginning of the user name; empty for all.</param>
    /// <param name="after">Normalized user name of the last one already shown; empty at the start.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancel">Cancels the query.</param>
    public async Task<IReadOnlyList<User>> ListAsync(string prefix, string after, int count, CancellationToken cancel)
    {
        var from = users.NormalizeName(prefix) ?? "";
        var query = db.Users.AsNoTracking().Where(user => user.NormalizedUserName!.CompareTo(after) > 0);
        if (from.Length > 0)
        {
            var end = from[..^1] + (char)(from[^1] + 1);
            query = query.Where(user => user.NormalizedUserName!.CompareTo(from) >= 0 && user.NormalizedUserName!.CompareTo(end) < 0);
        }

        return await query.OrderBy(user => user.NormalizedUserName).Take(count).ToListAsync(cancel);
    }

    /// <summary>Creates a user with a temporary password, which the person must change at the first sign-in.</summary>
    /// <returns>The password, or what was wrong with the user name (Identity's codes).</returns>
    public async Task<(string? Password, IReadOnlyList<string> Errors)> CreateAsync(User user, long? actor, CancellationToken cancel)
    {
        var password = NewPassword();
        user.PasswordIsTemporary = true;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var result = await users.CreateAsync(user, password);
        if (!result.Succeeded)
        {
            return (null, [.. result.Errors.Select(static error => error.Code)]);
        }

        Record(user.Id, actor, AccessChangeKind.Created);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return (password, []);
    }

    /// <summary>Changes the name printed on papers.</summary>
    public Task RenameAsync(User user, long actor, CancellationToken cancel)
    {
        Record(user.Id, actor, AccessChangeKind.Renamed);
        return db.SaveChangesAsync(cancel);
    }

    /// <summary>Shuts a person out, at once and from every browser, or lets them in again.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed the user meanwhile.</exception>
    public async Task SetDisabledAsync(User user, bool disabled, long actor)
    {
        user.Disabled = disabled;
        Record(user.Id, actor, disabled ? AccessChangeKind.Disabled : AccessChangeKind.Enabled);
        Saved(await users.UpdateSecurityStampAsync(user));
    }

    /// <summary>Sets a new temporary password, lifts a lockout and signs the person out everywhere.</summary>
    /// <returns>The password, to be told to the person.</returns>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed the user meanwhile.</exception>
    public async Task<string> ResetPasswordAsync(User user, long actor)
    {
        var password = NewPassword();
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        user.PasswordIsTemporary = true;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        Record(user.Id, actor, AccessChangeKind.PasswordReset);
        Saved(await users.UpdateSecurityStampAsync(user));
        return password;
    }

    /// <summary>The person's own change of password.</summary>
    public async Task<IdentityResult> ChangePasswordAsync(User user, string current, string wanted)
    {
        user.PasswordIsTemporary = false;
        Record(user.Id, user.Id, AccessChangeKind.PasswordChanged);
        var result = await users.ChangePasswordAsync(user, current, wanted);
        if (!result.Succeeded)
        {
            db.ChangeTracker.Clear();
        }

        return result;
    }

    /// <summary>Gives a role in an office from today on. Giving what the person has already changes nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such role.</exception>
    public async Task AssignAsync(long userId, long officeId, string role, long? actor, CancellationToken cancel)
    {
        if (!Roles.All.Contains(role))
        {
            throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role.");
        }

        var all = await db.Set<Assignment>().Where(assignment => assignment.UserId == userId).ToListAsync(cancel);
        var today = AccessDays.Today(clock);
        if (all.Exists(assignment => assignment.OfficeId == officeId && assignment.Role == role && assignment.HoldsOn(today)))
        {
            return;
        }

        db.Add(new Assignment
        {
            UserId = userId,
            No = all.Count + 1,
            OfficeId = officeId,
            Role = role,
            From = today,
        });
        Record(userId, actor, AccessChangeKind.RoleGiven, officeId, role);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Ends a role at once; it stays on record until yesterday.</summary>
    /// <returns>False when there is no such open assignment.</returns>
    public async Task<bool> EndAsync(long userId, int no, long actor, CancellationToken cancel)
    {
        var assignment = await db.Set<Assignment>().SingleOrDefaultAsync(one => one.UserId == userId && one.No == no, cancel);
        var today = AccessDays.Today(clock);
        if (assignment?.HoldsOn(today) != true)
        {
            return false;
        }

        assignment.To = today.PlusDays(-1);
        Record(userId, actor, AccessChangeKind.RoleEnded, assignment.OfficeId, assignment.Role);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    // Identity reports a lost race as a result, and drops it: here it is the exception it was.
    private static void Saved(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new DbUpdateConcurrencyException($"The user was not saved: {result.Errors.First().Code}.");
        }
    }

    private static string NewPassword() => string.Join('-', Enumerable.Range(0, 4).Select(static _ => RandomNumberGenerator.GetString(Alphabet, 4)));

    private void Record(long userId, long? actor, AccessChangeKind kind, long? officeId = null, string role = "") =>
        db.Add(new AccessChange
        {
            UserId = userId,
            ActorId = actor,
            At = clock.GetCurrentInstant(),
            Kind = kind,
            OfficeId = officeId,
            Role = role,
        });
}
