using System.Text.RegularExpressions;
using CaseFlow.Tests;
using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>A second service, made from nothing by pages alone, published with four eyes and used to its end.</summary>
public sealed class NewServiceTests(App app) : IClassFixture<App>
{
    [Fact]
    [Requirement("R7")]
    public async Task A_service_made_by_pages_alone_is_used_to_its_end()
    {
        var manager = await app.SignIn("manager");
        var draft = await Make(manager);
        await ChangeSettings(manager, draft);
        await WriteLetter(manager, draft);
        await Publishing.OpenGate(manager, draft);
        await App.Screenshot(manager, "draft-publish");
        var publication = await Publishing.Submit(manager, draft, "Жаңа қызмет енгізіледі", "№ 1 бұйрық, 2026 жылғы 1 қараша");

        // Whoever drew it does not approve it.
        await Publishing.AuthorIsRefused(manager, publication);
        var second = await app.SignIn("manager2");
        await second.GotoAsync("/Publications");
        await App.Screenshot(second, "publications");
        await Publishing.Approve(second, publication);

        await Use(await app.SignIn("clerk1"));
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task Its_pages_are_clean_for_axe(string language)
    {
        var manager = await app.SignIn("manager", language);
        await manager.GotoAsync("/Services/New");
        Assert.Empty(await Axe.Violations(manager));
        await Fill(manager, $"axe-{language}-certificate");
        await manager.WaitForURLAsync(new Regex("/Drafts/\\d+$"));
        var draft = manager.Url;
        foreach (var page in new[] { "/Settings", "/Letter", "/Letter?name=receipt&in=ru", "/Publish", "/Compare", "/Scenarios", "/Text" })
        {
            await manager.GotoAsync(draft + page);
            Assert.Empty(await Axe.Violations(manager));
        }

        foreach (var page in new[] { "/Publications", "/Packages", "/Incidents", "/Drafts" })
        {
            await manager.GotoAsync(page);
            Assert.Empty(await Axe.Violations(manager));
        }
    }

    private static async Task<string> Make(IPage manager)
    {
        await manager.GotoAsync("/Drafts");
        await manager.ClickAsync("a[href='/Services/New']");
        await App.Screenshot(manager, "new-service");
        await Fill(manager, "residence-certificate");
        await manager.WaitForURLAsync(new Regex("/Drafts/\\d+$"));
        return manager.Url;
    }

    private static async Task Fill(IPage manager, string key)
    {
        await manager.FillAsync("input[name='Name.Kk']", "Тұрғылықты жері туралы анықтама беру");
        await manager.FillAsync("input[name='Name.Ru']", "Выдача справки о месте жительства");
        await manager.FillAsync("input[name=Key]", key);
        await manager.FillAsync("input[name=Edition]", "1-2026");
        await manager.FillAsync("input[name=Days]", "2");
        await manager.ClickAsync("main form button[data-prevent-double-click]");
    }

    /// <summary>A document that is not needed goes, the address is asked under a name of its own.</summary>
    private static async Task ChangeSettings(IPage manager, string draft)
    {
        await manager.GotoAsync(draft + "/Settings");
        await manager.ClickAsync("button[formaction*='list=Documents'][formaction*='remove=1']");
        await Assertions.Expect(manager.Locator("input[name='Settings.Documents[1].Id']")).ToHaveCountAsync(0);
        await manager.CheckAsync("input[name='Settings.Address'][value=own]");
        await manager.FillAsync("input[name='Settings.AddressLabel.Kk']", "Тұратын үйінің мекенжайы");
        await manager.FillAsync("input[name='Settings.AddressLabel.Ru']", "Адрес проживания");
        await App.Screenshot(manager, "draft-settings");
        await manager.ClickAsync("form.cf-settings button[data-prevent-double-click]");
        await Assertions.Expect(manager.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
    }

    /// <summary>The picture follows the text before it is saved.</summary>
    private static async Task WriteLetter(IPage manager, string draft)
    {
        await manager.GotoAsync(draft + "/Letter?name=certificate&in=kk");
        var picture = manager.Locator("img.cf-letter-preview__page").First;
        var before = await picture.GetAttributeAsync("src");
        var text = await manager.InputValueAsync("textarea[name=Text]");
        await manager.FillAsync("textarea[name=Text]", text.Replace("{{ answers.statement }}", "Осы тұлға туралы: {{ answers.statement }}", StringComparison.Ordinal));
        await Assertions.Expect(picture).Not.ToHaveAttributeAsync("src", before!);
        await App.Screenshot(manager, "draft-letter");
        await manager.ClickAsync("[data-letter] button[data-prevent-double-click]");
        await Assertions.Expect(manager.Locator(".govuk-notification-banner--success")).ToBeVisibleAsync();
    }

    /// <summary>From the counter to the hands of the applicant, on the new service.</summary>
    private async Task Use(IPage clerk)
    {
        await clerk.GotoAsync("/Intake/residence-certificate");
        await Assertions.Expect(clerk.Locator("main")).ToContainTextAsync("Тұратын үйінің мекенжайы");
        await clerk.FillAsync("input[name=FarmAddress]", Person.Known.Address);
        var caseId = await Office.TakeInHere(clerk, Person.Known, withCopy: false);
        var specialist = await app.SignIn("register1");
        await Office.Open(specialist, caseId);
        await Office.Choose(specialist, "finding", "grant");
        await Office.Write(specialist, "statement", "Көрсетілген мекенжайда 2010 жылдан бері тұрады.");
        await Office.Complete(specialist);
        await new Office(app).Finish(specialist, clerk, caseId, facts: null);

        await clerk.GotoAsync($"/Cases/{caseId}");
        await App.Screenshot(clerk, "new-service-case");
        await Assertions.Expect(clerk.Locator("section[aria-labelledby=tasks] a")).ToHaveCountAsync(0);
        Assert.Equal("%PDF"u8.ToArray(), (await Office.Letter(clerk, caseId, 1))[..4]);
    }
}
