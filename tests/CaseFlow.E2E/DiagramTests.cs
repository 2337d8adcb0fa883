using CaseFlow.Tests;
using CaseFlow.Web.Security;
using Microsoft.Playwright;

namespace CaseFlow.E2E;

/// <summary>The viewer that draws where a case stands, under our content security policy.</summary>
public sealed class DiagramTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task The_diagram_is_drawn_with_the_names_and_the_place_of_the_case()
    {
        var page = await app.Open();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        var bpmn = Directory.GetFiles(Path.Combine(Repository.Root, "workflows"), "process.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var task = System.Xml.Linq.XDocument.Load(bpmn).Descendants().First(static element => element.Name.LocalName == "userTask").Attribute("id")!.Value;
        await page.RouteAsync("**/diagram-page", route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html; charset=utf-8",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Security-Policy"] = SecurityHeaders.ContentSecurityPolicy },
            Body = $$$"""
                <!DOCTYPE html><html lang="kk"><head><title>x</title><link rel="stylesheet" href="/dist/app.css"><script type="module" src="/dist/app.js"></script></head>
                <body><div class="cf-diagram" data-diagram="/diagram-file" data-failed="failed" data-zoom-in="in" data-zoom-out="out" data-zoom-fit="fit"
                data-names='{"{{{task}}}":"Қазақша атауы"}' data-marks='{"{{{task}}}":{"kind":"active","text":"Қазір осында"}}'></div></body></html>
                """,
        }));
        await page.RouteAsync("**/diagram-file", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/xml", Path = bpmn }));

        await page.GotoAsync("/diagram-page");
        await Assertions.Expect(page.Locator($"[data-element-id='{task}'].cf-mark-active")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator($"[data-element-id='{task}']")).ToContainTextAsync("Қазақша");
        await Assertions.Expect(page.Locator(".cf-badge-active")).ToHaveTextAsync("Қазір осында");
        await Assertions.Expect(page.Locator(".bjs-powered-by")).ToBeVisibleAsync();
        await page.ClickAsync("button[aria-label=in]");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_diagram_that_cannot_be_fetched_says_so()
    {
        var page = await app.Open();
        await page.RouteAsync("**/diagram-page", static route => route.FulfillAsync(new RouteFulfillOptions
        {
            ContentType = "text/html; charset=utf-8",
            Body = """<!DOCTYPE html><script type="module" src="/dist/app.js"></script><body><div class="cf-diagram" data-diagram="/health/nothing" data-failed="Сурет ашылмады"></div>""",
        }));
        await page.GotoAsync("/diagram-page");
        await Assertions.Expect(page.Locator(".cf-diagram")).ToHaveTextAsync("Сурет ашылмады");
    }
}
