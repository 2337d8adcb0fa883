using CaseFlow.Core.Access;
using CaseFlow.Infrastructure;
using CaseFlow.Infrastructure.Database;
using CaseFlow.Infrastructure.Jobs;
using CaseFlow.Web;
using CaseFlow.Web.Access;
using CaseFlow.Web.Security;
using CaseFlow.Web.Start;

var builder = WebApplication.CreateBuilder(args);
if (builder.Configuration["urls"] is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
{
    builder.WebHost.UseUrls("http://localhost:5080");
}

builder.WebHost.ConfigureKestrel(static options =>
{
    options.AddServerHeader = false;
    options.Limits.MaxRequestBodySize = RequestSizes.Form;
});
builder.Services.AddCaseFlow(builder.Configuration);
builder.Services.AddShell(builder.Configuration, builder.Environment);

var app = builder.Build();
app.UseShell(StorageFaults.Is);
app.MapDashboard(app.Environment).WithMetadata(new EndpointRoles(Roles.Administrator));
await using (var scope = app.Services.CreateAsyncScope())
{
    await Installation.PrepareAsync(scope.ServiceProvider, app.Lifetime.ApplicationStopping);
    await FirstUsers.PrepareAsync(scope.ServiceProvider, app.Lifetime.ApplicationStopping);
}

await app.RunAsync();
