using Hangfire;
using Hangfire.Dashboard;
using Microsoft.Extensions.Hosting;

namespace CaseFlow.Infrastructure.Jobs;

/// <summary>Hangfire's dashboard under our rules.</summary>
public static class Dashboard
{
    /// <summary>Administrators alone may look; in Production nobody may change anything there.</summary>
    /// <param name="environment">Where it runs.</param>
    /// <param name="administratorRole">Name of the role.</param>
    public static DashboardOptions Options(IHostEnvironment environment, string administratorRole) => new()
    {
        Authorization = [new AdministratorsOnly(administratorRole)],
        IsReadOnlyFunc = _ => environment.IsProduction(),
        DisplayStorageConnectionString = false,
    };
}

/// <summary>Lets signed-in users of one role pass.</summary>
public sealed class AdministratorsOnly(string role) : IDashboardAuthorizationFilter
{
    /// <inheritdoc />
    public bool Authorize(DashboardContext context)
    {
        var user = context.GetHttpContext().User;
        return user.Identity is { IsAuthenticated: true } && user.IsInRole(role);
    }
}
