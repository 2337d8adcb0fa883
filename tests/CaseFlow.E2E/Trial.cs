using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>What a manager does on the page on which a draft of the certificate is tried.</summary>
public static class Trial
{
    /// <summary>Begins a trial with an invented case.</summary>
    public static async Task Begin(IPage manager, string draft, string name)
    {
        await manager.GotoAsync(draft + "/Try");
        await manager.FillAsync("input[name=Name]", name);
        await manager.ClickAsync("form[action*='handler=Begin'] button");
        await manager.WaitForURLAsync(new Regex(@"/Try/\d+"));
    }

    /// <summary>The register is checked, the result drafted. The office's own data are invented, the forms are the real ones.</summary>
    public static async Task CheckAndDraft(IPage manager)
    {
        await Office.Choose(manager, "finding", "found");
        await manager.SelectOptionAsync("select[name='answer.accountId']", new SelectOptionValue { Index = 1 });
        await Complete(manager);
        await Complete(manager);
    }

    public static async Task Approve(IPage manager)
    {
        await Office.Choose(manager, "verdict", "approve");
        await Complete(manager);
    }

    public static async Task SignAndHandOut(IPage manager)
    {
        await manager.SelectOptionAsync("select[name='answer.signatory']", new SelectOptionValue { Index = 1 });
        await Office.Day(manager, "answer.signedOn", 23, 11, 2026);
        await Office.Tick(manager, "sealed");
        await Complete(manager);
        await Office.Choose(manager, "receivedBy", "applicant");
        await Office.Tick(manager, "identityChecked");
        await Office.Tick(manager, "signedFor");
        await Complete(manager);
        await Assertions.Expect(manager.Locator("main")).ToContainTextAsync("Аяқталды: Нәтиже берілді");
    }

    /// <summary>Presses a button that leads back to the page, and waits until it is there anew.</summary>
    public static async Task Press(IPage page, string selector)
    {
        var revision = await page.InputValueAsync("input[name=Revision] >> nth=0");
        await page.ClickAsync(selector);
        await Assertions.Expect(page.Locator("input[name=Revision]").First).Not.ToHaveValueAsync(revision);
    }

    /// <summary>Keeps the trial as a scenario of the draft and runs all of them.</summary>
    public static async Task SaveAndRunAll(IPage manager)
    {
        await manager.ClickAsync("form[action*='handler=Save'] button");
        await manager.WaitForURLAsync(new Regex("/Scenarios"));
        await manager.ClickAsync("main form button");
    }

    private static Task Complete(IPage page) => Press(page, "#task-form button");
}
