using System.Net;
using CaseFlow.Core.Access;

namespace CaseFlow.Tests.Web;

/// <summary>A manager reads the definitions.</summary>
public class DefinitionPagesTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    public static TheoryData<string, string, string> Languages { get; } = new()
    {
        { "kk", "Шаруашылық кітабын тексеру", "Шаруашылық кітабының маманы" },
        { "ru", "Проверка похозяйственной книги", "Специалист похозяйственного учёта" },
        { "en", "Check the household register", "Register specialist" },
    };

    [Fact]
    public async Task The_list_says_which_version_is_in_force()
    {
        var browser = await factory.AsAsync(Roles.Manager);
        var page = await browser.PageAsync("/Definitions");
        var row = page.QuerySelector("section[aria-labelledby=process-delivery] tbody tr")!;
        Assert.Contains("Қолданыста", row.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/Definitions/", row.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_version_is_read_as_text(string language, string step, string role)
    {
        var browser = await factory.AsAsync(Roles.Manager);
        await browser.LanguageAsync(language);
        var page = await browser.PageAsync(await factory.FillAsync("/Definitions/{definition}"));
        var at = page.QuerySelectorAll(".cf-outline__step").Single(one => one.QuerySelector("strong")!.TextContent.Trim() == step && one.QuerySelector(".cf-outline") is null);
        Assert.Contains(role, at.TextContent, StringComparison.Ordinal);
        Assert.Contains("P7.L1", at.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("a[href^='#step-']"), link => Assert.NotNull(page.QuerySelector($"[id='{link.GetAttribute("href")![1..]}']")));
        Assert.DoesNotMatch(@"\b(outline|definitions)\.[a-z]", page.Body!.TextContent);
    }

    [Fact]
    public async Task The_file_can_be_had_and_an_unknown_version_is_not_found()
    {
        var browser = await factory.AsAsync(Roles.Manager);
        var file = await browser.GetAsync(await factory.FillAsync("/Definitions/{definition}?handler=Export"));
        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Contains("<bpmn:process", file.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/Definitions/999999999")).Status);
    }
}
