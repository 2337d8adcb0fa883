using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Web.Start;

/// <summary>
/// Somebody has to be the first to sign in. In Development these are the demo users; otherwise the administrator named
/// in the configuration (<c>FirstAdministrator:UserName</c>), once, with a temporary password on the console.
/// </summary>
public static partial class FirstUsers
{
    private const string TopOffice = "kaz.rse";

    /// <summary>Creates the first users if there are none.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CaseFlowDb>();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FirstUsers).FullName!);
        if (services.GetRequiredService<IWebHostEnvironment>().IsDevelopment())
        {
            await DemoData.PrepareAsync(services, cancel);
            DemoUsers(log, DemoData.Password, DemoData.UserNames);
        }
        else if (!await db.Users.AnyAsync(cancel))
        {
            await CreateAdministratorAsync(services, db, log, cancel);
        }
    }

    private static async Task CreateAdministratorAsync(IServiceProvider services, CaseFlowDb db, ILogger log, CancellationToken cancel)
    {
        var name = services.GetRequiredService<IConfiguration>()["FirstAdministrator:UserName"];
        if (string.IsNullOrWhiteSpace(name))
        {
            NoUsers(log);
            return;
        }

        var office = await db.Set<Office>().SingleAsync(one => one.Code == TopOffice, cancel);
        var administration = services.GetRequiredService<UserAdministration>();
        var user = new User { UserName = name, Surname = name, LockoutEnabled = true };
        var (password, errors) = await administration.CreateAsync(user, actor: null, cancel);
        if (password is null)
        {
            throw new InvalidOperationException($"FirstAdministrator:UserName cannot be used: {string.Join(", ", errors)}.");
        }

        await administration.AssignAsync(user.Id, office.Id, Roles.Administrator, actor: null, cancel);
        Created(log, name, password);
    }

    [LoggerMessage(LogLevel.Information, "Demo users (Development only), all with the password {Password}:\n{Users}")]
    private static partial void DemoUsers(ILogger log, string password, string users);

    [LoggerMessage(LogLevel.Warning, "There are no users yet. Set FirstAdministrator:UserName and start again.")]
    private static partial void NoUsers(ILogger log);

    [LoggerMessage(LogLevel.Warning, "The first administrator is {UserName}, with the temporary password {Password}. It is shown only here; it must be changed at the first sign-in.")]
    private static partial void Created(ILogger log, string userName, string password);
}
