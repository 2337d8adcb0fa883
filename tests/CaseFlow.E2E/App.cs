using CaseFlow.Tests.Web;
using CaseFlow.Web.Access;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using NodaTime;
using IClock = NodaTime.IClock;

namespace CaseFlow.E2E;

/// <summary>
/// The program as a user meets it: Kestrel on a free port, an SQLite database of its own, the demo users, Hangfire running, and a
/// clock that is moved by hand; with it one Chromium.
/// </summary>
public sealed class App : WebApplicationFactory<Place>, IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("caseflow-e2e-").FullName;
    private IPlaywright? playwright;
    private IBrowser? chromium;

    /// <summary>Monday morning, 09:30 in Kokshetau (UTC+5).</summary>
    public TestClock Clock { get; } = new(Instant.FromUtc(2026, 11, 23, 4, 30));

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        Address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public override async ValueTask DisposeAsync()
    {
        if (chromium is not null)
        {
            await chromium.DisposeAsync();
        }

        playwright?.Dispose();
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A window of its own in which nobody is signed in.</summary>
    public async Task<IPage> Open(bool scripts = true)
    {
        var context = await chromium!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address,
            JavaScriptEnabled = scripts,
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
        });
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    /// <summary>A window of its own in which this demo user is signed in.</summary>
    public async Task<IPage> SignIn(string userName, string language = "kk")
    {
        var page = await Open();
        await page.GotoAsync("/Account/SignIn");
        await page.FillAsync("input[name=UserName]", userName);
        await page.FillAsync("input[name=Password]", CaseFlow.Web.Start.DemoData.Password);
        await page.PressAsync("input[name=Password]", "Enter");
        await page.WaitForURLAsync(url => !url.Contains("SignIn", StringComparison.Ordinal));
        await Language(page, language);
        return page;
    }

    /// <summary>Chooses the language by the switch in the header.</summary>
    public static async Task Language(IPage page, string language)
    {
        if (await page.GetAttributeAsync("html", "lang") != language)
        {
            await page.ClickAsync($"form.cf-languages button[value={language}]");
            await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", language);
        }
    }

    /// <summary>Waits until a file on the server holds these words. A predicate of WaitForFunction that answers with a promise would hold at once.</summary>
    public static async Task Saved(IPage page, string address, params string[] words) => Assert.True(
        await page.EvaluateAsync<bool>(
            """
            async ([address, words]) => {
              for (let attempt = 0; attempt < 100; attempt++) {
                const text = await (await fetch(address, { cache: 'no-store' })).text();
                if (words.every(word => text.includes(word))) {
                  return true;
                }
                await new Promise(again => setTimeout(again, 100));
              }
              return false;
            }
            """,
            new object[] { address, words }),
        $"{address} has not got: {string.Join(", ", words)}");

    /// <summary>
    /// A picture of the whole page for the documentation: <c>docs/images/{name}.png</c>, written only when
    /// CASEFLOW_SCREENSHOTS names that folder, so that a test run changes no files.
    /// </summary>
    public static async Task Screenshot(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CASEFLOW_SCREENSHOTS") is { Length: > 0 } target)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(target, $"{name}.png"), FullPage = true });
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:CaseFlow", $"Data Source={Path.Combine(folder, "e2e.db")};Pooling=False");
        builder.UseSetting("Workflows:Demo", "true");
        builder.UseSetting("PublicAddress", "https://caseflow.example");
        builder.UseSetting("RateLimits:SignInPerMinute", "100000");
        builder.UseSetting("RateLimits:PersonPerMinute", "100000");
        builder.UseSetting("RateLimits:AddressPerMinute", "100000");
        builder.ConfigureServices(services =>
        {
            services.RemoveAll<IClock>();
            services.AddSingleton<IClock>(Clock);
            services.RemoveAll<TimeProvider>();
            services.AddSingleton<TimeProvider>(Clock);
        });
    }
}
