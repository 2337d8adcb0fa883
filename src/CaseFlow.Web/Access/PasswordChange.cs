
namespace CaseFlow.Web.Access;

/// <summary>Who was given a temporary password gets no further than the page where they choose their own.</summary>
public static class PasswordChange
{
    private const string Page = "/Account/Password";

    private static readonly string[] Open = [Page, "/Account/SignOut", "/Account/Language", "/Account/SignIn"];

    /// <summary>Sends such a person to the page.</summary>
    public static IApplicationBuilder UsePasswordChange(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        var path = context.Request.Path;
        if (context.User.Identity?.IsAuthenticated == true
            && context.GetEndpoint() is { } endpoint
            && endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null
            && !Open.Any(open => path.Equals(open, StringComparison.OrdinalIgnoreCase))
            && await context.RequestServices.GetRequiredService<CurrentUser>().GetAsync(context.RequestAborted) is { User.PasswordIsTemporary: true })
        {
            context.Response.Redirect(Page);
            return;
        }

        await next(context);
    });
}
