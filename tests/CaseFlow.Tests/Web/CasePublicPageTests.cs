using System.Net;
using CaseFlow.Core.Applications;
using CaseFlow.Core.Cases;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Tests.Web;

/// <summary>What the QR code of a letter leads to.</summary>
public class CasePublicPageTests
{
    [Fact]
    public async Task Whoever_holds_the_letter_sees_the_state_and_nothing_about_a_person()
    {
        await using var factory = await InstalledAsync("https://caseflow.example.kz");
        var open = await factory.AcceptAsync();
        var token = await TokenAsync(factory, open);
        var answer = await factory.Anonymous().GetAsync($"/q/{token}");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("noindex", answer.Headers["X-Robots-Tag"]);
        var text = answer.Document.QuerySelector("main")!.TextContent;
        Assert.Contains("Өтініш қаралуда", text, StringComparison.Ordinal);
        Assert.Contains(open.Number, text, StringComparison.Ordinal);
        Assert.Contains("23.11.2026", text, StringComparison.Ordinal);
        Assert.Contains("Ақбұлақ", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "Әбілқайыров", "Қанат", "Сейітова", CaseDesk.ApplicantIin, "9001", "Достық", "Сынақов" })
        {
            Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_says_when_the_result_lies_ready()
    {
        await using var factory = await InstalledAsync("https://caseflow.example.kz");
        var open = await factory.AcceptAsync();
        await factory.WithDatabaseAsync(db => db.Set<CaseDeadline>().Where(one => one.CaseId == open.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.MetAt, factory.Clock.GetCurrentInstant())));
        var page = await factory.Anonymous().PageAsync($"/q/{await TokenAsync(factory, open)}");
        Assert.Contains("Нәтиже дайын", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_whatever_it_looks_like()
    {
        await using var factory = await InstalledAsync("https://caseflow.example.kz");
        var open = await factory.AcceptAsync();
        var token = await TokenAsync(factory, open);
        var browser = factory.Anonymous();
        string[] wrong = [new('0', 32), token[..31], token.ToUpperInvariant() + "0", open.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), open.Number];
        foreach (var one in wrong)
        {
            var answer = await browser.GetAsync($"/q/{Uri.EscapeDataString(one)}");
            Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            Assert.DoesNotContain(open.Number, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_public_address_there_is_no_such_page()
    {
        await using var factory = await InstalledAsync("");
        var open = await factory.AcceptAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await factory.Anonymous().GetAsync($"/q/{await TokenAsync(factory, open)}")).Status);
    }

    [Fact]
    public async Task Tokens_cannot_be_tried_out()
    {
        await using var factory = await InstalledAsync("https://caseflow.example.kz", "2");
        var browser = factory.Anonymous();
        var address = $"/q/{new string('a', 32)}";
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.GetAsync(address)).Status);
    }

    private static async Task<CaseFlowFactory> InstalledAsync(string publicAddress, string perMinute = "1000")
    {
        var factory = new CaseFlowFactory();
        factory.Settings["PublicAddress"] = publicAddress;
        factory.Settings["RateLimits:PublicPerMinute"] = perMinute;
        await factory.InitializeAsync();
        return factory;
    }

    private static async Task<string> TokenAsync(CaseFlowFactory factory, OpenCase open)
    {
        var token = "";
        await factory.WithDatabaseAsync(async db => token = await db.Set<Application>().Where(one => one.CaseId == open.Id).Select(one => one.PublicToken).SingleAsync());
        return token;
    }
}
