using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Files;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>A complaint without signing in, and what its ticket opens, over HTTP as a browser without JavaScript does it.</summary>
public partial class ComplaintPublicTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private static readonly byte[] Pdf = "%PDF-1.7 %%EOF"u8.ToArray();
    private static readonly byte[] Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray();

    private static readonly (string, string)[] Filled =
    [
        ("Kind", "Service"), ("Text", "Анықтама дайын болмады."), ("Request", "Анықтаманы беруді сұраймын."), ("Language", "kk"),
        ("Complainant.Surname", "Сейітқали"), ("Complainant.Name", "Әлия"), ("Complainant.Address", "021800, Ақбұлақ ауылы, Достық к., 7"),
    ];

    [Fact]
    [Requirement("P22")]
    [Requirement("P24.1")]
    [Requirement("P24.2")]
    public async Task Anybody_complains_checks_the_answers_and_gets_number_dates_and_secret()
    {
        var browser = factory.Anonymous();
        var page = await FormAsync(browser);
        var check = await SendAsync(browser, page, Filled, ("Attachments", "қолхат.pdf", Pdf));
        Assert.Equal(HttpStatusCode.OK, check.Status);
        Assert.Contains("Анықтама дайын болмады.", Text(check), StringComparison.Ordinal);
        Assert.Contains("қолхат.pdf", Text(check), StringComparison.Ordinal);
        Assert.Contains("Ақбұлақ", Text(check), StringComparison.Ordinal);

        factory.Clock.Advance(Duration.FromSeconds(10));
        var sent = await browser.SubmitAsync(check.Document, "main form");
        Assert.Equal("/Complain/Ticket", sent.Location);
        var ticket = Text(await browser.GetAsync("/Complain/Ticket"));
        var number = Number().Match(ticket).Value;
        Assert.StartsWith("akm.leb.01-Ш-2026-", number, StringComparison.Ordinal);
        Assert.Matches(Secret(), ticket);
        Assert.Contains("26.11.2026", ticket, StringComparison.Ordinal);

        var pdf = await browser.GetAsync("/Complain/Ticket?handler=Pdf");
        Assert.Equal("application/pdf", pdf.Headers["Content-Type"]);
        Assert.Equal("no-store", pdf.Headers["Cache-Control"]);

        // Nobody else sees it, and after leaving not this browser either.
        Assert.Equal("/q", (await factory.Anonymous().GetAsync("/Complain/Ticket")).Location);
        var steps = await browser.PageAsync("/q/steps");
        Assert.Equal("/q", (await browser.SubmitAsync(steps, "form[action*=Leave]")).Location);
        Assert.Equal("/q", (await browser.GetAsync("/q/steps")).Location);
        await factory.WithDatabaseAsync(async db =>
        {
            var found = await db.Set<Case>().SingleAsync(one => one.Number == number);
            Assert.Equal("қолхат.pdf", (await db.Set<StoredFile>().SingleAsync(file => file.CaseId == found.Id && file.Name == "қолхат.pdf")).Name);
        });
    }

    [Fact]
    public async Task A_form_replayed_is_registered_once()
    {
        var browser = factory.Anonymous();
        var check = await SendAsync(browser, await FormAsync(browser), Filled);
        factory.Clock.Advance(Duration.FromSeconds(10));
        var before = await CountAsync();
        Assert.Equal("/Complain/Ticket", (await browser.SubmitAsync(check.Document, "main form")).Location);
        Assert.Equal("/Complain/Ticket", (await browser.SubmitAsync(check.Document, "main form")).Location);
        Assert.Equal(before + 1, await CountAsync());
    }

    [Fact]
    public async Task A_robot_is_told_apart_and_registers_nothing()
    {
        await using var own = new CaseFlowFactory();
        await own.InitializeAsync();
        var browser = own.Anonymous();
        var check = await SendAsync(browser, await FormAsync(browser), Filled);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(check.Document, "main form")).Status);

        own.Clock.Advance(Duration.FromSeconds(10));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(check.Document, "main form", ("Website", "https://spam.example"))).Status);

        // A ticket that was made up, and one that is too old: what was entered is kept.
        foreach (var ticket in new[] { "x", check.Document.QuerySelector<IHtmlInputElement>("[name=Ticket]")!.Value })
        {
            own.Clock.Advance(ticket == "x" ? Duration.Zero : AbandonedUploads.Kept + Duration.FromHours(1));
            var answer = await browser.SubmitAsync(check.Document, "main form", ("Ticket", ticket));
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Equal("Сейітқали", answer.Document.QuerySelector("#Complainant-Surname")!.GetAttribute("value"));
        }

        await own.WithDatabaseAsync(async db => Assert.Equal(0, await db.Set<Complaint>().CountAsync()));
    }

    [Fact]
    public async Task An_attachment_that_lies_is_refused_with_what_to_do_and_the_rest_is_kept()
    {
        var browser = factory.Anonymous();
        var answer = await SendAsync(browser, await FormAsync(browser), Filled, ("Attachments", "сурет.png", Svg), ("Attachments", "қолхат.pdf", Pdf));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var error = Assert.Single(answer.Document.QuerySelectorAll(".govuk-error-summary a"));
        Assert.Equal("#Attachments", error.GetAttribute("href"));
        Assert.Contains("сурет.png", error.TextContent, StringComparison.Ordinal);
        Assert.Contains("қолхат.pdf", Text(answer), StringComparison.Ordinal);
        Assert.Contains("Анықтама дайын болмады.", answer.Document.QuerySelector("#Text")!.TextContent, StringComparison.Ordinal);

        var removed = await browser.PressAsync(answer.Document, "button[formaction*=Remove]", ("fileId", answer.Document.QuerySelector("button[name=fileId]")!.GetAttribute("value")!));
        Assert.DoesNotContain("қолхат.pdf", Text(removed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_is_not_there_and_an_office_not_chosen_stand_at_their_fields()
    {
        var browser = factory.Anonymous();
        var page = await browser.PageAsync("/Complain");
        var answer = await SendAsync(browser, page, [.. Filled, ("ServiceCaseNumber", "akm.leb.01-2026-99999")]);
        Assert.Equal(["#ServiceCaseNumber"], Links(answer));
        answer = await SendAsync(browser, page, [.. Filled.Where(static one => one.Item1 is not "Kind")]);
        Assert.Equal(["#AboutOfficeId", "#Kind"], Links(answer).Order(StringComparer.Ordinal));
        Assert.NotNull(answer.Document.GetElementById("AboutOfficeId"));

        // With the number of a receipt the office need not be chosen.
        var open = await factory.AcceptAsync();
        var check = await SendAsync(browser, page, [.. Filled, ("ServiceCaseNumber", open.Number)]);
        Assert.Contains("Ақбұлақ", Text(check), StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("R6")]
    public async Task Nobody_is_turned_away_after_hours_or_without_a_name()
    {
        await using var own = new CaseFlowFactory();
        await own.InitializeAsync();
        // Saturday.
        own.Clock.Advance(Instant.FromUtc(2026, 11, 28, 10, 0) - own.Clock.GetCurrentInstant());
        var browser = own.Anonymous();
        var page = await browser.PageAsync($"/Complain?office={await OfficeAsync(own)}");
        var check = await SendAsync(browser, page, [.. Filled.Where(static one => !one.Item1.StartsWith("Complainant", StringComparison.Ordinal)), ("Anonymous", "true")]);
        Assert.Contains("30 қараша", Text(check), StringComparison.Ordinal);
        own.Clock.Advance(Duration.FromSeconds(10));
        Assert.Equal("/Complain/Ticket", (await browser.SubmitAsync(check.Document, "main form")).Location);
        var ticket = Text(await browser.GetAsync("/Complain/Ticket"));
        Assert.Contains("28.11.2026", ticket, StringComparison.Ordinal);
        Assert.Contains("30 қараша", ticket, StringComparison.Ordinal);
        await own.WithDatabaseAsync(async db =>
        {
            var complaint = await db.Set<Complaint>().SingleAsync();
            Assert.True(complaint.Anonymous);
            Assert.Equal(new LocalDate(2026, 11, 30), complaint.RegisteredOn);
        });
    }

    [Fact]
    public async Task A_flood_from_one_address_ends_before_the_journal()
    {
        await using var own = new CaseFlowFactory();
        own.Settings["RateLimits:ComplaintsPerHour"] = "1";
        await own.InitializeAsync();
        var browser = own.Anonymous();
        var office = await OfficeAsync(own);
        for (var times = 1; times <= 2; times++)
        {
            var check = await SendAsync(browser, await browser.PageAsync($"/Complain?office={office}"), Filled);
            own.Clock.Advance(Duration.FromSeconds(10));
            var sent = await browser.SubmitAsync(check.Document, "main form");
            Assert.Equal(times == 1 ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, sent.Status);
        }

        await own.WithDatabaseAsync(async db => Assert.Equal(1, await db.Set<JournalEntry>().CountAsync()));
    }

    [Fact]
    public async Task A_wrong_number_and_a_wrong_secret_get_the_same_answer_and_cannot_be_tried_out()
    {
        await using var own = new CaseFlowFactory();
        own.Settings["RateLimits:FollowPerMinute"] = "3";
        await own.InitializeAsync();
        var caseId = await own.ComplaintAsync();
        var number = await NumberAsync(own, caseId);
        var browser = own.Anonymous();
        var page = await browser.PageAsync("/q");
        var wrongNumber = await browser.SubmitAsync(page, "main form", ("Number", "akm.leb.01-Ш-2026-00099"), ("Secret", own.SecretOf(caseId)));
        var wrongSecret = await browser.SubmitAsync(page, "main form", ("Number", number), ("Secret", "AAAA-BBBB-CCCC-DDDD"));
        Assert.Equal(HttpStatusCode.BadRequest, wrongNumber.Status);
        Assert.Equal(wrongNumber.Status, wrongSecret.Status);
        Assert.Equal(wrongNumber.Document.QuerySelector(".govuk-error-summary")!.TextContent, wrongSecret.Document.QuerySelector(".govuk-error-summary")!.TextContent);

        // As somebody types it off paper.
        var typed = own.SecretOf(caseId).Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant();
        Assert.Equal("/q/steps", (await browser.SubmitAsync(page, "main form", ("Number", $" {number} "), ("Secret", typed))).Location);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SubmitAsync(page, "main form", ("Number", number), ("Secret", typed))).Status);
    }

    [Fact]
    public async Task The_complainant_follows_adds_facts_and_withdraws()
    {
        var caseId = await factory.ComplaintAsync();
        var browser = await OpenAsync(factory, caseId);
        var page = await browser.PageAsync("/q/steps");
        var text = page.QuerySelector("main")!.TextContent;
        Assert.Contains("Шағым тіркелді", text, StringComparison.Ordinal);
        Assert.Contains("26.11.2026", text, StringComparison.Ordinal);
        Assert.Contains("Целиноград", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Жүнісова", "Сара", WebComplaints.Iin, "Сынақов", "себебі түсіндірілмеді" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, "form[action*=Add]", ("Text", " "))).Status);
        Assert.Equal("/q/steps", (await browser.SubmitAsync(page, "form[action*=Add]", ("Text", "Қолхатым бар."))).Location);
        Assert.Equal("/q/steps", (await browser.SubmitAsync(page, "form[action*=Add]", ("Text", "Қолхатым бар."))).Location);
        await factory.WithDatabaseAsync(async db => Assert.Equal(1, await db.Set<CaseText>().CountAsync(one => one.CaseId == caseId && one.Text == "Қолхатым бар.")));

        page = await browser.PageAsync("/q/steps");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, "form[action*=Withdraw]")).Status);
        Assert.Equal("/q/steps", (await browser.SubmitAsync(page, "form[action*=Withdraw]", ("Confirm", "true"))).Location);
        page = await browser.PageAsync("/q/steps");
        Assert.Null(page.QuerySelector("form[action*=Withdraw]"));
        Assert.Contains("Шағым кері қайтарып алынды", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Satisfaction_is_asked_after_the_reply_and_answered_once()
    {
        var caseId = await factory.ComplaintAsync();
        var browser = await OpenAsync(factory, caseId);
        Assert.Null((await browser.PageAsync("/q/steps")).QuerySelector("form[action*=Answer]"));
        await factory.WithDatabaseAsync(db => db.Set<Complaint>().Where(one => one.CaseId == caseId)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.RepliedAt, factory.Clock.GetCurrentInstant())));
        var page = await browser.PageAsync("/q/steps");
        await browser.SubmitAsync(page, "form[action*=Answer]", ("Procedure", "Yes"), ("Terms", "No"));
        await browser.SubmitAsync(page, "form[action*=Answer]", ("Procedure", "No"), ("Terms", "No"));
        await factory.WithDatabaseAsync(async db =>
        {
            var complaint = await db.Set<Complaint>().SingleAsync(one => one.CaseId == caseId);
            Assert.Equal((Core.Complaints.Answer.Yes, Core.Complaints.Answer.No), (complaint.ProcedureSatisfies, complaint.TermsSatisfy));
        });
        Assert.Null((await browser.PageAsync("/q/steps")).QuerySelector("form[action*=Answer]"));
    }

    [Fact]
    public async Task The_key_of_a_complaint_ends_after_half_an_hour()
    {
        await using var own = new CaseFlowFactory();
        await own.InitializeAsync();
        var browser = await OpenAsync(own, await own.ComplaintAsync());
        await browser.PageAsync("/q/steps");
        own.Clock.Advance(Duration.FromMinutes(31));
        Assert.Equal("/q", (await browser.GetAsync("/q/steps")).Location);
    }

    private static string Text(Answer answer) => answer.Document.QuerySelector("main")!.TextContent;

    private static List<string> Links(Answer answer) => [.. answer.Document.QuerySelectorAll(".govuk-error-summary a").Select(static link => link.GetAttribute("href")!)];

    private static async Task<long> OfficeAsync(CaseFlowFactory own)
    {
        var office = 0L;
        await own.WithDatabaseAsync(async db => office = await db.Set<Office>().Where(one => one.Code == CaseFlowFactory.Office).Select(one => one.Id).SingleAsync());
        return office;
    }

    private static async Task<string> NumberAsync(CaseFlowFactory own, long caseId)
    {
        var number = "";
        await own.WithDatabaseAsync(async db => number = await db.Set<Case>().Where(one => one.Id == caseId).Select(one => one.Number).SingleAsync());
        return number;
    }

    private static async Task<Browser> OpenAsync(CaseFlowFactory own, long caseId)
    {
        var browser = own.Anonymous();
        var answer = await browser.SubmitAsync(await browser.PageAsync("/q"), "main form", ("Number", await NumberAsync(own, caseId)), ("Secret", own.SecretOf(caseId)));
        Assert.Equal("/q/steps", answer.Location);
        return browser;
    }

    /// <summary>The form with the office chosen that was searched by a settlement.</summary>
    private static async Task<IHtmlDocument> FormAsync(Browser browser)
    {
        var found = await SendAsync(browser, await browser.PageAsync("/Complain"), [("OfficeQuery", "Көктерек")], handler: "Find");
        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Single(found.Document.QuerySelectorAll<IHtmlInputElement>("[name=AboutOfficeId]")).IsChecked = true;
        return found.Document;
    }

    private async Task<int> CountAsync()
    {
        var count = 0;
        await factory.WithDatabaseAsync(async db => count = await db.Set<Complaint>().CountAsync());
        return count;
    }

    private static Task<Answer> SendAsync(Browser browser, IHtmlDocument page, (string, string)[] fields, params (string Name, string File, byte[] Content)[] files) =>
        SendAsync(browser, page, fields, "", files);

    private static async Task<Answer> SendAsync(
        Browser browser, IHtmlDocument page, (string Name, string Value)[] fields, string handler, params (string Name, string File, byte[] Content)[] files)
    {
        var form = page.QuerySelector<IHtmlFormElement>("main form")!;
        var given = fields.Select(static field => field.Name).ToHashSet(StringComparer.Ordinal);
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in Browser.Sent(form).Where(field => !given.Contains(field.Name)).Concat(fields))
        {
            body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(value)), $"\"{name}\"");
        }

        foreach (var (name, file, content) in files)
        {
            body.Add(new ByteArrayContent(content), $"\"{name}\"", $"\"{file}\"");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler.Length == 0 ? "/Complain" : $"/Complain?handler={handler}", UriKind.Relative)) { Content = body };
        return await browser.SendAsync(request);
    }

    [GeneratedRegex(@"akm\.leb\.01-Ш-\d{4}-\d{5}")]
    private static partial Regex Number();

    [GeneratedRegex(@"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")]
    private static partial Regex Secret();
}
