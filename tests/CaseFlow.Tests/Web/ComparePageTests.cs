using System.Globalization;
using System.Net;
using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Tests.Comparing;

namespace CaseFlow.Tests.Web;

/// <summary>A manager compares two versions.</summary>
public class ComparePageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private static readonly SemaphoreSlim Once = new(1, 1);
    private static long later;

    [Theory]
    [InlineData("kk", "«Мемлекеттік қызмет көрсету мерзімі» мерзімі: ұзақтығы: 2 жұмыс күні → 5 жұмыс күні", "Жаңа қадам: «Екінші бекіту», орындаушы: Кеңсе маманы", "өрісі енді міндетті емес")]
    [InlineData("ru", "Срок «Срок оказания государственной услуги»: продолжительность: 2 рабочих дня → 5 рабочих дней", "Новый шаг: «Второе утверждение», выполняет: Канцелярия", "больше не обязательно")]
    [InlineData("en", "Term «Time limit of the service»: length: 2 working days → 5 working days", "New step: «Second approval», done by: Chancery clerk", "is no longer required")]
    public async Task Changes_are_told_in_plain_words(string language, string term, string step, string field)
    {
        var page = await PageAsync(language);
        var told = page.QuerySelectorAll(".cf-changes__one").Select(static one => Spaces(one.TextContent)).ToList();
        Assert.Contains(told, one => one == term);
        Assert.Contains(told, one => one.StartsWith(step[..step.LastIndexOf(' ')], StringComparison.Ordinal));
        Assert.Contains(told, one => one.Contains(field, StringComparison.Ordinal));
        Assert.DoesNotMatch(@"\b(compare|outline|role)\.[a-z]", page.Body!.TextContent);
        Assert.Contains("approveAgain\":\"added", page.QuerySelector("[data-side=after]")!.GetAttribute("data-marks")!, StringComparison.Ordinal);
        Assert.DoesNotContain("approveAgain", page.QuerySelector("[data-side=before]")!.GetAttribute("data-marks")!, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".cf-lines ins"));
    }

    [Fact]
    public async Task Running_cases_and_those_that_stand_at_a_changed_step_are_counted()
    {
        await factory.CaseAsync();
        var page = await PageAsync("en");
        Assert.Contains("1 case runs on the earlier version", Spaces(page.QuerySelector("main")!.TextContent), StringComparison.Ordinal);
        var step = page.QuerySelectorAll(".cf-changes__one").Single(static one => one.TextContent.Contains("Check the household register» : done by", StringComparison.Ordinal) || one.TextContent.Contains("Step «Check the household register»: done by", StringComparison.Ordinal));
        Assert.Equal("1 case stands here now", step.QuerySelector(".cf-changes__cases")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_manager_of_another_office_is_told_how_many_and_not_which()
    {
        var caseId = await factory.CaseAsync();
        _ = await PageAsync("en");
        var other = await factory.AsAsync(Roles.Manager, CaseFlowFactory.OtherOffice);
        await other.LanguageAsync("en");
        var first = await factory.FillAsync("{definition}");

        var told = Spaces((await other.PageAsync($"/Definitions/Compare?from={first}&to={Text(later)}")).QuerySelector("main")!.TextContent);
        Assert.Contains("1 case runs on the earlier version", told, StringComparison.Ordinal);
        Assert.Contains("Of these, in your offices: 0.", told, StringComparison.Ordinal);
        Assert.Contains("1 case stands here now", told, StringComparison.Ordinal);
        var list = await other.PageAsync("/Definitions");
        Assert.Contains("1, of these in your offices 0", list.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // What is done with them stays with their office.
        Assert.DoesNotContain("1 case", Spaces((await other.PageAsync($"/Definitions/{first}/Migrate?To={Text(later)}")).QuerySelector("main")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/Cases/{Text(caseId)}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/Cases/{Text(caseId)}/Repair")).Status);
    }

    [Fact]
    public async Task One_kind_can_be_looked_at_alone()
    {
        var page = await PageAsync("en");
        var terms = page.QuerySelectorAll(".cf-compare__groups a").Single(static link => link.TextContent.StartsWith("Terms", StringComparison.Ordinal));
        var browser = await factory.AsAsync(Roles.Auditor);
        await browser.LanguageAsync("en");
        var one = await browser.PageAsync(terms.GetAttribute("href")!);
        Assert.Equal(["Terms: 1 change"], one.QuerySelectorAll("main h3").Select(static heading => Spaces(heading.TextContent)));
        Assert.Equal("true", one.QuerySelectorAll(".cf-compare__groups a").Single(static link => link.TextContent.StartsWith("Terms", StringComparison.Ordinal)).GetAttribute("aria-current"));
    }

    [Fact]
    public async Task What_is_not_of_one_process_is_not_compared()
    {
        var browser = await factory.AsAsync(Roles.Manager);
        var first = await factory.FillAsync("{definition}");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/Definitions/Compare?from={first}&to=999")).Status);
        long complaint = 0;
        await factory.WithDatabaseAsync(db => { complaint = db.Set<DefinitionVersion>().Single(static row => row.Key == "complaint").Id; return Task.CompletedTask; });
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/Definitions/Compare?from={first}&to={Text(complaint)}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await factory.AsAsync(Roles.Clerk)).GetAsync($"/Definitions/Compare?from={first}&to={first}")).Status);
    }

    private async Task<AngleSharp.Dom.IDocument> PageAsync(string language)
    {
        await Once.WaitAsync();
        try
        {
            if (later == 0)
            {
                var delivery = Versions.Shipped("delivery");
                await factory.WithDatabaseAsync(async db => later = await db.Insert((delivery with { Version = 2 }).WithSecondApproval()
                    .With("service.yaml", "period: P2D", "period: P5D")
                    .With("process.bpmn", "id=\"checkRegister\" name=\"Шаруашылық кітабын тексеру\" caseflow:form=\"checkRegister\" caseflow:deadline=\"P7.L1\" caseflow:roles=\"registerSpecialist\"", "id=\"checkRegister\" name=\"Шаруашылық кітабын тексеру\" caseflow:form=\"checkRegister\" caseflow:deadline=\"P7.L1\" caseflow:roles=\"head\"")
                    .With("forms/checkRegister.json", "\"required\": true", "\"required\": false")
                    .With("letters/refusal.ru.md", "\n\n", "\n\nДополнено.\n\n")));
            }
        }
        finally
        {
            Once.Release();
        }

        var browser = await factory.AsAsync(Roles.Manager);
        await browser.LanguageAsync(language);
        return await browser.PageAsync($"/Definitions/Compare?from={await factory.FillAsync("{definition}")}&to={Text(later)}");
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Spaces(string text) => string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
