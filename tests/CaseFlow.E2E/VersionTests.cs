using System.Globalization;
using System.Text.RegularExpressions;
using CaseFlow.Tests;
using Microsoft.Playwright;
using NodaTime;

namespace CaseFlow.E2E;

/// <summary>A version's whole life: changed, approved, in force; compared; a running case brought over; rolled back.</summary>
public sealed class VersionTests(App app) : IClassFixture<App>
{
    [Fact]
    [Requirement("R7")]
    public async Task New_cases_follow_the_new_version_old_ones_when_they_are_brought_over()
    {
        var clerk = await app.SignIn("clerk1");
        var old = await Office.TakeIn(clerk, Person.Known);
        // The first version has been in force for a while.
        app.Clock.Advance(Duration.FromMinutes(20));
        var manager = await app.SignIn("manager");
        var first = await Delivery(manager);
        await Publish(manager, await Change(manager, first));

        await Office.TakeIn(clerk, Person.Unknown);
        var second = await Delivery(manager);
        Assert.NotEqual(first, second);
        // Whoever manages the office sees its cases.
        var rural = await app.SignIn("manager1");
        Assert.Equal(("1", "1"), (await Running(rural, first), await Running(rural, second)));

        // The list says it in words, the two drawings show it.
        await manager.GotoAsync($"/Definitions/Compare?from={first}&to={second}");
        await Assertions.Expect(manager.Locator("main")).ToContainTextAsync("Құжаттарды қабылдағаны туралы қолхат");
        await manager.ClickAsync("details:has([data-compare]) > summary");
        await Assertions.Expect(manager.Locator("[data-compare] .djs-container")).ToHaveCountAsync(2);
        Assert.Empty(await Axe.Violations(manager));
        await App.Screenshot(manager, "compare");

        await Migrate(rural, first, second, old);
        Assert.Equal(("0", "2"), (await Running(rural, first), await Running(rural, second)));
        await RollBack(manager, first);
        Assert.Equal(first, await Delivery(manager));
    }

    /// <summary>Id of the version of the service that is in force.</summary>
    private static async Task<long> Delivery(IPage manager)
    {
        await manager.GotoAsync("/Definitions");
        var address = await manager.GetAttributeAsync("section[aria-labelledby=process-delivery] tbody tr:has(.govuk-tag--blue) a[href^='/Definitions/']", "href");
        return long.Parse(Regex.Match(address!, @"\d+").Value, CultureInfo.InvariantCulture);
    }

    /// <summary>A draft with another text in the receipt.</summary>
    private static async Task<string> Change(IPage manager, long version)
    {
        await manager.GotoAsync($"/Definitions/{version}");
        await manager.ClickAsync("form[action*='handler=Begin'] button");
        await manager.WaitForURLAsync(new Regex("/Drafts/\\d+$"));
        var draft = manager.Url;
        await manager.GotoAsync(draft + "/Letter?name=receipt&in=kk");
        var text = await manager.InputValueAsync("textarea[name=Text]");
        await manager.FillAsync("textarea[name=Text]", text.Replace("Мемлекеттік қызмет тегін көрсетіледі.", "Мемлекеттік қызмет үшін ақы алынбайды.", StringComparison.Ordinal));
        await manager.ClickAsync("[data-letter] button[data-prevent-double-click]");
        await Assertions.Expect(manager.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
        return draft;
    }

    private async Task Publish(IPage manager, string draft)
    {
        await manager.GotoAsync(draft + "/Publish");
        await manager.ClickAsync("form[action*='handler=Run'] button");
        await Office.Until(manager, new Uri(draft).AbsolutePath + "/Publish", "form[action*='handler=Submit']");
        await manager.FillAsync("textarea[name=Reason]", "Қолхаттың мәтіні нақтыланды");
        await manager.FillAsync("input[name=LegalBasis]", "№ 2 бұйрық");
        await manager.ClickAsync("form[action*='handler=Submit'] button");
        await Assertions.Expect(manager.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
        var second = await app.SignIn("manager2");
        await second.GotoAsync("/Publications");
        await second.ClickAsync("a[href^='/Publications/']");
        await second.CheckAsync("input[name=Confirm][type=checkbox]");
        await second.ClickAsync("form[action*='handler=Approve'] button");
        await Assertions.Expect(second.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
    }

    /// <summary>How many cases run on a version.</summary>
    private static async Task<string> Running(IPage manager, long version)
    {
        await manager.GotoAsync("/Definitions");
        return (await manager.InnerTextAsync($"tr:has(a[href='/Definitions/{version}']) td[data-label='Жүріп жатқан істер']")).Trim();
    }

    /// <summary>Tried first, then done; the statutory term stays as it was.</summary>
    private static async Task Migrate(IPage manager, long from, long to, long caseId)
    {
        await manager.GotoAsync($"/Cases/{caseId}");
        var terms = await manager.InnerTextAsync("section[aria-labelledby=deadlines]");
        await manager.GotoAsync($"/Definitions/{from}/Migrate?To={to}");
        await manager.ClickAsync("button[formaction*='handler=Try']");
        await Assertions.Expect(manager.Locator($"input[name=Chosen][value='{caseId}']")).ToHaveCountAsync(1);
        Assert.Empty(await Axe.Violations(manager));
        await App.Screenshot(manager, "migrate");
        await manager.CheckAsync($"input[name=Chosen][value='{caseId}']");
        await manager.FillAsync("textarea[name=Reason]", "Жаңа мәтін ескі істерге де керек");
        await manager.ClickAsync("button[formaction*='handler=Begin']");
        await manager.WaitForURLAsync(new Regex("/Definitions/Migrations/"));
        await Office.Until(manager, new Uri(manager.Url).AbsolutePath, "form[action*='handler=Undo']");
        await App.Screenshot(manager, "migration");
        await manager.GotoAsync($"/Cases/{caseId}");
        Assert.Equal(terms, await manager.InnerTextAsync("section[aria-labelledby=deadlines]"));
    }

    private static async Task RollBack(IPage manager, long version)
    {
        await manager.GotoAsync("/Publications/InForce/delivery");
        await manager.CheckAsync($"input[name=Choice][value='{version}']");
        await manager.FillAsync("textarea[name=Reason]", "Мәтінде қате табылды");
        await manager.CheckAsync("input[name=Confirm][type=checkbox]");
        await manager.ClickAsync("main form button[data-prevent-double-click]");
        await Assertions.Expect(manager.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
    }
}
