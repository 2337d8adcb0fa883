using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Register;
using CaseFlow.Core.Texts;
using CaseFlow.Tests.Applications;
using CaseFlow.Tests.Register;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>
/// The whole web application on an SQLite database of its own, with a clock that stands still until it is moved and one
/// user for each role: <c>clerk@akm.leb.01</c> is the clerk of that office.
/// </summary>
public class CaseFlowFactory : WebApplicationFactory<CaseFlow.Web.Access.Place>, IAsyncLifetime
{
    public const string Password = "correct horse battery";
    public const string Office = "akm.leb.01";
    public const string OtherOffice = "akm.leb.05";

    private long accountId;

    private readonly string folder = Directory.CreateTempSubdirectory("caseflow-web-").FullName;

    /// <summary>Monday morning, 09:30 in Kokshetau (UTC+5).</summary>
    public TestClock Clock { get; } = new(Instant.FromUtc(2026, 11, 23, 4, 30));

    public string ConnectionString => $"Data Source={Path.Combine(folder, "web.db")};Pooling=False";

    /// <summary>Settings a test adds, before the first request.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["RateLimits:SignInPerMinute"] = "100000",
        ["RateLimits:PersonPerMinute"] = "100000",
        ["RateLimits:AddressPerMinute"] = "100000",
        ["RateLimits:SearchPerMinute"] = "100000",
        ["RateLimits:ComplainPerMinute"] = "100000",
        ["RateLimits:FollowPerMinute"] = "100000",
        ["RateLimits:ComplaintsPerHour"] = "100000",

        // No pumps: a timer fires when a test says so.
        ["Roles:Worker"] = "false",
    };

    public async ValueTask InitializeAsync()
    {
        _ = Server;
        await SeedAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A browser nobody is signed in with. It follows no redirects, so that a test sees them.</summary>
    public Browser Anonymous() => new(CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        BaseAddress = new Uri("https://localhost"),
    }));

    /// <summary>
    /// A browser in which the person with this role in this office is signed in, in Kazakh: a test before may have chosen
    /// another language for the same person.
    /// </summary>
    public async Task<Browser> AsAsync(string role, string office = Office)
    {
        var browser = Anonymous();
        await browser.SignInAsync(UserName(role, office));
        await browser.LanguageAsync(Languages.Kk);
        return browser;
    }

    /// <summary>Work on the database as another process would do it.</summary>
    public async Task WithDatabaseAsync(Func<CaseFlowDb, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<CaseFlowDb>());
    }

    /// <summary>An address with the ids of things that are there: <c>{user}</c>, <c>{account}</c> of the household register, <c>{case}</c> and <c>{complaint}</c> of <see cref="Office"/>, <c>{office}</c>: that office, <c>{locality}</c> of another office, <c>{definition}</c> of the service, <c>{draft}</c> of it.</summary>
    public async Task<string> FillAsync(string address)
    {
        var caseId = address.Contains("{case}", StringComparison.Ordinal) ? await CaseAsync() : 0;
        var complaintId = address.Contains("{complaint}", StringComparison.Ordinal) ? await this.ComplaintAsync() : 0;
        var draftId = address.Contains("{draft}", StringComparison.Ordinal) ? await DraftAsync() : 0;
        await WithDatabaseAsync(async db =>
        {
            var office = await db.Set<Office>().Where(static one => one.Code == Office).Select(static one => one.Id).SingleAsync();
            var locality = await db.Set<Locality>().Where(static one => one.Code == OtherOffice + ".1").Select(static one => one.Id).SingleAsync();
            var user = await db.Users.OrderBy(static one => one.Id).Select(static one => one.Id).FirstAsync();
            var definition = await db.Set<DefinitionVersion>().Where(static one => one.Key == "delivery").OrderBy(static one => one.Id).Select(static one => one.Id).FirstAsync();
            address = address
                .Replace("{draft}", draftId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{definition}", definition.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{complaint}", complaintId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{office}", office.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{case}", caseId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{locality}", locality.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{user}", user.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("{account}", accountId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        });
        return address;
    }

    /// <summary>The first draft of the service, or one that is begun now by the manager of <see cref="Office"/>.</summary>
    public async Task<long> DraftAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseFlowDb>();
        var first = await db.Set<Draft>().Where(static one => one.Key == "delivery" && one.State == DraftState.Open).OrderBy(static one => one.Id).Select(static one => one.Id).FirstOrDefaultAsync();
        if (first != 0)
        {
            return first;
        }

        var name = UserName(Roles.Manager, Office);
        var manager = await db.Users.Where(one => one.UserName == name).Select(static one => one.Id).SingleAsync();
        var definition = await db.Set<DefinitionVersion>().Where(static one => one.Key == "delivery").OrderBy(static one => one.Id).Select(static one => one.Id).FirstAsync();
        return await scope.ServiceProvider.GetRequiredService<DraftStore>().Begin(Scope.Of(manager, [new Grant(1, Roles.Manager)]), definition, CancellationToken.None);
    }

    /// <summary>A case of <see cref="Office"/>: the first, or one that is accepted now.</summary>
    public async Task<long> CaseAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseFlowDb>();
        var office = await db.Set<Office>().Where(static one => one.Code == Office).Select(static one => one.Id).SingleAsync();
        var first = await db.Set<Case>().Where(one => one.OfficeId == office).OrderBy(static one => one.Id).Select(static one => one.Id).FirstOrDefaultAsync();
        if (first != 0)
        {
            return first;
        }

        var name = UserName(Roles.Clerk, Office);
        var clerk = await db.Users.Where(one => one.UserName == name).Select(static one => one.Id).SingleAsync();
        var locality = await db.Set<Locality>().Where(one => one.OfficeId == office).Select(static one => one.Id).FirstAsync();
        var intake = scope.ServiceProvider.GetRequiredService<Intake>();
        var result = await intake.Accept(
            Scope.Of(clerk, [new Grant(office, Roles.Clerk)]), TestApplications.Complete(intake.Reserve(), office, locality), CancellationToken.None);
        return Assert.IsType<Accepted>(result).CaseId;
    }

    public static string UserName(string role, string office) => $"{role}@{office}";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseStaticWebAssets();
        builder.UseSetting("ConnectionStrings:CaseFlow", ConnectionString);
        builder.UseSetting("Workflows:Demo", "true");
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureServices(services =>
        {
            // A slow hash guards passwords that are worth something.
            services.Configure<PasswordHasherOptions>(static options => options.IterationCount = 100);
            services.RemoveAll<IClock>();
            services.AddSingleton<IClock>(Clock);
            services.RemoveAll<TimeProvider>();
            services.AddSingleton<TimeProvider>(Clock);
        });
    }

    private async Task SeedAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseFlowDb>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var administration = scope.ServiceProvider.GetRequiredService<UserAdministration>();
        var hash = users.PasswordHasher.HashPassword(new User(), Password);
        var offices = await db.Set<Office>().Where(one => one.Code == Office || one.Code == OtherOffice).OrderBy(one => one.Code).ToListAsync();
        foreach (var office in offices)
        {
            foreach (var role in Roles.All)
            {
                var user = new User
                {
                    UserName = UserName(role, office.Code),
                    Surname = "Сынақов",
                    Name = role,
                    Language = "kk",
                    PasswordHash = hash,
                    LockoutEnabled = true,
                };
                Assert.True((await users.CreateAsync(user)).Succeeded);
                await administration.AssignAsync(user.Id, office.Id, role, actor: null, CancellationToken.None);
            }
        }

        var register = scope.ServiceProvider.GetRequiredService<HouseholdRegister>();
        var farm = Farm.New(offices.Single(static one => one.Code == Office).Id);
        accountId = Assert.IsType<SaveResult.Saved>(await register.Save(farm, userId: 0, Farm.Today, "Сынақ", CancellationToken.None)).AccountId;
    }
}
