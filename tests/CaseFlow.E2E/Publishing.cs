using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>From a draft to a version in force, with four eyes.</summary>
public static class Publishing
{
    /// <summary>Runs the scenarios on the page of the gate, until they allow to submit.</summary>
    public static async Task OpenGate(IPage manager, string draft)
    {
        await manager.GotoAsync(draft + "/Publish");
        await manager.ClickAsync("form[action*='handler=Run'] button");
        await Office.Until(manager, new Uri(draft).AbsolutePath + "/Publish", "form[action*='handler=Submit']");
    }

    /// <summary>Submits a draft whose gate is open.</summary>
    /// <returns>Address of what waits for approval.</returns>
    public static async Task<string> Submit(IPage manager, string draft, string reason, string basis)
    {
        await manager.FillAsync("textarea[name=Reason]", reason);
        await manager.FillAsync("input[name=LegalBasis]", basis);
        await manager.ClickAsync("form[action*='handler=Submit'] button");
        await Assertions.Expect(manager.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
        await manager.GotoAsync(draft + "/Publish");
        return (await manager.GetAttributeAsync(".govuk-inset-text a[href^='/Publications/']", "href"))!;
    }

    /// <summary>Whoever drew it is told that it is not theirs to approve, and finds no button for it.</summary>
    public static async Task AuthorIsRefused(IPage author, string publication)
    {
        await author.GotoAsync(publication);
        await Assertions.Expect(author.Locator("section[aria-labelledby=decide]")).ToContainTextAsync("Оны басқа менеджер бекітуі керек");
        await Assertions.Expect(author.Locator("form[action*='handler=Approve']")).ToHaveCountAsync(0);
    }

    /// <summary>The second manager approves; the window shows what is waiting.</summary>
    public static async Task Approve(IPage second, string publication)
    {
        await second.GotoAsync(publication);
        await second.CheckAsync("input[name=Confirm][type=checkbox]");
        await second.ClickAsync("form[action*='handler=Approve'] button");
        await Assertions.Expect(second.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
    }
}
