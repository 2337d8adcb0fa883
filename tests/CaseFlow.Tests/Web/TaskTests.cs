using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Letters;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>The one task page, through the whole process of the first service.</summary>
public sealed class TaskTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private const string Facts = "Шаруашылық кітабының барлық жазбалары тексерілді, деректер табылған жоқ.";
    private const string Findings = "Өтініш берушінің деректері мемлекеттік ақпараттық жүйеде расталмады.";

    [Fact]
    [Requirement("P5")]
    [Requirement("P15")]
    public async Task A_farm_in_the_register_leads_to_a_certificate_handed_out()
    {
        var account = await WebCases.AddAccountAsync(factory.Services, "5-001");
        var caseId = await WebCases.AcceptAsync(factory.Services);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);

        var check = await OpenAsync(specialist, caseId, "checkRegister");
        Assert.Contains("5-001", check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(WebCases.Iin, check.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await DoAsync(specialist, check, ("answer.finding", "found"), ("answer.accountId", Id(account)));

        var draft = await OpenAsync(specialist, caseId, "draftResult");
        Assert.Null(draft.QuerySelector("[name='answer.facts']"));
        Assert.Contains("5-001", draft.QuerySelector("article.letter")!.TextContent, StringComparison.Ordinal);
        await DoAsync(specialist, draft, ("answer.noteToHead", "Тексерілді"));

        var head = await factory.AsAsync(Roles.Head);
        var approval = await OpenAsync(head, caseId, "approve");
        Assert.Contains("Тексерілді", approval.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await DoAsync(head, approval, ("answer.verdict", "approve"));

        var sign = await OpenAsync(specialist, caseId, "signAndSeal");
        var letter = await LetterAsync(caseId, "certificate");
        Assert.NotNull(sign.QuerySelector($"a[href='/Cases/{caseId}/Letters/{letter.Id}']"));
        await DoAsync(
            specialist,
            sign,
            ("answer.signatory", Id(await UserAsync(Roles.Head))),
            ("answer.signedOn.Day", "23"),
            ("answer.signedOn.Month", "11"),
            ("answer.signedOn.Year", "2026"),
            ("answer.sealed", "true"));

        var clerk = await factory.AsAsync(Roles.Clerk);
        var handOut = await OpenAsync(clerk, caseId, "handOut");
        Assert.Contains("9001••••0401", handOut.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await DoAsync(clerk, handOut, ("answer.receivedBy", "applicant"), ("answer.identityChecked", "true"), ("answer.signedFor", "true"));
        Assert.Equal((ProcessStatus.Ended, "handedOut"), await StateAsync(caseId));
    }

    [Fact]
    [Requirement("P16.1")]
    public async Task An_incomplete_package_goes_straight_to_the_refusal_that_names_what_is_missing()
    {
        var caseId = await WebCases.AcceptAsync(factory.Services, WebCases.WithoutCopy);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var draft = await OpenAsync(specialist, caseId, "draftResult");

        Assert.Contains("P16.1", draft.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Жеке куәлігінің көшірмесі", draft.QuerySelector("article.letter")!.TextContent, StringComparison.Ordinal);
        await DoAsync(specialist, draft, ("answer.facts", Facts));
        await ApproveAsync(caseId);
        Assert.Equal("refusal", (await LetterAsync(caseId, "refusal")).Template);
    }

    [Fact]
    [Requirement("P16.2")]
    public async Task No_data_in_the_register_lead_to_a_refusal_with_the_facts()
    {
        var caseId = await ToDraftAsync("notFound");
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var draft = await OpenAsync(specialist, caseId, "draftResult");
        Assert.Contains("P16.2", draft.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);

        var preview = await specialist.PressAsync(draft, "#task-form button[formaction*=Preview]", ("answer.facts", Facts));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains(Facts, preview.Document.QuerySelector("article.letter")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("—", preview.Document.QuerySelector("article.letter")!.TextContent, StringComparison.Ordinal);
        await DoAsync(specialist, preview.Document);
        await ApproveAsync(caseId);
        Assert.Equal("refusal", (await LetterAsync(caseId, "refusal")).Template);
    }

    [Fact]
    [Requirement("P16.3")]
    public async Task A_ground_of_the_law_needs_its_circumstances_and_they_stand_in_the_refusal()
    {
        var caseId = await WebCases.AcceptAsync(factory.Services);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var check = await OpenAsync(specialist, caseId, "checkRegister");
        var refused = await specialist.SubmitAsync(check, "#task-form", ("answer.finding", "otherGround"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector(".govuk-error-summary a[href='#answer-findings']"));

        await DoAsync(specialist, refused.Document, ("answer.findings", Findings));
        var draft = await OpenAsync(specialist, caseId, "draftResult");
        Assert.Contains("P16.3", draft.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        var preview = await specialist.PressAsync(draft, "#task-form button[formaction*=Preview]", ("answer.facts", Facts));
        var letter = preview.Document.QuerySelector("article.letter")!.TextContent;
        Assert.Contains(Findings, letter, StringComparison.Ordinal);
        Assert.Contains(Facts, letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_sent_back_shows_why_and_keeps_what_was_written()
    {
        var caseId = await ToDraftAsync("notFound");
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        await DoAsync(specialist, await OpenAsync(specialist, caseId, "draftResult"), ("answer.facts", Facts), ("answer.noteToHead", "Қараңыз"));
        var head = await factory.AsAsync(Roles.Head);
        await DoAsync(head, await OpenAsync(head, caseId, "approve"), ("answer.verdict", "redraft"), ("answer.verdictReason", "Мекенжайды көрсетіңіз"));

        var draft = await OpenAsync(specialist, caseId, "draftResult");
        Assert.Contains("Мекенжайды көрсетіңіз", draft.QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Facts, draft.QuerySelector<IHtmlTextAreaElement>("[name='answer.facts']")!.Value.Trim());
        await DoAsync(specialist, draft, ("answer.facts", Facts + " Достық к., 7."));

        var again = await OpenAsync(head, caseId, "approve");
        Assert.Null(again.QuerySelector("[name='answer.verdict'][checked]"));
        await DoAsync(head, again, ("answer.verdict", "recheck"), ("answer.verdictReason", "Кітапты қайта қараңыз"));
        var check = await OpenAsync(specialist, caseId, "checkRegister");
        Assert.Contains("Кітапты қайта қараңыз", check.QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(check.QuerySelector("[name='answer.finding'][value=notFound][checked]"));
    }

    [Fact]
    public async Task A_form_posted_twice_is_done_once()
    {
        var caseId = await ToDraftAsync("notFound");
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var draft = await OpenAsync(specialist, caseId, "draftResult");
        await DoAsync(specialist, draft, ("answer.facts", Facts));
        var steps = await StepsAsync(caseId);

        await DoAsync(specialist, draft, ("answer.facts", Facts));
        Assert.Equal(steps, await StepsAsync(caseId));
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_was_first()
    {
        var caseId = await ToDraftAsync("notFound");
        var (first, second) = (await factory.AsAsync(Roles.RegisterSpecialist), await factory.AsAsync(Roles.RegisterSpecialist));
        var (one, other) = (await OpenAsync(first, caseId, "draftResult"), await OpenAsync(second, caseId, "draftResult"));
        await DoAsync(first, one, ("answer.facts", Facts));

        var late = await second.SubmitAsync(other, "#task-form", ("answer.facts", Facts));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Сынақов", late.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(late.Document.QuerySelector($"main a[href='/Cases/{caseId}']"));
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync(new Uri(other.BaseUri!).PathAndQuery)).Status);
    }

    [Fact]
    public async Task A_task_in_anothers_hands_cannot_be_completed()
    {
        var caseId = await ToDraftAsync("notFound");
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var draft = await OpenAsync(specialist, caseId, "draftResult");
        var head = await UserAsync(Roles.Head);
        await factory.WithDatabaseAsync(async db => await db.Set<WorkItem>()
            .Where(item => item.CaseId == caseId && item.State == WorkItemState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(static item => item.AssigneeId, head)));

        var refused = await specialist.SubmitAsync(draft, "#task-form", ("answer.facts", Facts));
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        var page = await specialist.PageAsync(new Uri(draft.BaseUri!).PathAndQuery);
        Assert.Null(page.QuerySelector("#task-form"));
    }

    [Fact]
    public async Task Claiming_and_releasing_change_only_the_task()
    {
        var caseId = await ToDraftAsync("notFound");
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var steps = await StepsAsync(caseId);
        var claimed = await specialist.SubmitAsync(await OpenAsync(specialist, caseId, "draftResult"), "form[action*=Claim]");
        var mine = await specialist.PageAsync(claimed.Location!);
        Assert.NotNull(mine.QuerySelector("form[action*=Release]"));
        var released = await specialist.SubmitAsync(mine, "form[action*=Release]");
        Assert.Equal("/Inbox", released.Location);
        Assert.NotNull((await OpenAsync(specialist, caseId, "draftResult")).QuerySelector("form[action*=Claim]"));
        Assert.Equal(steps, await StepsAsync(caseId));
    }

    [Fact]
    public async Task Wrong_answers_come_back_with_all_that_was_typed()
    {
        var caseId = await WebCases.AcceptAsync(factory.Services);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        var check = await OpenAsync(specialist, caseId, "checkRegister");
        var steps = await StepsAsync(caseId);

        var refused = await specialist.SubmitAsync(
            check, "#task-form", ("answer.finding", "otherGround"), ("answer.findings", "қысқа"), ("answer.accountId", "4711"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("қысқа", refused.Document.QuerySelector<IHtmlTextAreaElement>("[name='answer.findings']")!.Value.Trim());
        Assert.NotNull(refused.Document.QuerySelector("[name='answer.finding'][value=otherGround][checked]"));
        Assert.Single(refused.Document.QuerySelectorAll(".govuk-error-summary li"));
        Assert.Equal(Token(check), Token(refused.Document));

        foreach (var (name, value) in new[] { ("answer.finding", "invented"), ("answer.finding", "") })
        {
            var wrong = await specialist.SubmitAsync(check, "#task-form", (name, value));
            Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
            Assert.NotNull(wrong.Document.QuerySelector(".govuk-error-summary a[href='#answer-finding']"));
        }

        Assert.Equal(steps, await StepsAsync(caseId));
    }

    [Fact]
    public async Task Nobody_of_another_office_or_role_finds_the_task()
    {
        var caseId = await WebCases.AcceptAsync(factory.Services);
        var task = await TaskAsync(caseId, "checkRegister");
        var owner = await factory.AsAsync(Roles.RegisterSpecialist);
        var page = await OpenAsync(owner, caseId, "checkRegister");
        foreach (var other in new[]
        {
            await factory.AsAsync(Roles.RegisterSpecialist, CaseFlowFactory.OtherOffice), await factory.AsAsync(Roles.Clerk),
        })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(task)).Status);
            var inbox = await other.PageAsync("/Inbox?tab=group");
            Assert.Null(inbox.QuerySelector($"a[href='{task}']"));
            var foreign = await OpenFormAsync(other, page);
            Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        }
    }

    [Fact]
    [Requirement("P15")]
    public async Task An_expired_power_of_attorney_is_told_when_the_result_is_handed_out()
    {
        var caseId = await WebCases.AcceptAsync(
            factory.Services, static one => WebCases.ByRepresentative(one, until: new LocalDate(2026, 11, 24)));
        await RefuseAsync(caseId);
        await factory.WithDatabaseAsync(async db => await db.Set<Core.People.CaseParty>()
            .Where(party => party.CaseId == caseId && party.No == 2)
            .ExecuteUpdateAsync(set => set.SetProperty(static party => party.PowerValidUntil, new LocalDate(2026, 11, 22))));
        var clerk = await factory.AsAsync(Roles.Clerk);
        var page = await OpenAsync(clerk, caseId, "handOut");
        Assert.NotNull(page.QuerySelector(".govuk-warning-text"));
        Assert.NotNull(page.QuerySelector("[data-hidden-when] [name='answer.powerChecked']"));
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task Every_task_shows_itself_in_each_language(string language)
    {
        var caseId = await WebCases.AcceptAsync(factory.Services);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        await specialist.LanguageAsync(language);
        var page = await OpenAsync(specialist, caseId, "checkRegister");
        Assert.Equal(language switch { "kk" => "Шаруашылық кітабын тексеру", "ru" => "Проверка похозяйственной книги", _ => "Check the household register" }, page.QuerySelector("h1")!.TextContent);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.DoesNotContain("{0}", page.Body!.TextContent, StringComparison.Ordinal);
        var ids = page.QuerySelectorAll("[id]").Select(static element => element.Id!).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<Answer> OpenFormAsync(Browser browser, IHtmlDocument foreign)
    {
        // The anti-forgery token is the sender's own: what is refused must be the task, not the token.
        var own = await browser.PageAsync("/Inbox?tab=group");
        var token = own.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!.Value;
        return await browser.SubmitAsync(foreign, "#task-form", ("__RequestVerificationToken", token), ("answer.finding", "notFound"));
    }

    private static string Token(IHtmlDocument page) => page.QuerySelector<IHtmlInputElement>("#task-form input[name=FormToken]")!.Value;

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static async Task DoAsync(Browser browser, IHtmlDocument page, params (string, string)[] answers)
    {
        var answer = await browser.SubmitAsync(page, "#task-form", answers);
        Assert.True(answer.Status == HttpStatusCode.Redirect, $"{answer.Status}: {answer.Document.QuerySelector("main")?.TextContent}");
        Assert.Equal("/Inbox", answer.Location);
        Assert.NotNull((await browser.PageAsync("/Inbox")).QuerySelector(".govuk-notification-banner--success"));
    }

    private async Task<IHtmlDocument> OpenAsync(Browser browser, long caseId, string element) =>
        await browser.PageAsync(await TaskAsync(caseId, element));

    private async Task<string> TaskAsync(long caseId, string element)
    {
        var no = 0;
        await factory.WithDatabaseAsync(async db => no = await db.Set<WorkItem>()
            .Where(item => item.CaseId == caseId && item.Element == element && item.State == WorkItemState.Open)
            .Select(static item => item.No)
            .SingleAsync());
        return string.Create(CultureInfo.InvariantCulture, $"/Tasks/{caseId}/{no}");
    }

    private async Task<long> ToDraftAsync(string finding)
    {
        var caseId = await WebCases.AcceptAsync(factory.Services);
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        await DoAsync(specialist, await OpenAsync(specialist, caseId, "checkRegister"), ("answer.finding", finding));
        return caseId;
    }

    private async Task ApproveAsync(long caseId)
    {
        var head = await factory.AsAsync(Roles.Head);
        await DoAsync(head, await OpenAsync(head, caseId, "approve"), ("answer.verdict", "approve"));
    }

    private async Task RefuseAsync(long caseId)
    {
        var specialist = await factory.AsAsync(Roles.RegisterSpecialist);
        await DoAsync(specialist, await OpenAsync(specialist, caseId, "checkRegister"), ("answer.finding", "notFound"));
        await DoAsync(specialist, await OpenAsync(specialist, caseId, "draftResult"), ("answer.facts", Facts));
        await ApproveAsync(caseId);
        await DoAsync(
            specialist,
            await OpenAsync(specialist, caseId, "signAndSeal"),
            ("answer.signatory", Id(await UserAsync(Roles.Head))),
            ("answer.signedOn.Day", "23"),
            ("answer.signedOn.Month", "11"),
            ("answer.signedOn.Year", "2026"),
            ("answer.sealed", "true"));
    }

    private async Task<long> UserAsync(string role)
    {
        var id = 0L;
        var name = CaseFlowFactory.UserName(role, CaseFlowFactory.Office);
        await factory.WithDatabaseAsync(async db => id = await db.Users.Where(one => one.UserName == name).Select(static one => one.Id).SingleAsync());
        return id;
    }

    private async Task<int> StepsAsync(long caseId)
    {
        var steps = 0;
        await factory.WithDatabaseAsync(async db => steps = await db.Set<HistoryRow>().CountAsync(row => row.CaseId == caseId));
        return steps;
    }

    private async Task<(ProcessStatus Status, string Outcome)> StateAsync(long caseId)
    {
        Case? row = null;
        await factory.WithDatabaseAsync(async db => row = await db.Set<Case>().AsNoTracking().SingleAsync(one => one.Id == caseId));
        return (row!.Status, row.Outcome);
    }

    private async Task<StoredLetter> LetterAsync(long caseId, string template)
    {
        StoredLetter? letter = null;
        await factory.WithDatabaseAsync(async db => letter = await LetterStore.Newest(db, caseId, template, CancellationToken.None));
        return letter!;
    }
}
