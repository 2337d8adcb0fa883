using System.Globalization;
using System.Text.RegularExpressions;
using CaseFlow.Tests;
using Microsoft.Playwright;
using NodaTime;

namespace CaseFlow.E2E;

/// <summary>A version's whole life: drawn, checked, tried, approved, in force; compared; running cases brought over; rolled back.</summary>
public sealed class VersionTests(App app) : IClassFixture<App>
{
    private const string SecondApproval = "Екінші бекіту";
    private const string Signing = "Қол қою және мөр басу";

    // Three working days instead of two: from Monday 23 November, 18:00 of Thursday instead of Wednesday.
    private const string TwoDays = "25.11.2026, 18:00";
    private const string ThreeDays = "26.11.2026, 18:00";

    [Fact]
    [Requirement("R7")]
    public async Task A_second_approval_is_drawn_tried_approved_and_in_force_and_taken_back()
    {
        var (clerk, specialist, head) = (await app.SignIn("clerk1"), await app.SignIn("register1"), await app.SignIn("head1"));
        var staying = await TakeToApproval(clerk, specialist);
        var moving = await TakeToApproval(clerk, specialist);
        var waiting = await Office.TakeIn(clerk, Person.Unknown);
        // The first version has been in force for a while.
        app.Clock.Advance(Duration.FromMinutes(20));

        var manager = await app.SignIn("manager");
        var first = await Delivery(manager);
        var draft = await Begin(manager, first);
        await Draw(manager, draft);
        await LengthenTerm(manager, draft);
        await Try(manager, draft);
        await MendScenarios(manager, draft);
        await Publish(manager, draft);
        var second = await Delivery(manager);
        Assert.NotEqual(first, second);

        // A new case is approved twice, one that began before goes on as it began.
        var chancery = await app.SignIn("chancery1");
        var following = await TakeToApproval(clerk, specialist);
        await Approve(head, following);
        await Stands(clerk, following, SecondApproval, ThreeDays);
        await Approve(chancery, following);
        await Stands(clerk, following, Signing, ThreeDays);
        await Approve(head, staying);
        await Stands(clerk, staying, Signing, TwoDays);

        // Whoever manages the office sees its cases.
        var rural = await app.SignIn("manager1");
        Assert.Equal(("3", "1"), (await Running(rural, first), await Running(rural, second)));
        await Compare(rural, first, second);
        await Migrate(rural, first, second, [moving, waiting]);
        Assert.Equal(("1", "3"), (await Running(rural, first), await Running(rural, second)));
        await Approve(head, moving);
        await Stands(clerk, moving, SecondApproval, TwoDays);

        await RollBack(manager, first);
        Assert.Equal(first, await Delivery(manager));
        var last = await Office.TakeIn(clerk, Person.Unknown);
        await Stands(clerk, last, "Шаруашылық кітабын тексеру", TwoDays);
        Assert.Equal(("2", "3"), (await Running(rural, first), await Running(rural, second)));
    }

    /// <summary>Id of the version of the service that is in force.</summary>
    private static async Task<long> Delivery(IPage manager)
    {
        await manager.GotoAsync("/Definitions");
        var address = await manager.GetAttributeAsync("section[aria-labelledby=process-delivery] tbody tr:has(.govuk-tag--blue) a[href^='/Definitions/']", "href");
        return long.Parse(Regex.Match(address!, @"\d+").Value, CultureInfo.InvariantCulture);
    }

    private static async Task<string> Begin(IPage manager, long version)
    {
        await manager.GotoAsync($"/Definitions/{version}");
        await manager.ClickAsync("form[action*='handler=Begin'] button");
        await manager.WaitForURLAsync(new Regex("/Drafts/\\d+$"));
        return manager.Url;
    }

    /// <summary>Behind the first approval comes a second, from which there are the same ways back; the warning comes sooner.</summary>
    private static async Task Draw(IPage manager, string draft)
    {
        var canvas = await Canvas.Open(manager, draft);
        await canvas.MakeSpace(1515, 60, 280);

        // Onto the way behind the first approval. What is undone can be done again.
        var before = await Canvas.Elements(manager);
        await canvas.Create("task", 1685, 240);
        await manager.Keyboard.TypeAsync(SecondApproval);
        await manager.Keyboard.PressAsync("Enter");
        var after = await Canvas.Elements(manager);
        Assert.True(after > before);
        await canvas.ChangeInto("user-task");
        await manager.ClickAsync("[data-act=undo]");
        await manager.ClickAsync("[data-act=redo]");
        Assert.Equal(after, await Canvas.Elements(manager));

        // Until it has its names, the server says so at the element and in the list, which leads to it.
        await Assertions.Expect(manager.Locator(".cf-problem-badge--error")).ToHaveCountAsync(1);
        await Assertions.Expect(manager.Locator("[data-problems]")).ToContainTextAsync("Мәтін жоқ: «element.Activity_");
        await manager.ClickAsync("[data-problems] button:has-text('Activity_')");
        await NameAndAssign(manager, canvas);
        await Assertions.Expect(manager.Locator(".cf-problem-badge--error")).ToHaveCountAsync(0);

        await canvas.Create("exclusive-gateway", 1780, 240);
        await Connect(canvas, 1055, 115, "redraft", "мәтінін түзету", "исправить текст");
        await Connect(canvas, 545, 372, "recheck", "қайта тексеру", "проверить заново");
        // Of three ways one has no condition; it is the one that is gone otherwise.
        await Assertions.Expect(manager.Locator("[data-problems]")).ToContainTextAsync("Ешбір шарт орындалмаса қай жол таңдалатыны айтылмаған");
        await canvas.Click(1818, 240);
        await canvas.ChangeInto("default-flow");

        await canvas.Click(700, 383);
        await canvas.Group("caseflow-term");
        await canvas.Fill("before", "PT8H");
        await Assertions.Expect(manager.Locator("[data-problems]")).Not.ToContainTextAsync("Ешбір шарт орындалмаса");
        await Assertions.Expect(manager.Locator("[data-status]")).ToContainTextAsync("Сақталды");
        await App.Saved(manager, $"{draft}/File?path=process.bpmn", "PT8H");
        // Whoever types stays where they are.
        await Assertions.Expect(manager.Locator("#bio-properties-panel-before")).ToBeFocusedAsync();
        await App.Saved(manager, $"{draft}/File?path=texts.yaml", "проверить заново");
        await canvas.Click(1685, 255);
        await manager.ClickAsync("[data-act=zoom-in]");
        await App.Screenshot(manager, "drawn.kk");

        // Who does not see the drawing reads the same.
        await manager.GotoAsync(draft);
        await Assertions.Expect(manager.Locator("section[aria-labelledby=outline]")).ToContainTextAsync(SecondApproval);
        await Assertions.Expect(manager.Locator("section[aria-labelledby=problems]")).ToContainTextAsync("0 қате");
        await App.Screenshot(manager, "draft.kk");
    }

    private static async Task NameAndAssign(IPage manager, Canvas canvas)
    {
        await canvas.Group("general");
        await canvas.Fill("id", "secondApproval");
        // What was written on the drawing is the Kazakh name already.
        await Assertions.Expect(manager.Locator("#bio-properties-panel-name-kk")).ToHaveValueAsync(SecondApproval);
        await canvas.Fill("name-ru", "Второе утверждение");
        await canvas.Fill("name-en", "Second approval");
        await canvas.Group("caseflow-who");
        await canvas.Tick("role-chancery");
        await canvas.Choose("office", "responsible");
        await canvas.Group("caseflow-form");
        await canvas.Choose("form", "approve");
        await canvas.Choose("panel", "letter");
        await canvas.Choose("prefill", "none");
        await canvas.Group("caseflow-term");
        await canvas.Choose("deadline", "P7.L1");
    }

    private static async Task Connect(Canvas canvas, float to, float aside, string verdict, string kk, string ru)
    {
        await canvas.Connect(1780, to, 240, aside);
        await canvas.Group("caseflow-condition");
        await canvas.Fill("condition", $"verdict = \"{verdict}\"");
        await canvas.Fill("name-kk", kk);
        await canvas.Fill("name-ru", ru);
    }

    private static async Task LengthenTerm(IPage manager, string draft)
    {
        await manager.GotoAsync(draft + "/Settings");
        await manager.FillAsync("input[name='Settings.Terms[0].Length']", "3");
        await manager.ClickAsync("form.cf-settings button[data-prevent-double-click]");
        await Assertions.Expect(manager.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
    }

    private static async Task Try(IPage manager, string draft)
    {
        await Trial.Begin(manager, draft, "Екі рет бекітілді");
        await Trial.CheckAndDraft(manager);
        await Trial.Approve(manager);
        await Assertions.Expect(manager.Locator("section[aria-labelledby=tasks]")).ToContainTextAsync(SecondApproval);
        await Trial.Approve(manager);
        await Trial.SignAndHandOut(manager);
        await Trial.SaveAndRunAll(manager);
    }

    /// <summary>The scenarios of the version before know of no second approval, and of two days: they are red, and shut the gate until they are mended.</summary>
    private static async Task MendScenarios(IPage manager, string draft)
    {
        var rows = manager.Locator("tbody tr");
        await Assertions.Expect(rows.Filter(new LocatorFilterOptions { HasText = "Екі рет бекітілді" })).ToContainTextAsync("Өтті");
        await Assertions.Expect(rows.Filter(new LocatorFilterOptions { HasText = "Өтпеді" })).ToHaveCountAsync(6);
        await App.Screenshot(manager, "scenarios.kk");
        await manager.GotoAsync(draft + "/Publish");
        await Assertions.Expect(manager.Locator("section[aria-labelledby=gate-scenarios]")).ToContainTextAsync("Өтпеді");
        await Assertions.Expect(manager.Locator("section[aria-labelledby=submit]")).ToContainTextAsync("барлық сценарий өтуі керек");
        await Assertions.Expect(manager.Locator("form[action*='handler=Submit']")).ToHaveCountAsync(0);

        await manager.GotoAsync(draft + "/Scenarios");
        await manager.ClickAsync("tbody a[href*='paths.yaml'] >> nth=0");
        var text = await manager.InputValueAsync("textarea[name=Text]");
        const string Approved = "  - {complete: approve, vars: {verdict: approve}}\n";
        await manager.FillAsync("textarea[name=Text]", text
            .Replace(Approved, Approved + Approved.Replace("complete: approve", "complete: secondApproval", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("two working days, Friday to Tuesday", "three working days, Friday to Wednesday", StringComparison.Ordinal)
            .Replace("2026-11-24T14", "2026-11-25T09", StringComparison.Ordinal)
            .Replace("2026-11-24T", "2026-11-25T", StringComparison.Ordinal));
        await manager.ClickAsync(".cf-beside form button[data-prevent-double-click]");
        await Assertions.Expect(manager.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
        await Publishing.OpenGate(manager, draft);
        await Assertions.Expect(manager.Locator("section[aria-labelledby=gate-scenarios] li:has-text('Өтпеді')")).ToHaveCountAsync(0);
        await Assertions.Expect(manager.Locator("section[aria-labelledby=gate-scenarios] li")).ToHaveCountAsync(8);
    }

    private async Task Publish(IPage manager, string draft)
    {
        var publication = await Publishing.Submit(manager, draft, "Екінші бекіту енгізіледі, мерзім ұзартылады", "№ 2 бұйрық");
        await Publishing.AuthorIsRefused(manager, publication);
        var second = await app.SignIn("manager2");
        await second.GotoAsync(publication);
        await Assertions.Expect(second.Locator(".govuk-summary-list")).ToContainTextAsync("Екінші бекіту енгізіледі, мерзім ұзартылады");
        await Assertions.Expect(second.Locator(".govuk-summary-list")).ToContainTextAsync("№ 2 бұйрық");
        await Publishing.Approve(second, publication);
    }

    /// <summary>Takes an application in, and brings it before the head.</summary>
    private static async Task<long> TakeToApproval(IPage clerk, IPage specialist)
    {
        var caseId = await Office.TakeIn(clerk, Person.Known);
        await Office.CheckRegister(specialist, caseId, "found");
        await Office.Open(specialist, caseId);
        await Office.Complete(specialist);
        return caseId;
    }

    private static async Task Approve(IPage page, long caseId)
    {
        await Office.Open(page, caseId);
        await Office.Choose(page, "verdict", "approve");
        await Office.Complete(page);
    }

    /// <summary>A case has this one open task, and this time by which the service is due.</summary>
    private static async Task Stands(IPage clerk, long caseId, string task, string due)
    {
        await clerk.GotoAsync($"/Cases/{caseId}");
        await Assertions.Expect(clerk.Locator("section[aria-labelledby=tasks] tbody th")).ToHaveTextAsync([task]);
        await Assertions.Expect(clerk.Locator("section[aria-labelledby=deadlines]")).ToContainTextAsync(due);
    }

    /// <summary>How many cases run on a version.</summary>
    private static async Task<string> Running(IPage manager, long version)
    {
        await manager.GotoAsync("/Definitions");
        return (await manager.InnerTextAsync($"tr:has(a[href='/Definitions/{version}']) td[data-label='Жүріп жатқан істер']")).Trim();
    }

    /// <summary>The list says it in words, the two drawings show it.</summary>
    private static async Task Compare(IPage manager, long first, long second)
    {
        await manager.GotoAsync($"/Definitions/Compare?from={first}&to={second}");
        var main = manager.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync("Жаңа қадам: «Екінші бекіту», орындаушы:");
        await Assertions.Expect(main).ToContainTextAsync("2 жұмыс күні → 3 жұмыс күні");
        await Assertions.Expect(main).ToContainTextAsync("мерзімінің аяқталуына 8 жұмыс сағаты қалғанда");
        await Assertions.Expect(main).ToContainTextAsync("Бұрынғы нұсқа бойынша 3 іс жүріп жатыр");
        await manager.ClickAsync("details:has([data-compare]) > summary");
        await Assertions.Expect(manager.Locator("[data-side=after] [data-element-id=secondApproval].cf-diff-added")).ToBeVisibleAsync();
        await Assertions.Expect(manager.Locator("[data-side=before] [data-element-id=secondApproval]")).ToHaveCountAsync(0);
        foreach (var side in new[] { "before", "after" })
        {
            await Assertions.Expect(manager.Locator($"[data-side={side}] [data-element-id=dueSoon].cf-diff-changed")).ToBeVisibleAsync();
        }

        // What comes nearer on one side comes nearer on the other.
        await Assertions.Expect(manager.Locator("[data-side=after] .djs-connection.cf-diff-added .djs-visual > path").First).ToHaveCSSAsync("stroke", "rgb(29, 92, 54)");
        for (var press = 0; press < 3; press++)
        {
            await manager.ClickAsync("[data-side=after] button >> nth=0");
        }

        await manager.WaitForFunctionAsync("""
            () => {
              const [before, after] = ['before', 'after'].map(side => document.querySelector(`[data-side=${side}] .viewport`).getCTM().a);
              return after > 0.4 && Math.abs(before - after) < 0.001;
            }
            """);
        Assert.Empty(await Axe.Violations(manager));
        await App.Screenshot(manager, "compare.kk");
    }

    /// <summary>Tried first, then done for some; the statutory term stays as it was.</summary>
    private static async Task Migrate(IPage manager, long from, long to, IReadOnlyList<long> chosen)
    {
        await manager.GotoAsync($"/Cases/{chosen[0]}");
        var terms = await manager.InnerTextAsync("section[aria-labelledby=deadlines]");
        await manager.GotoAsync($"/Definitions/{from}/Migrate?To={to}");
        await manager.ClickAsync("button[formaction*='handler=Try']");
        var verdicts = manager.Locator("section[aria-labelledby=verdicts] tbody tr");
        await Assertions.Expect(verdicts).ToHaveCountAsync(3);
        await Assertions.Expect(verdicts.Locator("input[name=Chosen]")).ToHaveCountAsync(3);
        foreach (var box in await verdicts.Locator("input[name=Chosen]").AllAsync())
        {
            await box.SetCheckedAsync(chosen.Contains(long.Parse((await box.GetAttributeAsync("value"))!, CultureInfo.InvariantCulture)));
        }

        Assert.Empty(await Axe.Violations(manager));
        await App.Screenshot(manager, "migrate.kk");
        await manager.FillAsync("textarea[name=Reason]", "Екінші бекіту бұл істерге де керек");
        await manager.ClickAsync("button[formaction*='handler=Begin']");
        await manager.WaitForURLAsync(new Regex("/Definitions/Migrations/"));
        await Office.Until(manager, new Uri(manager.Url).AbsolutePath, "form[action*='handler=Undo']");
        await Assertions.Expect(manager.Locator("tbody tr")).ToHaveCountAsync(chosen.Count);
        await manager.GotoAsync($"/Cases/{chosen[0]}");
        Assert.Equal(terms, await manager.InnerTextAsync("section[aria-labelledby=deadlines]"));
    }

    private static async Task RollBack(IPage manager, long version)
    {
        await manager.GotoAsync("/Publications/InForce/delivery");
        await manager.CheckAsync($"input[name=Choice][value='{version}']");
        await manager.FillAsync("textarea[name=Reason]", "Екі рет бекіту істерді кешіктіреді");
        await manager.CheckAsync("input[name=Confirm][type=checkbox]");
        await manager.ClickAsync("main form button[data-prevent-double-click]");
        await Assertions.Expect(manager.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
    }
}
