using System.Globalization;
using System.Security.Claims;
using CaseFlow.Core.Access;

namespace CaseFlow.Web.Access;

/// <summary>
/// The signed-in person, read from the database once a request: a role that was ended, or a user who was disabled, stops
/// counting with the next click, not with the next sign-in.
/// </summary>
public sealed class CurrentUser(UserGrants grants, IHttpContextAccessor accessor)
{
    /// <summary>Name of the cookie with the office the person works in now, among several.</summary>
    public const string OfficeCookie = "caseflow.office";

    private SignedIn? known;
    private bool read;

    /// <summary>The person, or null when nobody is signed in (or the person was disabled).</summary>
    public async Task<SignedIn?> GetAsync(CancellationToken cancel)
    {
        if (!read)
        {
            known = await ReadAsync(cancel);
            read = true;
        }

        return known;
    }

    /// <summary>The person on a page that only signed-in people reach.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public async Task<SignedIn> RequireAsync(CancellationToken cancel) =>
        await GetAsync(cancel) ?? throw new InvalidOperationException("Nobody is signed in: the page lacks its entry in PagePermissions.");

    /// <summary>Forgets what was read, after a sign-in or sign-out in this very request.</summary>
    public void Forget() => (known, read) = (null, false);

    private async Task<SignedIn?> ReadAsync(CancellationToken cancel)
    {
        var context = accessor.HttpContext!;
        var id = context.User.FindFirstValue(ClaimTypes.NameIdentifier);
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var userId)
            || await grants.FindAsync(userId, cancel) is not var (user, scope))
        {
            return null;
        }

        return new SignedIn(user, scope, ChosenOffice(context, scope));
    }

    private static long? ChosenOffice(HttpContext context, Scope scope)
    {
        var chosen = long.TryParse(context.Request.Cookies[OfficeCookie], NumberStyles.None, CultureInfo.InvariantCulture, out var office)
            ? office
            : 0;
        return scope.Offices.Contains(chosen) ? chosen : scope.Grants.Count > 0 ? scope.Grants[0].OfficeId : null;
    }
}

/// <summary>The signed-in person.</summary>
/// <param name="User">Who it is.</param>
/// <param name="Scope">What the person may see and do.</param>
/// <param name="OfficeId">The office the person works in now; null without any role.</param>
public sealed record SignedIn(User User, Scope Scope, long? OfficeId)
{
    /// <summary>True when the person has one of these roles anywhere.</summary>
    public bool HasAny(IEnumerable<string> roles) => roles.Any(Scope.Has);
}
