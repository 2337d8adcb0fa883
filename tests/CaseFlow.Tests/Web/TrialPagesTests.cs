using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.WhatIf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

/// <summary>A manager tries a draft, saves the trial as a scenario, runs all scenarios, and asks what would have become of past cases.</summary>
public sealed class TrialPagesTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Fact]
    public async Task A_trial_is_begun_answered_in_the_tasks_own_form_undone_and_begun_again()
    {
        var (manager, path) = await BegunAsync(await DraftAsync());
        var page = await manager.PageAsync(path);
        Assert.Contains("Шаруашылық кітабын тексеру", Section(page, "tasks"), StringComparison.Ordinal);
        Assert.Contains("checkRegister", page.QuerySelector(".cf-diagram")!.GetAttribute("data-marks")!, StringComparison.Ordinal);
        Assert.Contains("Құжаттарды қабылдағаны туралы қолхат", Section(page, "letters"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("section[aria-labelledby=letters] .cf-letter article"));

        // The form is the task's: a choice is needed, and the account where it was found.
        var refused = await manager.SubmitAsync(page, "#task-form", ("answer.finding", ""));
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector(".govuk-error-summary"));
        page = await DoAsync(manager, path, page, "#task-form", ("answer.finding", "notFound"));
        Assert.Contains("draftResult", page.QuerySelector(".cf-diagram")!.GetAttribute("data-marks")!, StringComparison.Ordinal);

        // A text is checked and not kept.
        page = await DoAsync(manager, path, page, "#task-form", ("answer.facts", "Жазба табылмады, құпия сөз"));
        Assert.DoesNotContain("құпия", page.DocumentElement.TextContent, StringComparison.Ordinal);
        page = await DoAsync(manager, path, page, "#task-form", ("answer.verdict", "approve"));
        Assert.Contains("Бас тарту туралы дәлелді жауап", Section(page, "letters"), StringComparison.Ordinal);

        var back = await manager.PressAsync(page, "button[formaction*='handler=Undo']");
        page = await manager.PageAsync(back.Location!);
        Assert.DoesNotContain("refusal", Section(page, "letters"), StringComparison.Ordinal);
        page = await manager.PageAsync((await manager.PressAsync(page, "button[formaction*='handler=Again']")).Location!);
        Assert.Single(page.QuerySelectorAll("section[aria-labelledby=steps] ol li"));
        Assert.Contains(path, page.QuerySelector("form[action*='handler=Jump']")!.GetAttribute("action")!, StringComparison.Ordinal);
    }

    [Fact]
    [Requirement("P7.L1")]
    public async Task The_clock_jumps_to_the_term_and_the_page_says_that_it_is_late()
    {
        var (manager, path) = await BegunAsync(await DraftAsync());
        var page = await manager.PageAsync(path);
        Assert.Contains("Мерзімінде", Section(page, "tasks"), StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll(".cf-due li"));
        page = await DoAsync(manager, path, page, "form[action*='handler=Jump']");
        page = await DoAsync(manager, path, page, "form[action*='handler=Jump']");
        Assert.Contains("Кешігу бойынша шара қабылдау", Section(page, "tasks"), StringComparison.Ordinal);
        Assert.Contains("Мерзімі өт", page.QuerySelector(".cf-due")!.TextContent, StringComparison.Ordinal);

        var wrong = await manager.SubmitAsync(page, "form[action*='handler=Advance']", ("Amount", "0"), ("Unit", "days"));
        Assert.NotNull(wrong.Document.QuerySelector(".govuk-error-summary"));
        page = await DoAsync(manager, path, page, "form[action*='handler=Advance']", ("Amount", "2"), ("Unit", "days"));
        Assert.Contains("P2D", Section(page, "steps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_answer_of_a_handler_runs_the_trial_anew_and_a_second_window_is_told()
    {
        var (manager, path) = await BegunAsync(await DraftAsync());
        var page = await manager.PageAsync(path);
        var failed = await DoAsync(manager, path, page, "form[action*='handler=Service']", ("answer", "failed"));
        Assert.NotNull(failed.QuerySelector("form[action*='handler=Retry']"));
        Assert.Contains("Ашық тапсырма жоқ", Section(failed, "tasks"), StringComparison.Ordinal);

        var stale = await manager.SubmitAsync(page, "#task-form", ("answer.finding", "notFound"));
        Assert.Equal(HttpStatusCode.Redirect, stale.Status);
        Assert.Contains("басқа терезеде", (await manager.PageAsync(stale.Location!)).QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);

        page = await DoAsync(manager, path, await manager.PageAsync(path), "form[action*='handler=Retry']");
        Assert.Contains("Шаруашылық кітабын тексеру", Section(page, "tasks"), StringComparison.Ordinal);
        var noCode = await manager.SubmitAsync(page, "form[action*='handler=Service']", ("answer", "error"), ("code", ""));
        Assert.NotNull(noCode.Document.QuerySelector(".govuk-error-summary"));
    }

    [Fact]
    public async Task A_trial_is_saved_as_a_scenario_and_all_are_run_green_and_red()
    {
        var draft = await DraftAsync();
        var (manager, path) = await BegunAsync(draft);
        var page = await manager.PageAsync(path);
        page = await DoAsync(manager, path, page, "#task-form", ("answer.finding", "notFound"));
        var saved = await manager.SubmitAsync(page, "form[action*='handler=Save']");
        Assert.Equal($"/Drafts/{draft}/Scenarios", saved.Location);
        var scenarios = await manager.PageAsync(saved.Location!);
        Assert.Contains("scenarios/trial-", scenarios.QuerySelector(".govuk-notification-banner")!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(scenarios, "main form:not([action*=handler])")).Status);
        scenarios = await manager.PageAsync(saved.Location!);
        Assert.All(scenarios.QuerySelectorAll("tbody .cf-status, tbody strong"), static tag => Assert.DoesNotContain("Өтпеді", tag.TextContent, StringComparison.Ordinal));
        Assert.Contains("Сынақ", scenarios.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);

        // The trial is saved once more on the same file; then the draft goes another way.
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(await manager.PageAsync(path), "form[action*='handler=Save']")).Status);
        await ChangeAsync(draft, "packageComplete = false", "packageComplete = true");
        scenarios = await manager.PageAsync(saved.Location!);
        Assert.Contains("жоба өзгерді", scenarios.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await manager.SubmitAsync(scenarios, "main form:not([action*=handler])");
        var rows = (await manager.PageAsync(saved.Location!)).QuerySelectorAll("tbody tr");
        Assert.Contains(rows, static row => row.TextContent.Contains("Сынақ", StringComparison.Ordinal) && row.TextContent.Contains("Өтпеді", StringComparison.Ordinal) && row.QuerySelector("li code") is not null);

        var broken = await manager.PageAsync(path);
        Assert.NotNull(broken.QuerySelector("form[action*='handler=Drop']"));
        page = await DoAsync(manager, path, broken, "form[action*='handler=Drop']");
        Assert.Null(page.QuerySelector("form[action*='handler=Drop']"));
    }

    [Fact]
    public async Task A_draft_that_does_not_parse_says_what_to_mend_and_bad_input_is_refused()
    {
        var draft = await DraftAsync();
        var manager = await factory.AsAsync(Roles.Manager);
        var list = await manager.PageAsync($"/Drafts/{draft}/Try");
        var wrong = await manager.SubmitAsync(list, "form[action*='handler=Begin']", ("Name", ""), ("Time", "25:99"), ("Schedule", "x"), ("StartVariables", "a: [1"));
        Assert.Equal(HttpStatusCode.OK, wrong.Status);
        Assert.Equal(4, wrong.Document.QuerySelectorAll(".govuk-error-summary__list li").Length);
        var unknown = await manager.SubmitAsync(list, "form[action*='handler=Past']", ("PastName", "x"), ("Number", "жоқ"));
        Assert.Single(unknown.Document.QuerySelectorAll(".govuk-error-summary__list li"));

        await ChangeAsync(draft, "</bpmn:definitions>", "");
        foreach (var page in new[] { "Try", "WhatIf" })
        {
            var shown = await manager.PageAsync($"/Drafts/{draft}/{page}");
            Assert.NotEmpty(shown.QuerySelectorAll(".cf-problem"));
            Assert.Null(shown.QuerySelector("form[action*='handler=Begin']"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/Drafts/{draft}/Try/987654")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/Drafts/987654/Try")).Status);
    }

    [Fact]
    public async Task Whoever_only_reads_sees_trials_and_changes_nothing()
    {
        var (manager, path) = await BegunAsync(await DraftAsync());
        var auditor = await factory.AsAsync(Roles.Auditor);
        var page = await auditor.PageAsync(path);
        Assert.Empty(page.QuerySelectorAll("main form"));
        var posted = await auditor.PageAsync("/Account");
        using var body = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("__RequestVerificationToken", posted.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
            KeyValuePair.Create("Revision", "1"),
        ]);
        using var answer = await auditor.Client.PostAsync(new Uri(path + "?handler=Again", UriKind.Relative), body);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull((await manager.PageAsync(path)).QuerySelector("#task-form"));
    }

    [Fact]
    public async Task A_what_if_is_begun_shows_its_progress_is_stopped_and_tells_where_the_ways_part()
    {
        var draft = await DraftAsync();
        var open = await factory.AcceptAsync();
        await factory.CompleteAsync(open, "draftResult", Roles.RegisterSpecialist);
        await factory.CompleteAsync(open, "approve", Roles.Head, ("verdict", Engine.Values.Value.Of("approve")));
        await factory.CompleteAsync(open, "signAndSeal", Roles.RegisterSpecialist, ("signatory", Engine.Values.Value.Of("1")), ("signedOn", Engine.Values.Value.Of("2026-11-23")), ("sealed", Engine.Values.Value.True));
        await factory.CompleteAsync(open, "handOut", Roles.Clerk, ("receivedBy", Engine.Values.Value.Of("applicant")), ("identityChecked", Engine.Values.Value.True), ("signedFor", Engine.Values.Value.True));
        await ChangeAsync(draft, "packageComplete = false", "packageComplete = true");

        var manager = await factory.AsAsync(Roles.Manager);
        var page = await manager.PageAsync($"/Drafts/{draft}/WhatIf");
        Assert.NotNull(page.QuerySelector(".cf-empty"));
        await manager.SubmitAsync(page, "form[action*='handler=Begin']");
        page = await manager.PageAsync($"/Drafts/{draft}/WhatIf");
        Assert.NotNull(page.QuerySelector("progress"));
        Assert.Equal($"/Drafts/{draft}/WhatIf", page.QuerySelector("[data-progress]")!.GetAttribute("data-progress"));
        await manager.SubmitAsync(page, "form[action*='handler=Stop']");
        Assert.Null((await manager.PageAsync($"/Drafts/{draft}/WhatIf")).QuerySelector("progress"));

        await manager.SubmitAsync(await manager.PageAsync($"/Drafts/{draft}/WhatIf"), "form[action*='handler=Begin']");
        await factory.Services.GetRequiredService<WhatIfPump>().RunDue(CancellationToken.None);
        page = await manager.PageAsync($"/Drafts/{draft}/WhatIf?of=Unknown");
        Assert.Contains("Шаруашылық кітабын тексеру", page.QuerySelectorAll("table")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal(open.Path, page.QuerySelector("section[aria-labelledby=cases] li a")!.GetAttribute("href"));

        // Another office's manager sees the counts and none of the cases.
        var other = await factory.AsAsync(Roles.Manager, CaseFlowFactory.OtherOffice);
        page = await other.PageAsync($"/Drafts/{draft}/WhatIf?of=Unknown");
        Assert.Empty(page.QuerySelectorAll("section[aria-labelledby=cases] li a"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(await factory.AsAsync(Roles.Clerk), $"/Drafts/{draft}/WhatIf"));
    }

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, string path) => (await browser.GetAsync(path)).Status is var status && status == HttpStatusCode.Redirect ? HttpStatusCode.Forbidden : status;

    private static string Section(IHtmlDocument page, string name) => page.QuerySelector($"section[aria-labelledby={name}]")!.TextContent;

    private static async Task<IHtmlDocument> DoAsync(Browser browser, string path, IHtmlDocument page, string form, params (string, string)[] fields)
    {
        var answer = await browser.SubmitAsync(page, form, fields);
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(path, answer.Location);
        return await browser.PageAsync(path);
    }

    private async Task<(Browser Manager, string Path)> BegunAsync(long draft)
    {
        var manager = await factory.AsAsync(Roles.Manager);
        var list = await manager.PageAsync($"/Drafts/{draft}/Try");
        var answer = await manager.SubmitAsync(list, "form[action*='handler=Begin']", ("Name", "Сынақ"));
        Assert.True(answer.Status == HttpStatusCode.Redirect, answer.Document.QuerySelector(".govuk-error-summary")?.TextContent);
        return (manager, answer.Location!);
    }

    private async Task<long> DraftAsync()
    {
        await using var scope = factory.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Core.Database.CaseFlowDb>();
        var definition = await db.Set<DefinitionVersion>().Where(static one => one.Key == "delivery").OrderBy(static one => one.Id).Select(static one => one.Id).FirstAsync();
        return await scope.ServiceProvider.GetRequiredService<DraftStore>().Begin(Scope.Program, definition, CancellationToken.None);
    }

    private async Task ChangeAsync(long draft, string old, string changed)
    {
        await using var scope = factory.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<DraftStore>();
        var file = (await store.Find(Scope.Program, draft, CancellationToken.None))!.File("process.bpmn")!;
        var text = Encoding.UTF8.GetString(file.Content);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Assert.IsType<DraftFileSaved>(await store.Save(Scope.Program, draft, "process.bpmn", file.Revision, Encoding.UTF8.GetBytes(text.Replace(old, changed, StringComparison.Ordinal)), CancellationToken.None));
    }
}
