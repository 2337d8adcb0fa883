using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using System.Text;
using CaseFlow.Core.Access;
using CaseFlow.Infrastructure.Database;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseFlow.Tests.Web;

/// <summary>What a person gets to see when something is refused or breaks.</summary>
public class ErrorPageTests(ErrorPageTests.BreakableFactory factory) : IClassFixture<ErrorPageTests.BreakableFactory>
{
    private const string Secret = "Нұрлан 900101350003";

    [Theory]
    [InlineData("kk", "Бет табылмады")]
    [InlineData("ru", "Страница не найдена")]
    [InlineData("en", "Page not found")]
    public async Task Not_found_says_so_in_the_language_of_the_person(string language, string title)
    {
        // The choice stays in the profile: of somebody whom no other test asks.
        var browser = await factory.AsAsync(Roles.Analyst);
        await browser.LanguageAsync(language);
        Assert.Equal(title, Heading(await browser.GetAsync("/Nowhere"), HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Forbidden_keeps_the_navigation() =>
        Assert.NotNull((await (await factory.AsAsync(Roles.Clerk)).GetAsync("/Admin/Users")).Document.QuerySelector(".cf-menu"));

    [Fact]
    public async Task The_page_of_errors_is_no_page_of_its_own() =>
        Assert.Equal(HttpStatusCode.NotFound, (await factory.Anonymous().GetAsync("/Errors/Status")).Status);

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var admin = await factory.AsAsync(Roles.Administrator);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/Admin/Users/Create") { Content = new FormUrlEncodedContent([]) };
        Assert.Equal("Сұрау түсініксіз", Heading(await admin.SendAsync(request), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Too_much_is_refused_with_a_page_before_it_is_read()
    {
        var admin = await factory.AsAsync(Roles.Administrator);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/Admin/Users/Create")
        {
            Content = new ByteArrayContent(new byte[(1024 * 1024) + 1]),
        };
        Assert.Equal("Жіберілген файл тым үлкен", Heading(await admin.SendAsync(request), HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task Too_many_attempts_to_sign_in_are_slowed_down()
    {
        await using var few = new CaseFlowFactory();
        few.Settings["RateLimits:SignInPerMinute"] = "3";
        await few.InitializeAsync();
        var browser = few.Anonymous();
        var page = await browser.PageAsync("/Account/SignIn");
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.SubmitAsync(page, "main form", ("UserName", "x"), ("Password", "y"))).Status);
        }

        var refused = await browser.SubmitAsync(page, "main form", ("UserName", "x"), ("Password", "y"));
        Assert.Equal("Сұраулар тым көп", Heading(refused, HttpStatusCode.TooManyRequests));
        Assert.Equal("60", refused.Headers["Retry-After"]);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/Account/SignIn")).Status);
    }

    [Fact]
    public async Task Too_many_requests_of_any_kind_get_the_page_too()
    {
        await using var few = new CaseFlowFactory();
        few.Settings["RateLimits:AddressPerMinute"] = "5";
        await few.InitializeAsync();
        var browser = few.Anonymous();
        for (var request = 0; request < 5; request++)
        {
            await browser.GetAsync("/Account/SignIn");
        }

        Assert.Equal("Сұраулар тым көп", Heading(await browser.GetAsync("/Account/SignIn"), HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/health/live")).Status);
    }

    [Fact]
    public async Task A_read_only_database_loses_nothing_the_person_typed()
    {
        var admin = await factory.AsAsync(Roles.Administrator);
        var page = await admin.PageAsync("/Admin/Users/Create");
        (string, string)[] typed = [("UserName", "kept.user"), ("Person.Surname", "Сақталған \"<b>"), ("Person.Name", "Мәтін"), ("Language", "kk")];

        factory.Breakage.Pragma = "PRAGMA query_only=ON";
        var answer = await admin.SubmitAsync(page, "main form", typed);
        Assert.Equal("Қазір сақтау мүмкін емес", Heading(answer, HttpStatusCode.ServiceUnavailable));
        Assert.Equal("Сақталған \"<b>", answer.Document.QuerySelector("main input[name='Person.Surname']")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/Admin/Users")).Status);

        // Once the database takes changes again, the button of that page carries it through.
        factory.Breakage.Pragma = null;
        var again = await admin.SubmitAsync(answer.Document, "main form");
        Assert.StartsWith("/Admin/Users/Edit/", again.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_told_as_what_it_is()
    {
        var admin = await factory.AsAsync(Roles.Administrator);
        var page = await admin.PageAsync("/Admin/Users/Create");
        factory.Breakage.Pragma = "PRAGMA max_page_count=1";
        var long100 = new string('ұ', 100);
        var status = HttpStatusCode.OK;
        for (var number = 0; number < 40 && status != HttpStatusCode.ServiceUnavailable; number++)
        {
            status = (await admin.SubmitAsync(page, "main form", ("UserName", $"full{number}"), ("Person.Surname", long100), ("Person.Name", long100))).Status;
        }

        factory.Breakage.Pragma = null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
    }

    [Fact]
    public async Task A_lost_database_still_gets_its_page()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        factory.Clock.Advance(NodaTime.Duration.FromMinutes(5));
        factory.Breakage.Fault = () => new Microsoft.Data.Sqlite.SqliteException("unable to open database file", 14);
        var answer = await browser.GetAsync("/");
        var ready = await factory.Anonymous().GetAsync("/health/ready");
        var live = await factory.Anonymous().GetAsync("/health/live");
        factory.Breakage.Fault = null;

        Heading(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.Status);
        Assert.Equal(HttpStatusCode.OK, live.Status);
        Assert.Equal(HttpStatusCode.OK, (await factory.Anonymous().GetAsync("/health/ready")).Status);
    }

    [Fact]
    public async Task Our_own_fault_has_a_number_and_tells_the_log_no_names()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        factory.Breakage.Fault = () => new InvalidOperationException(Secret, new FormatException(Secret));
        var answer = await browser.GetAsync($"/Account?q={Uri.EscapeDataString(Secret)}");
        factory.Breakage.Fault = null;

        Assert.Equal("Жүйеде қате болды", Heading(answer, HttpStatusCode.InternalServerError));
        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
        var line = Assert.Single(factory.Log, static line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.Contains("FormatException", line, StringComparison.Ordinal);
        Assert.DoesNotContain(factory.Log, static line => line.Contains("Нұрлан", StringComparison.Ordinal) || line.Contains("900101350003", StringComparison.Ordinal));
        var reference = line.Split("Failed ", 2)[1].Split(':')[0];
        Assert.Contains(reference, answer.Document.Body!.TextContent, StringComparison.Ordinal);
    }

    private static string Heading(Answer answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.Status);
        Assert.True(answer.Headers.ContainsKey("Content-Security-Policy"));
        return answer.Document.QuerySelector("h1")!.TextContent;
    }

    /// <summary>The application with a database that can be broken, and its log kept.</summary>
    public sealed class BreakableFactory : CaseFlowFactory
    {
        public Breakage Breakage { get; } = new();

        public ConcurrentQueue<string> Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.ConfigureDbContext<SqliteCaseFlowDb>(options => options.AddInterceptors(Breakage)));
            builder.ConfigureLogging(logging => logging.AddProvider(new KeptLog(Log)));
        }
    }

    /// <summary>Breaks the database the way it really breaks, or throws before a command.</summary>
    public sealed class Breakage : DbCommandInterceptor
    {
        public string? Pragma { get; set; }

        public Func<Exception>? Fault { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Break(command);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        private void Break(DbCommand command)
        {
            if (Fault is { } fault)
            {
                throw fault();
            }

            using var setting = command.Connection!.CreateCommand();
            setting.Transaction = command.Transaction;
            setting.CommandText = Pragma ?? "PRAGMA query_only=OFF";
            setting.ExecuteNonQuery();
        }
    }

    private sealed class KeptLog(ConcurrentQueue<string> lines) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Kept(lines);

        public void Dispose()
        {
        }

        private sealed class Kept(ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue(new StringBuilder(formatter(state, exception)).Append(' ').Append(exception).ToString());
        }
    }
}
