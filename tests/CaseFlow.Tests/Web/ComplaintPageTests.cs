using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>A chancery takes complaints and keeps their journal; the pages of cases, inbox, search and the call centre show them.</summary>
public class ComplaintPageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private static readonly (string, string)[] Filled =
    [
        ("Channel", "ByHand"), ("Kind", "Result"), ("Text", "Бас тартумен келіспеймін."), ("Request", ""), ("Language", "ru"),
        ("Complainant.Surname", "Сейітқали"), ("Complainant.Name", "Әлия"), ("Complainant.Iin", "900101350401"), ("Complainant.Address", "Ақбұлақ ауылы, Достық к., 7"),
    ];

    [Fact]
    [Requirement("P21.L")]
    [Requirement("P24.1")]
    [Requirement("P24.2")]
    public async Task A_complaint_by_hand_ends_with_ticket_and_stamp_to_print_and_sent_twice_is_one()
    {
        var open = await factory.AcceptAsync();
        var browser = await factory.AsAsync(Roles.Chancery);
        var page = await browser.PageAsync("/Complaints");
        var found = await browser.PressAsync(page, "button[formaction*=Find]", [.. Filled, ("ServiceCaseNumber", open.Number)]);
        Assert.Contains(open.Number, found.Document.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        var answer = await browser.SubmitAsync(found.Document, "main form");
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(answer.Location, (await browser.SubmitAsync(found.Document, "main form")).Location);

        var done = await browser.PageAsync(answer.Location!);
        Assert.Contains("akm.leb.01-Ш-2026-", done.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Целиноград", done.Body.TextContent, StringComparison.Ordinal);
        var papers = done.QuerySelectorAll("a[href*='/Letters/']").Select(static link => link.GetAttribute("href")!).ToList();
        Assert.Equal(2, papers.Count);
        foreach (var paper in papers)
        {
            Assert.Equal("application/pdf", (await browser.GetAsync(paper)).Headers["Content-Type"]);
        }

        // The two cases show each other.
        var caseId = answer.Location!.Split('/')[^1];
        Assert.NotNull((await browser.PageAsync(open.Path)).QuerySelector($"#links ~ ul a[href='/Cases/{caseId}']"));
        Assert.NotNull((await browser.PageAsync($"/Cases/{caseId}")).QuerySelector($"#links ~ ul a[href='{open.Path}']"));

        var other = await factory.AsAsync(Roles.Chancery, CaseFlowFactory.OtherOffice);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(answer.Location)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/Complaints/{caseId}/Change")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/Cases/{caseId}")).Status);
    }

    [Fact]
    public async Task A_letter_has_its_postmark_and_its_own_day_and_goes_with_an_acknowledgement()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var answer = await browser.SubmitAsync(
            await browser.PageAsync("/Complaints"),
            "main form",
            [
                .. Filled.Where(static one => one.Item1 is not "Channel"), ("Channel", "ByPost"),
                ("PostmarkedOn.Day", "18"), ("PostmarkedOn.Month", "11"), ("PostmarkedOn.Year", "2026"),
                ("ReceivedAt.Day", "20"), ("ReceivedAt.Month", "11"), ("ReceivedAt.Year", "2026"), ("ReceivedTime", "15:10"),
            ]);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var done = await browser.PageAsync(answer.Location!);
        Assert.Contains("20.11.2026, 15:10", done.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(done.QuerySelectorAll("a.govuk-button"), static link => link.TextContent.Contains("Тіркеу туралы хабарлама", StringComparison.Ordinal));
        var caseId = long.Parse(answer.Location!.Split('/')[^1], CultureInfo.InvariantCulture);
        await factory.WithDatabaseAsync(async db =>
            Assert.Equal(new LocalDate(2026, 11, 18), (await db.Set<Complaint>().SingleAsync(one => one.CaseId == caseId)).PostmarkedOn));
    }

    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_nothing_is_lost()
    {
        var browser = await factory.AsAsync(Roles.Chancery);
        var answer = await browser.SubmitAsync(
            await browser.PageAsync("/Complaints"),
            "main form",
            [.. Filled.Where(static one => one.Item1 is not ("Text" or "Complainant.Iin")), ("Complainant.Iin", "1"), ("ReceivedTime", "25:99"), ("ReceivedAt.Day", "31"), ("ReceivedAt.Month", "2"), ("ReceivedAt.Year", "2026")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        var links = answer.Document.QuerySelectorAll(".govuk-error-summary a").Select(static link => link.GetAttribute("href")!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["#Complainant-Iin", "#ReceivedAt", "#ReceivedTime", "#Text"], links);
        Assert.All(links, link => Assert.NotNull(answer.Document.GetElementById(link[1..])));
        Assert.Equal("Сейітқали", answer.Document.QuerySelector("#Complainant-Surname")!.GetAttribute("value"));
    }

    [Fact]
    [Requirement("R3")]
    public async Task Earlier_complaints_of_the_person_are_offered()
    {
        await factory.ComplaintAsync();
        var browser = await factory.AsAsync(Roles.Chancery);
        var page = await browser.PageAsync("/Complaints");
        foreach (var field in new[] { ("Complainant.Iin", WebComplaints.Iin), ("Complainant.Surname", "жунисова") })
        {
            var answer = await browser.PressAsync(page, "button[formaction*=Known]", field);
            Assert.Contains("akm.leb.01-Ш-2026-", answer.Document.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        }

        var other = await factory.AsAsync(Roles.Chancery, CaseFlowFactory.OtherOffice);
        var none = await other.PressAsync(await other.PageAsync("/Complaints"), "button[formaction*=Known]", ("Complainant.Surname", "жунисова"));
        Assert.DoesNotContain("akm.leb.01-Ш", none.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("P24.1")]
    public async Task Numbers_are_set_aside_entered_and_voided_and_a_past_year_is_closed()
    {
        await using var own = new CaseFlowFactory();
        await own.InitializeAsync();
        var browser = await own.AsAsync(Roles.Chancery);
        var journal = await browser.PageAsync("/Journal");
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(journal, "form[action*=SetAside]", ("Count", "2"), ("Reason", " "))).Status);
        await browser.SubmitAsync(journal, "form[action*=SetAside]", ("Count", "2"), ("Reason", "Жарық сөнді"));

        var page = await browser.PageAsync("/Complaints");
        var entered = await browser.SubmitAsync(page, "main form", [.. Filled, ("ReservedNo", "2")]);
        Assert.Contains("akm.leb.01-Ш-2026-00002", (await browser.PageAsync(entered.Location!)).Body!.TextContent, StringComparison.Ordinal);
        journal = await browser.PageAsync("/Journal");
        await browser.SubmitAsync(journal, "form[action*=Void]", ("No", "1"), ("VoidReason", "Ешкім келмеді"));
        journal = await browser.PageAsync("/Journal");
        var lines = journal.QuerySelectorAll("tbody tr").Select(static row => row.TextContent).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains("Пайдаланылмаған", lines[0], StringComparison.Ordinal);
        Assert.Contains("Сейітқали", lines[1], StringComparison.Ordinal);
        Assert.Single((await browser.PageAsync("/Journal?State=voided")).QuerySelectorAll("tbody tr"));
        Assert.Null(journal.QuerySelector("form[action*=Close]"));

        own.Clock.Advance(Duration.FromDays(45));
        browser = await own.AsAsync(Roles.Chancery);
        var past = await browser.PageAsync("/Journal?Year=2026");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(past, "form[action*=Close]")).Status);
        past = await browser.PageAsync("/Journal?Year=2026");
        Assert.Contains("Жабық", past.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(past.QuerySelector("form[action*=SetAside]"));

        // A clerk and the head read it; only the chancery keeps it. Of another office nobody reads it.
        var head = await own.AsAsync(Roles.Head);
        Assert.Null((await head.PageAsync("/Journal")).QuerySelector("form[action*=SetAside]"));
        var office = 0L;
        await own.WithDatabaseAsync(async db => office = await db.Set<Office>().Where(one => one.Code == CaseFlowFactory.OtherOffice).Select(one => one.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/Journal?Office={office}"))).Status);
    }

    [Fact]
    public async Task The_page_of_a_complaint_inbox_and_search_show_that_it_is_one()
    {
        var caseId = await factory.ComplaintAsync();
        var browser = await factory.AsAsync(Roles.Head);
        var page = await browser.PageAsync(string.Create(CultureInfo.InvariantCulture, $"/Cases/{caseId}"));
        Assert.StartsWith("Шағым akm.leb.01-Ш-2026-", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var section = page.QuerySelector("section[aria-labelledby=complaint]")!.TextContent;
        Assert.Contains("Қызмет дұрыс көрсетілмеді", section, StringComparison.Ordinal);
        Assert.Contains("Қолма-қол", section, StringComparison.Ordinal);
        Assert.Contains("Анықтама уақытында берілмеді", page.Body!.TextContent, StringComparison.Ordinal);

        var inbox = await browser.PageAsync("/Inbox?Tab=group&What=complaints");
        Assert.NotEmpty(inbox.QuerySelectorAll("tbody tr"));
        Assert.All(inbox.QuerySelectorAll("tbody tr"), static row => Assert.Contains("шағым", row.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("-Ш-", (await browser.PageAsync("/Inbox?Tab=group&What=applications")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var search = await browser.PageAsync("/Cases/Search");
        Assert.Contains("шағым", (await browser.SubmitAsync(search, "main form", ("Query", "Жүнісова"))).Document.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await browser.SubmitAsync(search, "main form", ("Query", "Жүнісова"), ("What", "applications"))).Document.QuerySelector("tbody"));
    }

    [Fact]
    public async Task At_the_counter_a_complaint_is_added_to_joined_and_withdrawn_with_a_reason()
    {
        var (first, second) = (await factory.ComplaintAsync(), await factory.ComplaintAsync());
        var browser = await factory.AsAsync(Roles.Clerk);
        var address = string.Create(CultureInfo.InvariantCulture, $"/Complaints/{second}/Change");
        var page = await browser.PageAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SubmitAsync(page, "form[action*=Add]", ("Text", "Қосымша мән-жай"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, "form[action*=Withdraw]", ("WithdrawReason", "Келісті"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SubmitAsync(page, "form[action*=Withdraw]", ("ConfirmWithdraw", "true"))).Status);
        Assert.Contains(page.QuerySelectorAll<IHtmlInputElement>("[name=MainCaseId]"), one => one.Value == first.ToString(CultureInfo.InvariantCulture));
        var joined = await browser.SubmitAsync(
            page, "form[action*=Join]", ("MainCaseId", first.ToString(CultureInfo.InvariantCulture)), ("JoinReason", "Бір мәселе"), ("ConfirmJoin", "true"));
        Assert.Equal(HttpStatusCode.Redirect, joined.Status);
        Assert.NotNull((await browser.PageAsync(string.Create(CultureInfo.InvariantCulture, $"/Cases/{first}"))).QuerySelector($"#links ~ ul a[href='/Cases/{second}']"));

        var done = await browser.SubmitAsync(
            await browser.PageAsync(string.Create(CultureInfo.InvariantCulture, $"/Complaints/{first}/Change")),
            "form[action*=Withdraw]", ("WithdrawReason", "Келісті"), ("ConfirmWithdraw", "true"));
        Assert.Equal(HttpStatusCode.Redirect, done.Status);
        await factory.WithDatabaseAsync(async db => Assert.NotNull((await db.Set<Complaint>().SingleAsync(one => one.CaseId == first)).WithdrawnAt));
    }

    [Fact]
    [Requirement("P4")]
    [Requirement("P20.2")]
    public async Task The_call_centre_learns_state_date_and_office_and_nothing_about_a_person()
    {
        var open = await factory.AcceptAsync();
        var complaint = "";
        var caseId = await factory.ComplaintAsync();
        await factory.WithDatabaseAsync(async db => complaint = await db.Set<Case>().Where(one => one.Id == caseId).Select(one => one.Number).SingleAsync());
        var browser = await factory.AsAsync(Roles.CallCentre, CaseFlowFactory.OtherOffice);
        var page = await browser.PageAsync("/CallCentre");
        foreach (var (number, state) in new[] { (open.Number, "Өтініш қаралуда"), (complaint, "Шағым қаралуда") })
        {
            var found = (await browser.SubmitAsync(page, "main form", ("Number", number))).Document.QuerySelector("main")!.TextContent;
            Assert.Contains(state, found, StringComparison.Ordinal);
            Assert.Contains("Ақбұлақ", found, StringComparison.Ordinal);
            Assert.Contains("11.2026", found, StringComparison.Ordinal);
            foreach (var secret in new[] { "Әбілқайыров", "Жүнісова", WebComplaints.Iin, "себебі" })
            {
                Assert.DoesNotContain(secret, found, StringComparison.Ordinal);
            }
        }

        Assert.NotNull((await browser.SubmitAsync(page, "main form", ("Number", "akm.leb.01-2026-99999"))).Document.QuerySelector(".govuk-error-summary"));

        // Its office opens no case, even beside another role elsewhere.
        Assert.Empty(Scope.Of(1, [new Grant(open.OfficeId, Roles.CallCentre)]).Offices);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(open.Path)).Status);
    }

    [Fact]
    [Requirement("R3")]
    public async Task Who_decides_on_a_complaint_sees_it_and_the_service_case_complained_of()
    {
        var open = await factory.AcceptAsync();
        var caseId = await factory.ComplaintAsync(complaint => complaint with { Kind = ComplaintKind.Result, ServiceCaseNumber = open.Number });
        await using var services = factory.Services.CreateAsyncScope();
        var db = services.ServiceProvider.GetRequiredService<Core.Database.CaseFlowDb>();
        var deciding = (await db.Set<Case>().SingleAsync(one => one.Id == caseId)).OfficeId;
        Assert.NotEqual(open.OfficeId, deciding);
        var above = (await db.Set<Office>().SingleAsync(one => one.Id == deciding)).ParentId!.Value;
        foreach (var (office, sees) in new[] { (deciding, true), (above, false) })
        {
            var scope = Scope.Of(1, [new Grant(office, Roles.Head)]);
            Assert.Equal(sees, await VisibleCases.Find(db, scope, caseId, CancellationToken.None) is not null);
            Assert.Equal(sees, await VisibleCases.Find(db, scope, open.Id, CancellationToken.None) is not null);
        }
    }

    [Fact]
    [Requirement("P20.1")]
    [Requirement("P25")]
    [Requirement("P26")]
    public async Task The_procedure_is_explained_to_anybody_with_who_decides_where()
    {
        var browser = factory.Anonymous();
        var help = (await browser.PageAsync("/Help/Complaints")).QuerySelector("main")!.TextContent;
        foreach (var part in new[] { "09:00–13:00, 14:00–20:00", "1414", "8 (7172) 94-99-95", "Республика даңғылы, 43 А үй", "сотқа" })
        {
            Assert.Contains(part, help, StringComparison.Ordinal);
        }

        var office = await browser.PageAsync(await factory.FillAsync("/Help/Offices/{office}"));
        var levels = office.QuerySelectorAll("main ol").Select(static list => list.QuerySelectorAll("h3").Select(static name => name.TextContent.Trim()).ToList()).ToList();
        Assert.Equal(2, levels.Count);
        Assert.Contains("Ақбұлақ", levels[0][0], StringComparison.Ordinal);
        Assert.Contains("Целиноград", levels[1][0], StringComparison.Ordinal);
        Assert.Contains("Ақмола облысы", levels[1][1], StringComparison.Ordinal);
        foreach (var kind in new[] { "service", "result" })
        {
            Assert.Contains("Прошу", (await browser.PageAsync($"/Help/Sample/{kind}?Language=ru")).QuerySelector(".cf-sheet")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/Help/Sample/other")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/Help/Offices/999999999")).Status);
        Assert.NotNull((await browser.PageAsync("/Account/SignIn")).QuerySelector("main a[href='/Help/Complaints']"));
    }
}
