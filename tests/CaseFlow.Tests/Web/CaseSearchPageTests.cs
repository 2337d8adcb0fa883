using System.Net;
using CaseFlow.Core.Access;

namespace CaseFlow.Tests.Web;

/// <summary>A case is found by what people have at hand, and only within the scope.</summary>
public class CaseSearchPageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    private const string Form = "form[role=search]";

    [Theory]
    [InlineData("number")]
    [InlineData("900101 350003")]
    [InlineData("әБІЛ қанат")]
    [InlineData("сейітова")]
    public async Task It_is_found_by_number_iin_and_names(string key)
    {
        var open = await factory.AcceptAsync();
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await browser.PageAsync("/Cases/Search");
        Assert.Equal("post", page.QuerySelector(Form)!.GetAttribute("method"));

        var answer = await browser.SubmitAsync(page, Form, ("Query", key == "number" ? open.Number : key));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var row = answer.Document.QuerySelector($"tbody a[href='{open.Path}']")!.Closest("tr")!;
        Assert.Contains("9001••••0003", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Әбілқайыров\u00A0Қ.", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(CaseDesk.ApplicantIin, row.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Жеке қосалқы шаруашылықтың болуы туралы анықтама беру", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_offices_cases_are_not_found()
    {
        var open = await factory.AcceptAsync();
        var browser = await factory.AsAsync(Roles.Clerk, CaseFlowFactory.OtherOffice);
        foreach (var key in new[] { open.Number, CaseDesk.ApplicantIin, "Әбілқайыров" })
        {
            var answer = await browser.SubmitAsync(await browser.PageAsync("/Cases/Search"), Form, ("Query", key));
            Assert.Null(answer.Document.QuerySelector($"a[href='{open.Path}']"));
        }
    }

    [Fact]
    public async Task What_is_not_there_or_too_short_is_told()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await browser.PageAsync("/Cases/Search");
        Assert.NotNull((await browser.SubmitAsync(page, Form, ("Query", "Жоқадам"))).Document.QuerySelector(".cf-empty"));
        Assert.NotNull((await browser.SubmitAsync(page, Form, ("Query", " а "))).Document.QuerySelector(".govuk-error-summary a[href='#Query']"));
    }

    [Fact]
    public async Task A_search_in_an_address_is_no_search()
    {
        await factory.AcceptAsync();
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await browser.PageAsync($"/Cases/Search?Query={CaseDesk.ApplicantIin}");
        Assert.Empty(page.QuerySelectorAll("tbody tr"));
        Assert.Equal("", page.QuerySelector("#Query")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Long_results_come_in_pages_without_a_gap()
    {
        var all = new List<OpenCase>();
        for (var i = 0; i < 21; i++)
        {
            all.Add(await factory.AcceptAsync(surname: "Беттелген"));
        }

        var browser = await factory.AsAsync(Roles.Clerk);
        var first = await browser.SubmitAsync(await browser.PageAsync("/Cases/Search"), Form, ("Query", "беттелген"));
        var second = await browser.SubmitAsync(first.Document, "main form:has(input[name=After])");
        var links = new[] { first, second }.SelectMany(static page => page.Document.QuerySelectorAll("tbody a")).Select(static link => link.GetAttribute("href"));

        Assert.Equal(20, first.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(all.Select(static one => one.Path).Reverse(), links);
        Assert.Null(second.Document.QuerySelector("input[name=After]"));
    }

    [Fact]
    public async Task Too_many_searches_are_refused_for_a_minute()
    {
        await using var strict = new CaseFlowFactory();
        strict.Settings["RateLimits:SearchPerMinute"] = "2";
        await strict.InitializeAsync();
        var browser = await strict.AsAsync(Roles.Clerk);
        var page = await browser.PageAsync("/Cases/Search");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.SubmitAsync(page, Form, ("Query", "абв"))).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SubmitAsync(page, Form, ("Query", "абв"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/Cases/Search")).Status);
    }
}
