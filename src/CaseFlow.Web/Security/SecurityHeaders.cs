namespace CaseFlow.Web.Security;

/// <summary>Headers that every answer carries.</summary>
public static class SecurityHeaders
{
    /// <summary>
    /// Nothing but our own files: no inline script or style, no frame, no form that posts elsewhere. Small pictures of
    /// the style sheet are written into it, hence data: for images.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>
    /// Where the dashboard of the jobs is. It is made by others, with scripts and styles in its pages; it is shown to
    /// administrators alone, and it shows no data of cases but ids.
    /// </summary>
    public const string Dashboard = "/hangfire";

    private const string DashboardPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Adds the headers to each answer; a page must not be kept by a shared computer's browser.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            var headers = response.Headers;

            // A file that is served may have been given a narrower policy of its own; an error page after it has none left.
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = response.HttpContext.Request.Path.StartsWithSegments(Dashboard, StringComparison.OrdinalIgnoreCase)
                    ? DashboardPolicy
                    : ContentSecurityPolicy;
            }

            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                headers.CacheControl = "no-store";
            }
            else if (response.StatusCode is 200 or 206 or 304 && IsHashed(response.HttpContext.Request.Path))
            {
                headers.CacheControl = "public, max-age=31536000, immutable";
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    /// <summary>Fonts, pictures and the diagram viewer, whose names change with their content.</summary>
    private static bool IsHashed(PathString path) => path.StartsWithSegments("/dist/hashed", StringComparison.Ordinal);
}
