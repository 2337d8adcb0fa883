using System.Data.Common;
using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CaseFlow.Web.Access;

/// <summary>Registers sign-in: Identity's password and lockout, a cookie, and the deny-by-default rule.</summary>
public static class SignInServices
{
    /// <summary>Fewest characters of a password. Length is what counts: there is no rule about kinds of characters.</summary>
    public const int PasswordLength = 12;

    /// <summary>How long an account is locked after five wrong passwords.</summary>
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);

    // A working day: nobody is signed out in the middle of a form, and nobody stays signed in overnight.
    private static readonly TimeSpan Session = TimeSpan.FromHours(10);

    /// <summary>Registers everything about who is who.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IWebHostEnvironment environment)
    {
        services.AddIdentityCore<User>(Configure).AddEntityFrameworkStores<CaseFlowDb>().AddSignInManager();
        services.Configure<SecurityStampValidatorOptions>(static options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddDataProtection().SetApplicationName("CaseFlow").PersistKeysToDbContext<CaseFlowDb>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options => Configure(options, environment));

        services.AddScoped<UserGrants>();
        services.AddScoped<UserAdministration>();
        services.AddScoped<CurrentUser>();
        services.AddScoped<IAuthorizationHandler, PageAuthorization>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme)
            .RequireAuthenticatedUser()
            .AddRequirements(new PageRequirement())
            .Build());
        return services;
    }

    /// <summary>How a cookie travels: over TLS alone, except on a developer's own machine.</summary>
    public static CookieSecurePolicy Secure(IWebHostEnvironment environment) =>
        environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    private static void Configure(IdentityOptions options)
    {
        options.Password.RequiredLength = PasswordLength;
        options.Password.RequiredUniqueChars = 6;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = Lockout;
        options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@";
    }

    private static void Configure(CookieAuthenticationOptions options, IWebHostEnvironment environment)
    {
        options.Cookie.Name = "caseflow.session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = Secure(environment);
        options.ExpireTimeSpan = Session;
        options.SlidingExpiration = false;
        options.LoginPath = "/Account/SignIn";
        options.LogoutPath = "/Account/SignOut";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToAccessDenied = static context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };

        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    /// <summary>
    /// With the database lost, the check of the stamp is left to the next request. It lets nobody in: whatever needs a
    /// person asks the database again, and fails there, where the failure gets its page.
    /// </summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        try
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        }
        catch (DbException)
        {
            context.ShouldRenew = false;
        }
    }
}
