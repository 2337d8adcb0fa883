using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>A manager mends a running case in the browser.</summary>
public sealed class RepairTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_value_that_a_case_lacks_is_chosen_from_what_its_process_knows()
    {
        var caseId = await Office.TakeIn(await app.SignIn("two-offices"), Person.Known);
        var here = $"/Cases/{caseId}/Repair";
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            var page = await app.SignIn("manager1", language);
            await page.GotoAsync(here);
            Assert.Empty(await Axe.Violations(page));
            await App.Screenshot(page, $"repair.{language}");
            await page.ClickAsync("section[aria-labelledby=variables] > p a");
            Assert.Empty(await Axe.Violations(page));
        }

        var manager = await app.SignIn("manager1", "en");
        await manager.GotoAsync(here);
        await Assertions.Expect(manager.Locator("section[aria-labelledby=tokens]")).ToContainTextAsync("Nothing would be left here without it");
        await manager.ClickAsync("section[aria-labelledby=variables] > p a");
        await manager.SelectOptionAsync("select[name=Variable]", "verdict");
        await manager.FillAsync("input[name=Value]", "perhaps");
        await manager.FillAsync("textarea[name=Reason]", "Decided on paper");
        await manager.ClickAsync("section[aria-labelledby=confirm] button");
        await Assertions.Expect(manager.Locator(".govuk-error-summary")).ToContainTextAsync("none of the form's choices");
        Assert.Empty(await Axe.Violations(manager));
        Assert.Equal("verdict", await manager.InputValueAsync("select[name=Variable]"));

        await manager.FillAsync("input[name=Value]", "approve");
        await manager.ClickAsync("section[aria-labelledby=confirm] button");
        await Assertions.Expect(manager.Locator("section[aria-labelledby=variables] tbody")).ToContainTextAsync("verdict");
        await Assertions.Expect(manager.Locator("section[aria-labelledby=before]")).ToContainTextAsync("Decided on paper");
    }
}
