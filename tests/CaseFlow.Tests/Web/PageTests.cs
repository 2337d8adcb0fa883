using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using CaseFlow.Core.Access;

namespace CaseFlow.Tests.Web;

/// <summary>What holds for every page in every language.</summary>
public partial class PageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task Every_page_shows_itself_in_the_language_chosen(string language)
    {
        foreach (var (browser, address) in await PagesAsync(language))
        {
            var answer = await browser.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            var page = answer.Document;
            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.NotEmpty(page.Title!.Trim());
            Assert.DoesNotMatch(UnfilledText(), page.Body!.TextContent);
            Assert.Equal("true", page.QuerySelector($"form.cf-languages button[value={language}]")!.GetAttribute("aria-current"));
        }
    }

    [Fact]
    public async Task Every_form_that_changes_something_carries_a_token()
    {
        foreach (var (browser, address) in await PagesAsync("kk"))
        {
            var page = await browser.PageAsync(address);
            Assert.NotEmpty(page.QuerySelectorAll("form[method=post]"));
            foreach (var form in page.QuerySelectorAll("form[method=post]"))
            {
                Assert.True(form.QuerySelector("input[name=__RequestVerificationToken]") is not null, $"{address}: {form.OuterHtml}");
            }
        }
    }

    [Fact]
    public async Task Every_page_forbids_what_is_not_ours_and_keeps_to_it()
    {
        foreach (var (browser, address) in await PagesAsync("kk"))
        {
            var answer = await browser.GetAsync(address);
            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
                answer.Headers["Content-Security-Policy"]);
            Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
            Assert.Equal("same-origin", answer.Headers["Referrer-Policy"]);
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
            Assert.Empty(answer.Document.QuerySelectorAll("style, [style], script:not([src]), [onclick], [onchange], [onsubmit]"));
            Assert.All(
                answer.Document.QuerySelectorAll("script[src], link[href]"),
                element => Assert.StartsWith("/dist/", element.GetAttribute("src") ?? element.GetAttribute("href"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Labels_ids_and_descriptions_fit_together()
    {
        foreach (var (browser, address) in await PagesAsync("kk"))
        {
            var page = await browser.PageAsync(address);
            var ids = page.QuerySelectorAll("[id]").Select(static element => element.Id!).ToList();
            Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
            foreach (var described in page.QuerySelectorAll("[aria-describedby], [aria-labelledby], label[for]"))
            {
                var targets = $"{described.GetAttribute("aria-describedby")} {described.GetAttribute("aria-labelledby")} {described.GetAttribute("for")}";
                Assert.All(targets.Split(' ', StringSplitOptions.RemoveEmptyEntries), target => Assert.Contains(target, ids));
            }

            Assert.All(
                page.QuerySelectorAll("main input:not([type=hidden]), main select, main textarea"),
                control => Assert.NotNull(page.QuerySelector($"label[for='{control.Id}']")));
        }
    }

    [Fact]
    public async Task An_ordinary_page_is_light()
    {
        var browser = await factory.AsAsync(Roles.Clerk);
        var page = await browser.PageAsync("/");
        long weight = 0;
        foreach (var element in page.QuerySelectorAll("script[src], link[rel=stylesheet]"))
        {
            var file = await browser.Client.GetByteArrayAsync(new Uri(element.GetAttribute("src") ?? element.GetAttribute("href")!, UriKind.Relative));
            weight += Compressed(file);
        }

        Assert.InRange(weight, 10_000, 100_000);
    }

    [Fact]
    public async Task Fonts_are_kept_by_the_browser_for_good()
    {
        var browser = factory.Anonymous();
        var page = await browser.PageAsync("/Account/SignIn");
        var style = await browser.Client.GetStringAsync(new Uri(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, UriKind.Relative));
        var fonts = FontAddress().Matches(style).Select(static match => match.Value).ToList();
        Assert.Equal(8, fonts.Count);
        foreach (var font in fonts)
        {
            using var answer = await browser.Client.GetAsync(new Uri(font, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        }
    }

    // By ourselves: only a published build serves the files compressed beforehand.
    private static long Compressed(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(file);
        }

        return packed.Length;
    }

    private async Task<List<(Browser Browser, string Address)>> PagesAsync(string language)
    {
        var browsers = new Dictionary<string, Browser>(StringComparer.Ordinal);
        var pages = new List<(Browser, string)>();
        foreach (var expected in EndpointList.All.Values.Where(static one => one.Address is not null && !one.MadeByOthers))
        {
            var role = expected.Roles.FirstOrDefault() ?? (expected.Entry == Entry.Anonymous ? "" : Roles.Clerk);
            if (!browsers.TryGetValue(role, out var browser))
            {
                browsers[role] = browser = role.Length == 0 ? factory.Anonymous() : await factory.AsAsync(role);
                await browser.LanguageAsync(language);
            }

            pages.Add((browser, await factory.FillAsync(expected.Address!)));
        }

        return pages;
    }

    [GeneratedRegex(@"/dist/hashed/[\w.-]+\.woff2")]
    private static partial Regex FontAddress();

    /// <summary>A key shown instead of its text, or a parameter nobody filled in.</summary>
    [GeneratedRegex(@"\{\d\}|(?<!@)\b(shell|component|invalid|errors|sign-in|account|password|office|role|home|users|inbox|task|due|panel|place|intake|person|register|help|public|ticket|follow|standing|complaint|journal|case-file|call-centre|dispatch)\.[a-z-]+\b")]
    private static partial Regex UnfilledText();
}
