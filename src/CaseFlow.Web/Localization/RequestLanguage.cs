using System.Globalization;
using CaseFlow.Core.Texts;

namespace CaseFlow.Web.Localization;

/// <summary>
/// The language of a request: what the person chose (a cookie, set at sign-in from the profile), otherwise Kazakh. The
/// thread's culture stays invariant, so that nothing that is data is ever written in a language.
/// </summary>
public static class RequestLanguage
{
    /// <summary>Name of the cookie; it holds kk, ru or en.</summary>
    public const string Cookie = "caseflow.language";

    private static readonly object Item = new();

    /// <summary>The language of the request: kk, ru or en.</summary>
    public static string Of(HttpContext context) => context.Items[Item] as string ?? Languages.Kk;

    /// <summary>Remembers a choice for a year and shows this very answer in it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the three languages.</exception>
    public static void Choose(HttpContext context, string language)
    {
        if (!Languages.Has(language))
        {
            throw new ArgumentOutOfRangeException(nameof(language), language, "Texts are in kk, ru and en.");
        }

        context.Items[Item] = language;
        context.Response.Cookies.Append(Cookie, language, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });
    }

    /// <summary>Reads the choice at the beginning of each request.</summary>
    public static IApplicationBuilder UseRequestLanguage(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var chosen = context.Request.Cookies[Cookie];
        context.Items[Item] = Languages.Has(chosen) ? chosen : Languages.Kk;
        return next(context);
    });
}
