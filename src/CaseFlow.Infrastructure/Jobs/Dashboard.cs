using Hangfire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CaseFlow.Infrastructure.Jobs;

/// <summary>Hangfire's dashboard under our rules.</summary>
public static class Dashboard
{
    public const string Path = "/hangfire";

    /// <summary>
    /// Maps the dashboard; in Production nobody may change anything there. Who may look is decided where it is mapped, as for
    /// every other endpoint, so Hangfire's own filters (local requests only) are taken out.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="environment">Where it runs.</param>
    public static IEndpointConventionBuilder MapDashboard(this IEndpointRouteBuilder endpoints, IHostEnvironment environment) =>
        endpoints.MapHangfireDashboard(Path, new DashboardOptions
        {
            Authorization = [],
            AsyncAuthorization = [],
            IsReadOnlyFunc = _ => environment.IsProduction(),
            DisplayStorageConnectionString = false,
            DashboardTitle = "CaseFlow",
            AppPath = "/",
        });
}
