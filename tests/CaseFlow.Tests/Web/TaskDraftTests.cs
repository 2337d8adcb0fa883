using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Web;

/// <summary>What is typed into a task is kept until it is sent, and what was written before can be put back.</summary>
public class TaskDraftTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private const string Findings = "answer.findings";

    [Fact]
    public async Task A_draft_is_the_persons_own_is_shown_again_and_goes_with_the_task()
    {
        var caseId = await factory.ComplaintAsync();
        var head = await factory.AsAsync(Roles.Head);
        await CompleteAsync(head, caseId, "assign", ("answer.action", "consider"));
        var address = await AddressAsync(caseId, "gather");
        var page = await head.PageAsync(address);
        Assert.Contains("Анықтама уақытында берілмеді", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var saved = await DraftAsync(head, page, "Материалдар жиналуда");
        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Contains("09:30", saved.Text, StringComparison.Ordinal);
        page = await head.PageAsync(address);
        Assert.Equal("Материалдар жиналуда", page.QuerySelector<IHtmlTextAreaElement>($"[name='{Findings}']")!.Value);

        var clerk = await factory.AsAsync(Roles.Clerk);
        var others = await clerk.PageAsync(address);
        Assert.Equal("", others.QuerySelector<IHtmlTextAreaElement>($"[name='{Findings}']")!.Value);
        await clerk.SubmitAsync(others, "form[action*=Claim]");
        Assert.Equal(HttpStatusCode.Conflict, (await DraftAsync(head, page, "Кеш")).Status);

        await clerk.SubmitAsync(await clerk.PageAsync(address), "#task-form", (Findings, "Материалдар жиналды, кешігу расталды."));
        await factory.WithDatabaseAsync(async db => Assert.Equal(0, await db.Set<TaskDraft>().CountAsync(one => one.CaseId == caseId)));
        Assert.Equal(HttpStatusCode.Conflict, (await DraftAsync(head, page, "Кеш")).Status);
    }

    [Fact]
    public async Task A_draft_can_be_discarded()
    {
        var caseId = await factory.ComplaintAsync();
        var head = await factory.AsAsync(Roles.Head);
        await CompleteAsync(head, caseId, "assign", ("answer.action", "consider"));
        var address = await AddressAsync(caseId, "gather");
        await DraftAsync(head, await head.PageAsync(address), "Қате мәтін");
        await head.SubmitAsync(await head.PageAsync(address), "form[action*=Discard]");
        Assert.Equal("", (await head.PageAsync(address)).QuerySelector<IHtmlTextAreaElement>($"[name='{Findings}']")!.Value);
    }

    [Fact]
    [Requirement("P24.3")]
    public async Task The_reply_is_seen_while_it_is_written_and_an_earlier_version_can_be_put_back()
    {
        var caseId = await factory.ComplaintAsync();
        var head = await factory.AsAsync(Roles.Head);
        await CompleteAsync(head, caseId, "assign", ("answer.action", "consider"));
        await CompleteAsync(head, caseId, "gather", (Findings, "Кешігу расталды."));
        await CompleteAsync(head, caseId, "decide", ("answer.verdict", "justified"), ("answer.satisfied", "true"), ("answer.remedy", "none"));
        var address = await AddressAsync(caseId, "draftReply");
        var page = await head.PageAsync(address);
        var first = page.QuerySelector<IHtmlTextAreaElement>("[name='answer.facts']")!.Value;
        Assert.NotEmpty(first);
        const string Typed = "Анықтама бір күн кешігіп дайындалды.";
        var seen = await head.PressAsync(page, "button[formaction*=Preview]", ("answer.facts", Typed));
        Assert.Contains(Typed, seen.Document.QuerySelector(".cf-letter")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("сотқа", seen.Document.QuerySelector(".cf-letter")!.TextContent, StringComparison.Ordinal);

        var restored = await head.PressAsync(page, "button[formaction*=Restore][value=facts-1]", ("answer.facts", Typed), ("answer.law", "Стандарттың 7-тармағы"), ("version", "facts-1"));
        Assert.Equal(address, restored.Location);
        page = await head.PageAsync(address);
        Assert.Equal(first, page.QuerySelector<IHtmlTextAreaElement>("[name='answer.facts']")!.Value);
        Assert.Equal("Стандарттың 7-тармағы", page.QuerySelector<IHtmlTextAreaElement>("[name='answer.law']")!.Value);

        // A version that is not there, or of no field of the form, changes nothing.
        await head.PressAsync(page, "button[formaction*=Restore][value=facts-1]", ("version", "complaint-1"));
        Assert.Equal(first, (await head.PageAsync(address)).QuerySelector<IHtmlTextAreaElement>("[name='answer.facts']")!.Value);
    }

    private static async Task<Answer> DraftAsync(Browser browser, IHtmlDocument page, string text)
    {
        var form = page.QuerySelector<IHtmlFormElement>("#task-form")!;
        form.SetAttribute("action", form.GetAttribute("data-autosave")!);
        return await browser.SubmitAsync(page, "#task-form", (Findings, text));
    }

    private async Task CompleteAsync(Browser browser, long caseId, string element, params (string, string)[] answers)
    {
        var page = await browser.PageAsync(await AddressAsync(caseId, element));
        var answer = await browser.SubmitAsync(page, "#task-form", answers);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
    }

    private async Task<string> AddressAsync(long caseId, string element)
    {
        var no = 0;
        await factory.WithDatabaseAsync(async db => no = await db.Set<WorkItem>()
            .Where(one => one.CaseId == caseId && one.Element == element && one.State == WorkItemState.Open).Select(one => one.No).SingleAsync());
        return string.Create(CultureInfo.InvariantCulture, $"/Tasks/{caseId}/{no}");
    }
}
