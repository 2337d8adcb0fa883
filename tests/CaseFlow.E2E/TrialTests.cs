using System.Text.RegularExpressions;
using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Trials;
using CaseFlow.Core.WhatIf;
using CaseFlow.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using OfficeRow = CaseFlow.Core.Offices.Office;

namespace CaseFlow.E2E;

/// <summary>A manager tries a draft to its end and past its term, keeps the trial as a scenario, and asks what would have become of past cases.</summary>
public sealed class TrialTests(App app) : IClassFixture<App>
{
    [Fact]
    [Requirement("P7.L1")]
    public async Task A_draft_is_tried_to_its_end_and_past_its_term_and_the_trial_becomes_a_scenario()
    {
        var manager = await Manager();
        var draft = await Begin(manager);
        await manager.GotoAsync($"/Drafts/{draft}/Try");
        await Clean(manager, "try");
        await Trial.Begin(manager, $"/Drafts/{draft}", "Анықтама, мерзімінде");
        await Assertions.Expect(manager.Locator("[data-element-id=checkRegister].cf-mark-active")).ToBeVisibleAsync();
        await Assertions.Expect(manager.Locator("[data-element-id=packageComplete_yes].cf-mark-taken .djs-visual > path")).ToHaveCSSAsync("stroke", "rgb(0, 112, 60)");

        await Trial.CheckAndDraft(manager);
        await Trial.Approve(manager);
        await Assertions.Expect(manager.Locator("section[aria-labelledby=letters]")).ToContainTextAsync("Анықтама");
        await Trial.SignAndHandOut(manager);
        await Assertions.Expect(manager.Locator(".cf-due")).ToContainTextAsync("Мерзімінде орындалды");

        // From the beginning: nobody answers, the clock jumps to the warning and to the term.
        await Trial.Press(manager, "button[formaction*='handler=Again']");
        await Trial.Press(manager, "form[action*='handler=Jump'] button");
        await Trial.Press(manager, "form[action*='handler=Jump'] button");
        await Assertions.Expect(manager.Locator(".cf-due")).ToContainTextAsync("Мерзімі өт");
        await Assertions.Expect(manager.Locator("section[aria-labelledby=tasks]")).ToContainTextAsync("Кешігу бойынша шара қабылдау");
        await Clean(manager, "trial");

        await Trial.SaveAndRunAll(manager);
        var rows = manager.Locator("tbody tr");
        await Assertions.Expect(rows.Filter(new LocatorFilterOptions { HasText = "Анықтама, мерзімінде" })).ToContainTextAsync("Өтті");
        await Assertions.Expect(rows.Filter(new LocatorFilterOptions { HasText = "Өтпеді" })).ToHaveCountAsync(0);
        await Clean(manager, "scenarios");
    }

    [Fact]
    public async Task Without_scripts_and_by_the_keyboard_alone_a_trial_goes_on()
    {
        var manager = await app.Open(scripts: false);
        await manager.GotoAsync("/Account/SignIn");
        await manager.FillAsync("input[name=UserName]", "manager");
        await manager.FillAsync("input[name=Password]", CaseFlow.Web.Start.DemoData.Password);
        await manager.PressAsync("input[name=Password]", "Enter");
        await App.Language(manager, "kk");
        var draft = await Begin(manager);
        await manager.GotoAsync($"/Drafts/{draft}/Try");
        await manager.Locator("input[name=Name]").FocusAsync();
        await manager.Keyboard.TypeAsync("Пернетақта");
        await manager.Keyboard.PressAsync("Enter");
        await manager.WaitForURLAsync(new Regex(@"/Try/\d+"));
        await manager.Locator("input[name='answer.finding'][value=found]").FocusAsync();
        await manager.Keyboard.PressAsync("ArrowDown");
        await manager.Locator("#task-form button").FocusAsync();
        await manager.Keyboard.PressAsync("Enter");
        await Assertions.Expect(manager.Locator("section[aria-labelledby=standing]")).ToContainTextAsync("Нәтиже жобасын дайындау");
    }

    [Fact]
    public async Task Past_cases_are_replayed_with_a_progress_bar_that_can_be_stopped()
    {
        var office = new Office(app);
        var clerk = await app.SignIn("clerk1");
        var finished = await Office.TakeIn(clerk, Person.Unknown);
        await office.Finish(await office.CheckRegister(finished, "notFound"), clerk, finished, "Шаруашылық кітабы тексерілді, жазба табылмады.");

        var manager = await Manager();
        var draft = await Begin(manager);
        var path = $"/Drafts/{draft}/WhatIf";
        await manager.GotoAsync(path);
        await manager.ClickAsync("form[action*='handler=Begin'] button");
        await Assertions.Expect(manager.Locator("main")).ToContainTextAsync("Дәл солай аяқталар еді", new() { Timeout = 30_000 });
        await Assertions.Expect(manager.Locator("progress")).ToHaveCountAsync(0);
        await manager.ClickAsync("tbody a[href*='of=Same']");
        await Assertions.Expect(manager.Locator($"section[aria-labelledby=cases] a[href='/Cases/{finished}']")).ToBeVisibleAsync();
        await Clean(manager, "what-if");

        // Another process has one in hand, and is slow.
        await With(async db =>
        {
            var first = await db.Set<WhatIfRun>().AsNoTracking().OrderByDescending(row => row.Id).FirstAsync();
            var officeId = await db.Set<OfficeRow>().Where(one => one.Code == "akm.leb.01").Select(one => one.Id).SingleAsync();
            var run = new WhatIfRun
            {
                DraftId = draft,
                Hash = first.Hash,
                Package = first.Package,
                State = WorkState.Running,
                From = first.From,
                Until = first.Until,
                Found = 2,
                Total = 2,
                CreatedAt = first.CreatedAt,
                LockedUntil = app.Clock.GetCurrentInstant() + Duration.FromDays(1),
            };
            db.Add(run);
            db.Add(new WhatIfCase { WhatIfId = run.Id, No = 1, CaseId = finished, OfficeId = officeId, Verdict = Verdict.Same });
            db.Add(new WhatIfCase { WhatIfId = run.Id, No = 2, CaseId = finished, OfficeId = officeId });
        });
        await manager.GotoAsync(path);
        await Assertions.Expect(manager.Locator("progress")).ToHaveAttributeAsync("value", "1");
        await Clean(manager, "what-if-running");
        await manager.ClickAsync("form[action*='handler=Stop'] button");
        await Assertions.Expect(manager.Locator("main")).ToContainTextAsync("Тоқтатылды");
        await Assertions.Expect(manager.Locator("progress")).ToHaveCountAsync(0);
    }

    /// <summary>The manager, also of the rural district whose cases are replayed.</summary>
    private async Task<IPage> Manager()
    {
        await With(async db =>
        {
            var officeId = await db.Set<OfficeRow>().Where(one => one.Code == "akm.leb.01").Select(one => one.Id).SingleAsync();
            var user = await db.Users.Where(one => one.UserName == "manager").Select(one => one.Id).SingleAsync();
            if (!await db.Set<Assignment>().AnyAsync(one => one.UserId == user && one.OfficeId == officeId))
            {
                db.Add(new Assignment { UserId = user, No = 50, OfficeId = officeId, Role = Roles.Manager, From = new LocalDate(2026, 1, 1) });
            }
        });
        return await app.SignIn("manager");
    }

    private async Task<long> Begin(IPage manager)
    {
        long definition = 0;
        await With(async db => definition = await db.Set<DefinitionVersion>().Where(one => one.Key == "delivery").Select(one => one.Id).FirstAsync());
        await manager.GotoAsync($"/Definitions/{definition}");
        await manager.ClickAsync("form[action*='handler=Begin'] button");
        await manager.WaitForURLAsync(new Regex(@"/Drafts/\d+"));
        return long.Parse(Regex.Match(manager.Url, @"/Drafts/(\d+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task With(Func<CaseFlowDb, Task> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseFlowDb>();
        await work(db);
        await db.SaveChangesAsync();
    }

    /// <summary>axe finds nothing, in each language.</summary>
    private static async Task Clean(IPage page, string name)
    {
        foreach (var language in new[] { "ru", "en", "kk" })
        {
            await App.Language(page, language);
            await App.Screenshot(page, $"{name}-{language}");
            var wrong = await Axe.Violations(page);
            Assert.True(wrong.Count == 0, $"{name}, {language}:\n{string.Join('\n', wrong)}");
        }
    }
}
