using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>The inbox, on an installation of its own so that nothing else lies in it.</summary>
public sealed class InboxTests : IAsyncLifetime
{
    private readonly CaseFlowFactory factory = new();

    public async ValueTask InitializeAsync() => await factory.InitializeAsync();

    public async ValueTask DisposeAsync() => await factory.DisposeAsync();

    [Fact]
    public async Task An_empty_inbox_says_what_to_do()
    {
        var page = await (await factory.AsAsync(Roles.Clerk)).PageAsync("/Inbox");
        Assert.NotEmpty(page.QuerySelector(".cf-empty")!.TextContent.Trim());
        Assert.Null(page.QuerySelector("main table"));
    }

    [Fact]
    public async Task Whoever_has_tasks_begins_with_the_inbox()
    {
        foreach (var (role, start) in new[] { (Roles.Clerk, "/Inbox"), (Roles.Analyst, "/") })
        {
            var browser = factory.Anonymous();
            var page = await browser.PageAsync("/Account/SignIn");
            var answer = await browser.SubmitAsync(
                page, "main form", ("UserName", CaseFlowFactory.UserName(role, CaseFlowFactory.Office)), ("Password", CaseFlowFactory.Password));
            Assert.Equal(start, answer.Location);
        }
    }

    [Fact]
    public async Task The_most_urgent_comes_first_with_its_due_time_in_words()
    {
        var first = await WebCases.AcceptAsync(factory.Services);
        factory.Clock.Advance(Duration.FromDays(1));
        var second = await WebCases.AcceptAsync(factory.Services);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);

        // Two working days from Monday: until Wednesday's closing time; it is Tuesday, 09:30.
        var rows = Rows(await specialist.PageAsync("/Inbox"));
        Assert.Equal([first, second], rows.Select(CaseOf));
        Assert.All(rows, static row => Assert.NotNull(row.QuerySelector(".govuk-tag--green")));
        Assert.Contains("25.11.2026", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Сейітқали", rows[0].TextContent, StringComparison.Ordinal);

        factory.Clock.Advance(Duration.FromHours(30));
        specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        rows = Rows(await specialist.PageAsync("/Inbox"));
        Assert.NotNull(rows[0].QuerySelector(".govuk-tag--yellow"));

        factory.Clock.Advance(Duration.FromHours(4));
        var late = await specialist.PageAsync("/Inbox?tab=group&overdue=true");
        Assert.Equal([first], Rows(late).Select(CaseOf));
        Assert.NotNull(late.QuerySelector(".govuk-tag--red"));
        Assert.Contains(": 1", late.QuerySelector(".moj-sub-navigation a[aria-current=page]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_claimed_task_moves_from_the_group_to_me()
    {
        var caseId = await WebCases.AcceptAsync(factory.Services);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await specialist.PageAsync("/Inbox");
        var claimed = await specialist.SubmitAsync(page, "main table form");
        Assert.StartsWith($"/Tasks/{caseId}/", claimed.Location, StringComparison.Ordinal);

        Assert.Equal([caseId], Rows(await specialist.PageAsync("/Inbox?tab=mine")).Select(CaseOf));
        Assert.Empty(Rows(await specialist.PageAsync("/Inbox?tab=group")));
        Assert.Equal([caseId], Rows(await specialist.PageAsync("/Inbox")).Select(CaseOf));
    }

    [Fact]
    public async Task Of_two_who_claim_the_second_is_told_who_has_it()
    {
        await WebCases.AcceptAsync(factory.Services);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await specialist.PageAsync("/Inbox?tab=group");
        await factory.WithDatabaseAsync(async db =>
        {
            var head = await db.Users.Where(static one => one.UserName == "head@akm.leb.01").Select(static one => one.Id).SingleAsync();
            await db.Set<WorkItem>().ExecuteUpdateAsync(set => set.SetProperty(static item => item.AssigneeId, head));
        });

        var second = await specialist.SubmitAsync(page, "main table form");
        Assert.Equal(HttpStatusCode.Redirect, second.Status);
        Assert.Contains("Сынақов", (await specialist.PageAsync(second.Location!)).QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_goes_on_by_key_and_misses_nothing()
    {
        var cases = new List<long>();
        for (var i = 0; i < 60; i++)
        {
            cases.Add(await WebCases.AcceptAsync(factory.Services));
        }

        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await specialist.PageAsync("/Inbox?tab=group");
        var shown = Rows(page).Select(CaseOf).ToList();
        Assert.Equal(50, shown.Count);
        var next = await specialist.PageAsync(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        shown.AddRange(Rows(next).Select(CaseOf));
        Assert.Equal(cases.Order(), shown.Order());
        Assert.Null(next.QuerySelector("a[rel=next]"));
        Assert.Equal(HttpStatusCode.OK, (await specialist.GetAsync("/Inbox?after=rubbish&office=x&kind=%27&tab=%00")).Status);
    }

    [Fact]
    public async Task The_kind_of_task_narrows_the_list()
    {
        var caseId = await WebCases.AcceptAsync(factory.Services);
        await WebCases.AcceptAsync(factory.Services, WebCases.WithoutCopy);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var all = await specialist.PageAsync("/Inbox?tab=group");
        Assert.Equal(2, Rows(all).Count);
        var kinds = all.QuerySelectorAll<IHtmlOptionElement>("select[name=Kind] option").Select(static option => option.Value);
        Assert.Equal(["", "checkRegister", "draftResult", "signAndSeal"], kinds.Order(StringComparer.Ordinal));
        Assert.Equal([caseId], Rows(await specialist.PageAsync("/Inbox?tab=group&kind=checkRegister")).Select(CaseOf));
        Assert.NotNull((await specialist.PageAsync("/Inbox?tab=group&kind=signAndSeal")).QuerySelector(".cf-empty a"));
    }

    [Fact]
    public async Task Complete_and_next_opens_the_most_urgent_task()
    {
        var first = await WebCases.AcceptAsync(factory.Services);
        factory.Clock.Advance(Duration.FromHours(2));
        var second = await WebCases.AcceptAsync(factory.Services, WebCases.WithoutCopy);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var link = Rows(await specialist.PageAsync("/Inbox?tab=group")).Single(row => CaseOf(row) == second).QuerySelector("a")!.GetAttribute("href")!;

        var next = await specialist.PressAsync(
            await specialist.PageAsync(link), "#task-form button[formaction*=Next]", ("answer.facts", "Жеке куәлігінің көшірмесі тапсырылмады."));
        Assert.StartsWith($"/Tasks/{first}/", next.Location, StringComparison.Ordinal);
    }

    private static List<IElement> Rows(IHtmlDocument page) => [.. page.QuerySelectorAll("main tbody tr")];

    private static long CaseOf(IElement row) =>
        long.Parse(row.QuerySelector("a")!.GetAttribute("href")!.Split('/')[2], CultureInfo.InvariantCulture);
}
