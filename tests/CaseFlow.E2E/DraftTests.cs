using CaseFlow.Tests;
using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>A manager draws: a second approval, a warning that comes sooner, a form; and two who draw at once.</summary>
public sealed class DraftTests(App app) : IClassFixture<App>
{
    [Fact]
    [Requirement("R7")]
    public async Task A_second_approval_is_drawn_named_and_without_an_error()
    {
        var page = await app.SignIn("manager");
        var draft = await Begin(page);
        await OpenModel(page, draft);

        // The palette by mouse: a step that nothing leads to; undone by the button.
        var before = await Elements(page);
        await page.EvaluateAsync("() => document.querySelector('[data-canvas]').scrollIntoView({ block: 'center' })");
        await page.ClickAsync(".djs-palette .entry[data-action='create.task']");
        var canvas = (await page.Locator("[data-canvas]").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync((float)(canvas.X + canvas.Width / 2), (float)(canvas.Y + canvas.Height - 120));
        await page.Mouse.MoveAsync((float)(canvas.X + canvas.Width / 2 + 8), (float)(canvas.Y + canvas.Height - 110));
        await page.Mouse.ClickAsync((float)(canvas.X + canvas.Width / 2 + 8), (float)(canvas.Y + canvas.Height - 110));
        Assert.Equal(before + 1, await Elements(page));
        await page.Keyboard.PressAsync("Escape");
        await page.ClickAsync("[data-act=undo]");
        Assert.Equal(before, await Elements(page));

        // Onto the flow behind the first approval; until it has its names, the server says so at the element.
        var id = await page.EvaluateAsync<string>("""
            () => {
              const modeler = document.querySelector('[data-modeler]').modeler;
              const flow = modeler.get('elementRegistry').get('considered');
              const shape = modeler.get('modeling').createShape({ type: 'bpmn:UserTask' }, { x: 1405, y: 240 }, flow);
              modeler.get('selection').select(shape);
              return shape.id;
            }
            """);
        await Assertions.Expect(page.Locator($".djs-overlays[data-container-id='{id}'] .cf-problem-badge--error")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-problems]")).ToContainTextAsync(id);

        await page.FillAsync("#bio-properties-panel-name-kk", "Екінші бекіту");
        await page.FillAsync("#bio-properties-panel-name-ru", "Второе утверждение");
        await page.FillAsync("#bio-properties-panel-name-en", "Second approval");
        await Group(page, "caseflow-who");
        await page.CheckAsync("#bio-properties-panel-role-head");
        await Group(page, "caseflow-form");
        await page.SelectOptionAsync("#bio-properties-panel-form", "approve");
        await Group(page, "caseflow-term");
        await page.SelectOptionAsync("#bio-properties-panel-deadline", "P7.L1");
        await Assertions.Expect(page.Locator(".cf-problem-badge--error")).ToHaveCountAsync(0);

        // The warning comes eight hours before the term instead of four.
        await page.EvaluateAsync("() => { const m = document.querySelector('[data-modeler]').modeler; m.get('selection').select(m.get('elementRegistry').get('dueSoon')); }");
        await Group(page, "caseflow-term");
        await page.FillAsync("#bio-properties-panel-before", "PT8H");
        await Assertions.Expect(page.Locator("[data-status]")).ToContainTextAsync("Сақталды");
        await App.Saved(page, $"{draft}/File?path=process.bpmn", "PT8H");

        // Who does not see the drawing reads the same.
        await page.GotoAsync(draft);
        await Assertions.Expect(page.Locator("section[aria-labelledby=outline]")).ToContainTextAsync("Екінші бекіту");
        await Assertions.Expect(page.Locator("section[aria-labelledby=problems]")).ToContainTextAsync("0 қате");
        await App.Screenshot(page, "draft.kk");
    }

    [Fact]
    public async Task Of_two_windows_the_second_is_asked_and_nothing_is_lost()
    {
        var (one, other) = (await app.SignIn("manager"), await app.SignIn("manager"));
        var draft = await Begin(one);
        await OpenModel(one, draft);
        await OpenModel(other, draft);
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
        await OpenModel(page, draft);
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
        await OpenModel(page, draft);
        var before = await Elements(page);
        await page.SetInputFilesAsync("#import", new FilePayload
        {
            Name = "bad.bpmn",
            MimeType = "application/xml",
            Buffer = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"u8.ToArray(),
        });
        await Assertions.Expect(page.Locator("[data-conflict]")).ToContainTextAsync("DOCTYPE");
        Assert.Equal(before, await Elements(page));
    }

    [Fact]
    public async Task The_editors_are_fit_for_everybody_in_each_language()
    {
        var page = await app.SignIn("manager");
        var draft = await Begin(page);
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            await OpenModel(page, draft);
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
        await OpenModel(page, draft);
        var before = await Elements(page);
        await Select(page, "approve");
        await Group(page, "caseflow-escalation");
        await App.Screenshot(page, "escalation.kk");
        await page.ClickAsync(".cf-escalation--add >> nth=0");
        Assert.Equal(before + 5, await Elements(page));

        // The timer, the step and the end have their names and the term of the approval: the server has nothing against it.
        await Assertions.Expect(page.Locator("#bio-properties-panel-name-ru")).ToHaveValueAsync("Срок близок");
        await Group(page, "caseflow-term");
        await Assertions.Expect(page.Locator("#bio-properties-panel-deadline")).ToHaveValueAsync("P7.L1");
        await Assertions.Expect(page.Locator("#bio-properties-panel-before")).ToHaveValueAsync("PT4H");
        var timer = await page.EvaluateAsync<string>("() => document.querySelector('[data-modeler]').modeler.get('selection').get()[0].id");
        await App.Saved(page, $"{draft}/File?path=process.bpmn", timer);
        await App.Saved(page, $"{draft}/File?path=texts.yaml", "Срок близок", "Предупреждение о сроке", "Предупреждено");
        await page.GotoAsync(draft);
        await Assertions.Expect(page.Locator("section[aria-labelledby=problems]")).ToContainTextAsync("0 қате");
        await OpenModel(page, draft);
        await Select(page, "approve");
        await Group(page, "caseflow-escalation");
        await Assertions.Expect(page.Locator(".cf-escalation >> nth=0")).ToContainTextAsync("Мерзім жақындады · P7.L1");
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

    private static async Task OpenModel(IPage page, string draft)
    {
        await page.GotoAsync($"{draft}/Model");
        await page.WaitForSelectorAsync("[data-ready=true]");
    }

    private static async Task Group(IPage page, string id)
    {
        var header = page.Locator($"[data-group-id='group-{id}'] .bio-properties-panel-group-header");
        if (await header.Locator("button[aria-expanded=false], .bio-properties-panel-group-header-button:not(.open)").CountAsync() > 0 && !(await header.GetAttributeAsync("class"))!.Contains("open", StringComparison.Ordinal))
        {
            await header.ClickAsync();
        }
    }

    private static Task<int> Elements(IPage page) =>
        page.EvaluateAsync<int>("() => document.querySelector('[data-modeler]').modeler.get('elementRegistry').filter(e => e.businessObject?.$type !== 'label').length");

    private static Task Select(IPage page, string id) => page.EvaluateAsync(
        "id => { const m = document.querySelector('[data-modeler]').modeler; m.get('selection').select(m.get('elementRegistry').get(id)); }", id);

    private static Task Rename(IPage page, string name) => page.EvaluateAsync(
        "name => { const m = document.querySelector('[data-modeler]').modeler; m.get('modeling').updateLabel(m.get('elementRegistry').get('approve'), name); }", name);
}
