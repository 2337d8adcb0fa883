using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>The editors of a draft: two who draw at once, a broken connection, a hostile file, forms and tables. What a change is from its drawing on: VersionTests.</summary>
public sealed class DraftTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Of_two_windows_the_second_is_asked_and_nothing_is_lost()
    {
        var (one, other) = (await app.SignIn("manager"), await app.SignIn("manager"));
        var draft = await Begin(one);
        await Canvas.Open(one, draft);
        await Canvas.Open(other, draft);
        await Rename(one, "Бірінші терезе");
        await Assertions.Expect(one.Locator("[data-status]")).ToContainTextAsync("Сақталды");
        await Rename(other, "Екінші терезе");
        await Assertions.Expect(other.Locator("[data-conflict]")).ToBeVisibleAsync();
        Assert.Empty(await Axe.Violations(other));
        await other.ClickAsync("[data-conflict] button >> nth=1");
        await Assertions.Expect(other.Locator("[data-conflict]")).ToBeHiddenAsync();
        await App.Saved(other, $"{draft}/File?path=process.bpmn", "Екінші терезе");

        // The first one's is among the earlier contents.
        var first = await other.EvaluateAsync<string>("async address => (await fetch(address)).text()", $"{draft}/File?path=process.bpmn&revision=2");
        Assert.Contains("Бірінші терезе", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_kept_and_sent_again()
    {
        var page = await app.SignIn("manager");
        var draft = await Begin(page);
        await Canvas.Open(page, draft);
        await page.Context.SetOfflineAsync(true);
        await Rename(page, "Байланыссыз");
        await Assertions.Expect(page.Locator("[data-status]")).ToContainTextAsync("байланыс жоқ");
        Assert.Contains("Байланыссыз", await page.EvaluateAsync<string>("() => Object.values(localStorage).join()"), StringComparison.Ordinal);
        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(page.Locator("[data-status]")).ToContainTextAsync("Сақталды");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => localStorage.length"));
    }

    [Fact]
    public async Task A_hostile_file_is_not_opened()
    {
        var page = await app.SignIn("manager", "ru");
        var draft = await Begin(page);
        await Canvas.Open(page, draft);
        var before = await Canvas.Elements(page);
        await page.SetInputFilesAsync("#import", new FilePayload
        {
            Name = "bad.bpmn",
            MimeType = "application/xml",
            Buffer = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"u8.ToArray(),
        });
        await Assertions.Expect(page.Locator("[data-conflict]")).ToContainTextAsync("DOCTYPE");
        Assert.Equal(before, await Canvas.Elements(page));
    }

    [Fact]
    public async Task The_editors_are_fit_for_everybody_in_each_language()
    {
        var page = await app.SignIn("manager");
        var draft = await Begin(page);
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            await Canvas.Open(page, draft);
            await App.Language(page, language);
            await page.WaitForSelectorAsync("[data-ready=true]");
            await page.EvaluateAsync("() => { const m = document.querySelector('[data-modeler]').modeler; m.get('selection').select(m.get('elementRegistry').get('approve')); }");
            Assert.Empty(await Axe.Violations(page));
            await App.Screenshot(page, $"modeler.{language}");
            await page.GotoAsync($"{draft}/Form?name=approve");
            await page.WaitForSelectorAsync("[data-ready=true]");
            Assert.Empty(await Axe.Violations(page));
        }
    }

    [Fact]
    public async Task A_form_and_a_table_are_made_in_their_editors()
    {
        var page = await app.SignIn("manager");
        var draft = await Begin(page);
        await page.GotoAsync($"{draft}/Form");
        await page.FillAsync("#Name", "second");
        await page.ClickAsync("form[action*='handler=New'] button");
        await page.WaitForSelectorAsync("[data-ready=true]");
        await page.EvaluateAsync("""
            () => {
              const editor = document.querySelector('[data-form-editor]').editor;
              editor.get('modeling').addFormField({ type: 'checkbox', key: 'agreed', label: 'Келісемін' }, editor.get('formFieldRegistry').getForm(), 0);
            }
            """);
        await Assertions.Expect(page.Locator("[data-status]")).ToContainTextAsync("Сақталды");
        // The new field is a question that has no text yet: the server says so.
        await Assertions.Expect(page.Locator("[data-problems]")).ToContainTextAsync("form.second.agreed.label");
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("[data-ready=true]");
        await Assertions.Expect(page.Locator("input[name='Words[0].Words.Kk']")).ToHaveValueAsync("Келісемін");
        await page.FillAsync("input[name='Words[0].Words.Ru']", "Согласен");
        Assert.Empty(await Axe.Violations(page));
        await App.Screenshot(page, "form-words.kk");
        await page.ClickAsync("form[action*='handler=Words'] button");
        await Assertions.Expect(page.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
        await page.WaitForSelectorAsync("[data-ready=true]");
        await Assertions.Expect(page.Locator("[data-problems]")).Not.ToContainTextAsync("form.second.agreed.label");

        await page.GotoAsync($"{draft}/Table");
        await page.FillAsync("#Name", "aid");
        await page.ClickAsync("form[action*='handler=New'] button");
        await page.WaitForSelectorAsync("[data-ready=true]");
        await page.ClickAsync(".tjs-table .add-rule");
        await Assertions.Expect(page.Locator("[data-status]")).ToContainTextAsync("Сақталды");
    }

    [Fact]
    public async Task What_happens_when_a_term_comes_near_is_drawn_from_the_panel()
    {
        var page = await app.SignIn("manager");
        var draft = await Begin(page);
        var canvas = await Canvas.Open(page, draft);
        var before = await Canvas.Elements(page);
        await Select(page, "approve");
        await canvas.Group("caseflow-escalation");
        await page.ClickAsync(".cf-escalation--add >> nth=0");
        Assert.True(await Canvas.Elements(page) >= before + 5);

        // The timer has its names and the term of the approval; the server has nothing against it.
        await Assertions.Expect(page.Locator("#bio-properties-panel-name-ru")).ToHaveValueAsync("Срок близок");
        await canvas.Group("caseflow-term");
        await Assertions.Expect(page.Locator("#bio-properties-panel-deadline")).ToHaveValueAsync("P7.L1");
        await Assertions.Expect(page.Locator("#bio-properties-panel-before")).ToHaveValueAsync("PT4H");
        var timer = await page.EvaluateAsync<string>("() => document.querySelector('[data-modeler]').modeler.get('selection').get()[0].id");
        await App.Saved(page, $"{draft}/File?path=process.bpmn", timer);
        await App.Saved(page, $"{draft}/File?path=texts.yaml", "Срок близок", "Предупреждение о сроке", "Предупреждено");
        await page.GotoAsync(draft);
        await Assertions.Expect(page.Locator("section[aria-labelledby=problems]")).ToContainTextAsync("0 қате");

        canvas = await Canvas.Open(page, draft);
        await Select(page, "approve");
        await canvas.Group("caseflow-escalation");
        await Assertions.Expect(page.Locator(".cf-escalation >> nth=0")).ToContainTextAsync("Мерзім жақындады · P7.L1");
        await App.Screenshot(page, "escalation.kk");
        await page.ClickAsync(".cf-escalation >> nth=0");
        await Assertions.Expect(page.Locator("#bio-properties-panel-name-kk")).ToHaveValueAsync("Мерзім жақындады");
        Assert.Empty(await Axe.Violations(page));
    }

    /// <summary>Begins a draft of the service.</summary>
    /// <returns>Its id.</returns>
    public static async Task<long> BeginAsync(IPage page) => long.Parse((await Begin(page)).Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> Begin(IPage page)
    {
        await page.GotoAsync("/Definitions");
        await page.ClickAsync("section[aria-labelledby=process-delivery] tbody a");
        await page.ClickAsync("form[action*='handler=Begin'] button");
        await page.WaitForURLAsync("**/Drafts/*");
        return new Uri(page.Url).AbsolutePath;
    }

    private static Task Select(IPage page, string id) => page.EvaluateAsync(
        "id => { const m = document.querySelector('[data-modeler]').modeler; m.get('selection').select(m.get('elementRegistry').get(id)); }", id);

    private static Task Rename(IPage page, string name) => page.EvaluateAsync(
        "name => { const m = document.querySelector('[data-modeler]').modeler; m.get('modeling').updateLabel(m.get('elementRegistry').get('approve'), name); }", name);
}
