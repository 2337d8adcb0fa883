using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;

namespace CaseFlow.Web.Security;

/// <summary>How much one person or one address may ask for. An office is one address, so its limit is that of many people.</summary>
public sealed record RateLimitSettings
{
    /// <summary>Requests a minute of a signed-in person.</summary>
    public int PersonPerMinute { get; init; } = 600;

    /// <summary>Requests a minute of an address without a signed-in person.</summary>
    public int AddressPerMinute { get; init; } = 600;

    /// <summary>Attempts to sign in a minute from one address; a single account is guarded by its lockout as well.</summary>
    public int SignInPerMinute { get; init; } = 30;

    /// <summary>Searches for people and cases a minute of one person: enough for work, too few to copy a register.</summary>
    public int SearchPerMinute { get; init; } = 30;

    /// <summary>Requests a minute of one address for the public page of a case.</summary>
    public int PublicPerMinute { get; init; } = 30;

    /// <summary>Rounds a minute of one address with the public form of a complaint: searching an office and checking count too.</summary>
    public int ComplainPerMinute { get; init; } = 20;

    /// <summary>Complaints an hour that one address may register: a public access point serves many, a robot is one.</summary>
    public int ComplaintsPerHour { get; init; } = 30;

    /// <summary>Attempts a minute of one address to open a complaint with number and secret.</summary>
    public int FollowPerMinute { get; init; } = 10;
}

/// <summary>Registers the limits; what is over a limit gets 429 with a page that says when to come back.</summary>
public static class RateLimits
{
    /// <summary>Policy of the sign-in page.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Policy of searches, which are posted: an IIN has no place in an address.</summary>
    public const string Search = "search";

    /// <summary>Policy of the public page of a case.</summary>
    public const string Public = "public";

    /// <summary>Policy of the public form of a complaint.</summary>
    public const string Complain = "complain";

    /// <summary>Policy of the page that asks for number and secret.</summary>
    public const string Follow = "follow";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Registers the limits from the section <c>RateLimits</c>.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection("RateLimits").Get<RateLimitSettings>() ?? new RateLimitSettings();
        services.AddSingleton(settings);
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = static (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Person(context) is { } person
                ? Fixed($"person {person}", settings.PersonPerMinute)
                : Fixed($"address {Address(context)}", settings.AddressPerMinute));
            options.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
                ? Fixed($"sign-in {Address(context)}", settings.SignInPerMinute)
                : RateLimitPartition.GetNoLimiter(""));
            options.AddPolicy(Search, context => HttpMethods.IsPost(context.Request.Method)
                ? Fixed($"search {Person(context) ?? Address(context)}", settings.SearchPerMinute)
                : RateLimitPartition.GetNoLimiter(""));
            options.AddPolicy(Complain, context => Posted("complain", context, settings.ComplainPerMinute));
            options.AddPolicy(Follow, context => Posted("follow", context, settings.FollowPerMinute));
            options.AddPolicy(Public, context => Fixed($"public {Address(context)}", settings.PublicPerMinute));
        });
    }

    private static string? Person(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>Who asks, when nobody is signed in.</summary>
    public static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";

    private static RateLimitPartition<string> Posted(string name, HttpContext context, int limit) =>
        HttpMethods.IsPost(context.Request.Method) ? Fixed($"{name} {Address(context)}", limit) : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> Fixed(string key, int limit) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window, QueueLimit = 0 });
}
