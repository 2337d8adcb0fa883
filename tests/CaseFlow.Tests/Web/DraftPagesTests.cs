using System.Net;
using System.Text;
using System.Text.Json;
using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Web.Pages.Drafts;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Web;

/// <summary>A manager begins a draft, changes its files, and is told what is wrong.</summary>
public class DraftPagesTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Fact]
    public async Task Without_drafts_the_page_says_what_to_do_and_one_is_begun_at_a_version()
    {
        var manager = await factory.AsAsync(Roles.Manager);
        if (await CountAsync() == 0)
        {
            Assert.Contains("Жобаны бастау", (await manager.PageAsync("/Drafts")).QuerySelector(".cf-empty")!.TextContent, StringComparison.Ordinal);
        }

        var version = await manager.PageAsync(await factory.FillAsync("/Definitions/{definition}"));
        var answer = await manager.SubmitAsync(version, "form[action*='handler=Begin']");
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        var page = await manager.PageAsync(answer.Location!);
        Assert.Contains("2-нұсқаның", page.QuerySelector(".govuk-caption-l")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".cf-outline__step"));
        Assert.Contains(page.QuerySelectorAll(".cf-files code"), code => code.TextContent == "forms/approve.json");
        Assert.Contains("delivery", (await manager.PageAsync("/Drafts")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_reads_and_does_not_write()
    {
        var id = await BeginAsync();
        var auditor = await factory.AsAsync(Roles.Auditor);
        var page = await auditor.PageAsync($"/Drafts/{id}");
        Assert.Null(page.QuerySelector("form[action*='handler=Discard']"));
        Assert.Null((await auditor.PageAsync($"/Drafts/{id}/Text?path=texts.yaml")).QuerySelector("main form button"));
        Assert.Null((await auditor.PageAsync(await factory.FillAsync("/Definitions/{definition}"))).QuerySelector("form[action*='handler=Begin']"));
        var refused = await auditor.SubmitAsync(page, "form.cf-languages", ("language", "kk"));
        Assert.Equal(HttpStatusCode.Redirect, refused.Status);
        Assert.Equal("unknown", Result(await SaveAsync(auditor, id, "process.bpmn", 1, "<a/>")));
    }

    [Fact]
    public async Task Problems_are_grouped_by_file_and_an_editor_is_one_click_away()
    {
        var id = await BeginAsync();
        var manager = await factory.AsAsync(Roles.Manager);
        await manager.LanguageAsync("ru");
        await SaveAsync(manager, id, "forms/approve.json", 1, "{");
        await SaveAsync(manager, id, "texts.yaml", 1, "element: {x: {kk: а}}");
        var page = await manager.PageAsync($"/Drafts/{id}");
        var section = page.QuerySelector("section[aria-labelledby=problems]")!;
        var files = section.QuerySelectorAll("h3 code").Select(code => code.TextContent).ToArray();
        Assert.Equal("process.bpmn", files[0]);
        Assert.Contains("forms/approve.json", files);
        Assert.Contains("texts.yaml", files);
        Assert.Contains("Форма не читается.", section.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync(section.QuerySelector("h3 a")!.GetAttribute("href")!)).Status);
    }

    [Fact]
    public async Task Two_managers_in_one_file_both_keep_their_text()
    {
        var id = await BeginAsync();
        var (one, other) = (await factory.AsAsync(Roles.Manager), await factory.AsAsync(Roles.Manager, CaseFlowFactory.OtherOffice));
        var (mine, theirs) = (await one.PageAsync($"/Drafts/{id}/Text?path=texts.yaml"), await other.PageAsync($"/Drafts/{id}/Text?path=texts.yaml"));
        Assert.Equal(HttpStatusCode.Redirect, (await other.SubmitAsync(theirs, "#main form", ("Text", "a: {kk: олардікі, ru: их}"))).Status);

        var conflict = await one.SubmitAsync(mine, "#main form", ("Text", "a: {kk: менікі, ru: моё}"));
        Assert.Equal(HttpStatusCode.OK, conflict.Status);
        Assert.Contains("Сынақов manager", conflict.Document.QuerySelector(".cf-conflict")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("олардікі", conflict.Document.QuerySelector(".cf-conflict pre")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("менікі", conflict.Document.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await one.SubmitAsync(conflict.Document, "#main form")).Status);
        var page = await one.PageAsync($"/Drafts/{id}/Text?path=texts.yaml");
        Assert.Contains("менікі", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        var theirRevision = page.QuerySelectorAll("a[href*='revision=2']").Single().GetAttribute("href")!;
        Assert.Contains("олардікі", (await one.GetAsync(theirRevision)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_saves_by_revision_and_is_told_of_a_conflict()
    {
        var id = await BeginAsync();
        var (one, other) = (await factory.AsAsync(Roles.Manager), await factory.AsAsync(Roles.Manager, CaseFlowFactory.OtherOffice));
        var saved = await SaveAsync(one, id, "process.bpmn", 1, "<first/>");
        Assert.Equal((HttpStatusCode.OK, "saved", 2), (saved.Status, Result(saved), Json(saved).GetProperty("revision").GetInt32()));
        var conflict = await SaveAsync(other, id, "process.bpmn", 1, "<second/>");
        Assert.Equal((HttpStatusCode.Conflict, "conflict", 2, "<first/>"), (conflict.Status, Result(conflict), Json(conflict).GetProperty("revision").GetInt32(), Json(conflict).GetProperty("content").GetString()));
        Assert.Contains("Сынақов manager", Json(conflict).GetProperty("words").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, "bad-path"), await SaveAsync(one, id, "../../etc/passwd", 0, "x") is var bad ? (bad.Status, Result(bad)) : default);
        Assert.Equal(HttpStatusCode.NotFound, (await SaveAsync(one, 999_999, "process.bpmn", 0, "x")).Status);
    }

    [Fact]
    public async Task A_file_is_checked_before_it_is_saved()
    {
        var id = await BeginAsync();
        var manager = await factory.AsAsync(Roles.Manager);
        var process = await ContentAsync(id, "process.bpmn");
        var answer = await SaveAsync(manager, id, "process.bpmn", 0, process.Replace("caseflow:form=\"approve\"", "caseflow:form=\"gone\"", StringComparison.Ordinal), "Check");
        var problem = Json(answer).GetProperty("problems").EnumerateArray().Single(one => one.GetProperty("isError").GetBoolean());
        Assert.Equal(("approve", "missing-form", "«gone» нысаны жоқ."), (problem.GetProperty("element").GetString(), problem.GetProperty("code").GetString(), problem.GetProperty("title").GetString()));
        Assert.Equal(process, await ContentAsync(id, "process.bpmn"));
    }

    [Fact]
    public async Task The_names_of_an_element_are_written_into_the_texts()
    {
        var id = await BeginAsync();
        var manager = await factory.AsAsync(Roles.Manager);
        var saved = await SaveAsync(manager, id, "process.bpmn", 0, "", "Name", ("Element", "secondApproval"), ("Kk", "Екінші бекіту"), ("Ru", "Второе утверждение"), ("En", "Second approval"));
        Assert.Equal("saved", Result(saved));
        Assert.Contains("secondApproval: {kk: \"Екінші бекіту\", ru: \"Второе утверждение\", en: \"Second approval\"}", await ContentAsync(id, "texts.yaml"), StringComparison.Ordinal);
        await SaveAsync(manager, id, "texts.yaml", 2, "element: [");
        Assert.Equal("bad-text", Result(await SaveAsync(manager, id, "process.bpmn", 0, "", "Name", ("Element", "x"), ("Kk", "а"), ("Ru", "б"))));
    }

    [Fact]
    public async Task What_a_form_asks_is_written_in_its_languages_beside_it()
    {
        var id = await BeginAsync();
        var (one, other) = (await factory.AsAsync(Roles.Manager), await factory.AsAsync(Roles.Manager, CaseFlowFactory.OtherOffice));
        var form = $$"""{"type":"default","id":"second","components":[{"type":"radio","key":"agreed","label":"Келісесіз бе?","values":[{"label":"иә","value":"yes"}]},{"type":"textarea","key":"why"}]}""";
        Assert.Equal(HttpStatusCode.OK, (await SaveAsync(one, id, "forms/second.json", 0, form)).Status);
        var address = $"/Drafts/{id}/Form?name=second";
        var (page, theirs) = (await one.PageAsync(address), await other.PageAsync(address));
        Assert.Equal(["Келісесіз бе?", "иә", ""], page.QuerySelectorAll("input[name$='.Words.Kk']").Select(input => input.GetAttribute("value") ?? ""));

        // One language is not enough; nothing typed is lost.
        var half = await one.SubmitAsync(page, "form[action*='handler=Words']", ("Words[1].Words.Ru", "да"));
        Assert.Equal(HttpStatusCode.BadRequest, half.Status);
        Assert.Equal("#Words-0--Words-Ru", half.Document.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.Equal("да", half.Document.QuerySelector("input[name='Words[1].Words.Ru']")!.GetAttribute("value"));
        var saved = await one.SubmitAsync(half.Document, "form[action*='handler=Words']", ("Words[0].Words.Ru", "Согласны?"), ("Words[0].Words.En", "Do you agree?"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        Assert.Contains("{kk: \"Келісесіз бе?\", ru: \"Согласны?\", en: \"Do you agree?\"}", await ContentAsync(id, "texts.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("why", await ContentAsync(id, "texts.yaml"), StringComparison.Ordinal);

        // Somebody else was first: their words are shown, and these are still in the fields.
        var late = await other.SubmitAsync(theirs, "form[action*='handler=Words']", ("Words[0].Words.Ru", "Вы согласны?"), ("Words[1].Words.Ru", "да"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.NotNull(late.Document.QuerySelector(".cf-conflict"));
        Assert.Equal(HttpStatusCode.Redirect, (await other.SubmitAsync(late.Document, "form[action*='handler=Words']")).Status);
        Assert.Contains("Вы согласны?", (await one.PageAsync(address)).QuerySelectorAll("input[name$='.Words.Ru']").Select(input => input.GetAttribute("value")));
    }

    [Fact]
    public async Task The_modeller_is_given_what_elements_may_name()
    {
        var id = await BeginAsync();
        var page = await (await factory.AsAsync(Roles.Manager)).PageAsync($"/Drafts/{id}/Model");
        var choices = JsonDocument.Parse(page.QuerySelector("[data-modeler]")!.GetAttribute("data-choices")!).RootElement;
        string?[] Ids(string kind) => [.. choices.GetProperty(kind).EnumerateArray().Select(one => one.GetProperty("id").GetString())];
        Assert.Contains("issueResult", Ids("handlers"));
        Assert.Contains("checkRegister", Ids("forms"));
        Assert.Contains("receipt", Ids("letters"));
        Assert.Equal("P7.L1", Assert.Single(Ids("deadlines")));
        Assert.Contains("head", Ids("roles"));
        var names = JsonDocument.Parse(page.QuerySelector("[data-modeler]")!.GetAttribute("data-names")!).RootElement;
        Assert.Equal("Approval by the head", names.GetProperty("approve").GetProperty("en").GetString());
        Assert.Null((await (await factory.AsAsync(Roles.Auditor)).PageAsync($"/Drafts/{id}/Model")).QuerySelector("[data-modeler]"));
    }

    [Fact]
    public async Task Too_much_is_refused_before_it_is_read()
    {
        var id = await BeginAsync();
        var manager = await factory.AsAsync(Roles.Manager);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SaveAsync(manager, id, "process.bpmn", 1, new string('x', 6 * 1024 * 1024))).Status);
        var large = await SaveAsync(manager, id, "process.bpmn", 1, new string('x', DefinitionPackage.MaximumFileSize + 10));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (large.Status, Result(large)));
    }

    [Fact]
    public async Task Files_are_added_and_removed()
    {
        var id = await BeginAsync();
        var manager = await factory.AsAsync(Roles.Manager);
        foreach (var (kind, path) in new[] { (NewFile.Form, "forms/extra.json"), (NewFile.Table, "extra.dmn"), (NewFile.Scenario, "scenarios/extra.yaml") })
        {
            var list = await manager.PageAsync($"/Drafts/{id}/Text");
            var added = await manager.SubmitAsync(list, "form[action*='handler=New']", ("Kind", kind), ("Name", "extra"));
            Assert.Equal(HttpStatusCode.Redirect, added.Status);
            var again = await manager.SubmitAsync(list, "form[action*='handler=New']", ("Kind", kind), ("Name", "extra"));
            Assert.Contains("Мұндай файл бар", again.Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);

            var page = await manager.PageAsync($"/Drafts/{id}/Text?path={path}");
            Assert.Contains("Растау", (await manager.SubmitAsync(page, "form[action*='handler=Delete']")).Document.QuerySelector(".govuk-error-summary")!.TextContent, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(page, "form[action*='handler=Delete']", ("Confirm", "true"))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/Drafts/{id}/Text?path={path}")).Status);
        }

        var wrong = await manager.SubmitAsync(await manager.PageAsync($"/Drafts/{id}/Text"), "form[action*='handler=New']", ("Kind", "form"), ("Name", "../x"));
        Assert.NotNull(wrong.Document.QuerySelector("#Name-error"));
    }

    [Theory]
    [InlineData(NewFile.Form)]
    [InlineData(NewFile.Scenario)]
    public async Task What_a_new_file_holds_at_first_can_be_read(string kind)
    {
        var id = await BeginAsync();
        var manager = await factory.AsAsync(Roles.Manager);
        await manager.SubmitAsync(await manager.PageAsync($"/Drafts/{id}/Text"), "form[action*='handler=New']", ("Kind", kind), ("Name", "fresh"));
        var path = NewFile.PathOf(kind, "fresh")!;
        Assert.Empty((await manager.PageAsync($"/Drafts/{id}/Text?path={path}")).QuerySelectorAll(".cf-problem"));
    }

    [Fact]
    public async Task A_draft_is_put_away_with_a_reason_and_taken_up_again()
    {
        var id = await BeginAsync();
        var manager = await factory.AsAsync(Roles.Manager);
        var page = await manager.PageAsync($"/Drafts/{id}");
        var refused = await manager.SubmitAsync(page, "form[action*='handler=Discard']");
        Assert.Equal(2, refused.Document.QuerySelectorAll(".govuk-error-summary__list li").Length);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(page, "form[action*='handler=Discard']", ("Reason", "Екі рет сызылған"), ("Confirm", "true"))).Status);
        var discarded = await manager.PageAsync($"/Drafts/{id}");
        Assert.Contains("Екі рет сызылған", discarded.QuerySelector(".govuk-inset-text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("locked", Result(await SaveAsync(manager, id, "texts.yaml", 1, "a: {}")));
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(discarded, "form[action*='handler=Restore']")).Status);
        Assert.Equal("saved", Result(await SaveAsync(manager, id, "texts.yaml", 1, "a: {kk: а, ru: а}")));
    }

    private async Task<long> BeginAsync()
    {
        var manager = await factory.AsAsync(Roles.Manager);
        var answer = await manager.SubmitAsync(await manager.PageAsync(await factory.FillAsync("/Definitions/{definition}")), "form[action*='handler=Begin']");
        return long.Parse(answer.Location!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<int> CountAsync()
    {
        var count = 0;
        await factory.WithDatabaseAsync(async db => count = await db.Set<Draft>().CountAsync());
        return count;
    }

    private async Task<string> ContentAsync(long id, string path)
    {
        byte[] content = [];
        await factory.WithDatabaseAsync(async db => content = await db.Set<DraftFile>().Where(file => file.DraftId == id && file.Path == path).Select(file => file.Content).SingleAsync());
        return Encoding.UTF8.GetString(content);
    }

    /// <summary>As the editors' script does it.</summary>
    private static async Task<Answer> SaveAsync(Browser browser, long id, string path, int revision, string content, string handler = "", params (string Name, string Value)[] fields)
    {
        var token = (await browser.PageAsync("/Drafts")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/Drafts/{id}/File?path={Uri.EscapeDataString(path)}&handler={handler}", UriKind.Relative));
        request.Headers.Add("RequestVerificationToken", token);
        var form = new MultipartFormDataContent
        {
            { new StringContent(revision.ToString(System.Globalization.CultureInfo.InvariantCulture)), "Revision" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "content", "content" },
        };
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        request.Content = form;
        return await browser.SendAsync(request);
    }

    private static JsonElement Json(Answer answer) => JsonDocument.Parse(answer.Text).RootElement;

    private static string? Result(Answer answer) => Json(answer).GetProperty("result").GetString();
}
