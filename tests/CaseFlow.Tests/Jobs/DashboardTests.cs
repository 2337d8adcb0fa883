using System.Security.Claims;
using CaseFlow.Infrastructure.Jobs;
using Hangfire;
using Hangfire.Dashboard;
using Hangfire.InMemory;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace CaseFlow.Tests.Jobs;

public class DashboardTests
{
    [Theory]
    [InlineData(true, "administrator", true)]
    [InlineData(true, "manager", false)]
    [InlineData(false, "administrator", false)]
    public void Only_a_signed_in_administrator_may_look(bool signedIn, string role, bool passes)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], signedIn ? "cookie" : null);
        Assert.Equal(passes, new AdministratorsOnly("administrator").Authorize(Context(identity)));
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Development", false)]
    public void In_Production_nothing_can_be_changed(string environment, bool readOnly)
    {
        var options = Dashboard.Options(new HostingEnvironment { EnvironmentName = environment }, "administrator");
        Assert.Equal(readOnly, options.IsReadOnlyFunc(Context(new ClaimsIdentity())));
        Assert.IsType<AdministratorsOnly>(Assert.Single(options.Authorization));
    }

    private static AspNetCoreDashboardContext Context(ClaimsIdentity identity) =>
        new(new InMemoryStorage(), new DashboardOptions(), new DefaultHttpContext { User = new ClaimsPrincipal(identity), RequestServices = new EmptyServices() });

    private sealed class EmptyServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
