using System.Globalization;
using System.Security.Cryptography;
using CaseFlow.Web.Access;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace CaseFlow.Web.Complaints;

/// <summary>
/// Lets a browser see one complaint for half an hour: it has just registered it, or has shown number and secret. A cookie, so
/// that neither is ever part of an address; sealed, so that nobody makes one.
/// </summary>
public sealed class ComplaintKey(IDataProtectionProvider protection, IWebHostEnvironment environment, IClock clock)
{
    private const string Cookie = "caseflow.complaint";

    private static readonly Duration Lifetime = Duration.FromMinutes(30);

    private readonly IDataProtector protector = protection.CreateProtector("CaseFlow.Complaint.Follow");

    /// <summary>Gives the browser the key of a complaint, in place of any other.</summary>
    public void Give(HttpContext context, long caseId)
    {
        var until = (clock.GetCurrentInstant() + Lifetime).ToUnixTimeMilliseconds();
        context.Response.Cookies.Append(Cookie, protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{caseId} {until}")), new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            Secure = SignInServices.Secure(environment) == CookieSecurePolicy.Always || context.Request.IsHttps,
        });
    }

    /// <summary>The complaint that the browser may see; null: none, or no longer.</summary>
    public long? Held(HttpContext context)
    {
        try
        {
            var parts = protector.Unprotect(context.Request.Cookies[Cookie] ?? "").Split(' ');
            return long.Parse(parts[1], CultureInfo.InvariantCulture) > clock.GetCurrentInstant().ToUnixTimeMilliseconds()
                ? long.Parse(parts[0], CultureInfo.InvariantCulture)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Takes the key back: the next person at a shared computer sees nothing.</summary>
    public static void TakeBack(HttpContext context) => context.Response.Cookies.Delete(Cookie);
}
