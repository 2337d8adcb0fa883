using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>The way in and out without a mouse, and without scripts.</summary>
public sealed class KeyboardTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_person_signs_in_looks_around_and_signs_out_by_keyboard_alone()
    {
        var page = await app.Open();
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Негізгі мазмұнға өту", await Focused(page));
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("clerk1");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(CaseFlow.Web.Start.DemoData.Password);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await page.WaitForURLAsync(static url => !url.Contains("SignIn", StringComparison.Ordinal));

        await TabTo(page, "Сейітова Айгүл Маратқызы");
        await page.Keyboard.PressAsync("Enter");
        await TabTo(page, "Менің есептік жазбам");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Account");

        await TabTo(page, "English");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await TabTo(page, "Сейітова Айгүл Маратқызы");
        await page.Keyboard.PressAsync("Space");
        await TabTo(page, "Sign out");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/Account/SignIn");
    }

    [Fact]
    public async Task An_error_takes_the_person_to_its_field()
    {
        var page = await app.Open();
        await page.GotoAsync("/Account/SignIn");
        await page.ClickAsync("main form button:not([type=button])");
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#UserName")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Without_scripts_everything_still_works()
    {
        var page = await app.Open(scripts: false);
        await page.GotoAsync("/");
        await page.FillAsync("#UserName", "clerk2");
        await page.FillAsync("#Password", CaseFlow.Web.Start.DemoData.Password);
        await page.ClickAsync("main form button:not([type=button])");
        await page.ClickAsync(".cf-menu summary");
        await page.ClickAsync(".cf-menu a");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Менің есептік жазбам");
        await page.ClickAsync("form.cf-languages button[value=ru]");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Моя учётная запись");
    }

    private static async Task TabTo(IPage page, string text)
    {
        for (var press = 0; press < 60; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await Focused(page) == text)
            {
                return;
            }
        }

        Assert.Fail($"No press of Tab led to {text}.");
    }

    private static async Task<string> Focused(IPage page) => (await page.EvaluateAsync<string>("document.activeElement.innerText || ''")).Trim();
}
