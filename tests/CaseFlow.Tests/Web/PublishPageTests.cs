using System.Globalization;
using System.Net;
using CaseFlow.Core.Access;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Trials;
using CaseFlow.Tests.Comparing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>Two managers publish a draft on the pages, and go back.</summary>
public class PublishPageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Fact]
    public async Task From_a_draft_to_a_version_in_force_and_back()
    {
        var author = await factory.AsAsync(Roles.Manager);
        var second = await factory.AsAsync(Roles.Manager, CaseFlowFactory.OtherOffice);
        await author.LanguageAsync("en");
        await second.LanguageAsync("en");
        // A version that is replaced in the very moment in which it came into force was never in force.
        factory.Clock.Advance(Duration.FromHours(1));
        var draft = await DraftAsync(Versions.Shipped("delivery").With("service.yaml", "16:00", "17:30"));
        var address = $"/Drafts/{draft}/Publish";

        // Nothing is submitted before the scenarios have passed.
        var page = await author.PageAsync(address);
        Assert.Null(page.QuerySelector("form[action*='handler=Submit']"));
        await Post(author, address, "form[action*='handler=Run']");
        await factory.Services.GetRequiredService<ScenarioRounds>().RunDue(CancellationToken.None);
        page = await author.PageAsync(address);
        Assert.Contains("0 failed", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var refused = await Post(author, address, "form[action*='handler=Submit']", ("From.Day", "1"), ("From.Month", "1"), ("From.Year", "2020"));
        Assert.Equal(3, refused.Document.QuerySelectorAll(".govuk-error-summary__list li").Length);
        var sent = await Post(author, address, "form[action*='handler=Submit']", ("Reason", "Results are ready later"), ("LegalBasis", "Order 12"), ("From.Day", "23"), ("From.Month", "11"), ("From.Year", "2026"));
        Assert.Equal(HttpStatusCode.Redirect, sent.Status);

        var waiting = (await second.PageAsync("/Publications")).QuerySelector("section[aria-labelledby=waiting] tbody a")!.GetAttribute("href")!;
        Assert.Contains("You had a hand in this draft", (await author.PageAsync(waiting)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await author.PageAsync(waiting)).QuerySelector("form[action*='handler=Approve']"));
        await author.SendAsync(await Forged(author, waiting + "?handler=Approve"));
        Assert.Equal(1, await InForceAsync());

        var unticked = await Post(second, waiting, "form[action*='handler=Approve']");
        Assert.Single(unticked.Document.QuerySelectorAll(".govuk-error-summary__list li"));
        Assert.Equal(HttpStatusCode.Redirect, (await Post(second, waiting, "form[action*='handler=Approve']", ("Confirm", "true"))).Status);
        Assert.Equal(2, await InForceAsync());
        page = await second.PageAsync("/Publications");
        Assert.Contains("Version 2", page.QuerySelector("section[aria-labelledby=in-force]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Basis: Order 12", page.QuerySelector("section[aria-labelledby=record]")!.TextContent, StringComparison.Ordinal);

        page = await author.PageAsync($"/Drafts/{draft}/Compare");
        Assert.Contains("16:00 → 17:30", page.QuerySelector(".cf-changes")!.TextContent, StringComparison.Ordinal);

        const string InForce = "/Publications/InForce/delivery";
        var choice = (await author.PageAsync(InForce)).QuerySelectorAll("input[name=Choice]")[0].GetAttribute("value")!;
        var bare = await Post(author, InForce, "main form", ("Choice", choice));
        Assert.Equal(2, bare.Document.QuerySelectorAll(".govuk-error-summary__list li").Length);
        Assert.Equal(HttpStatusCode.Redirect, (await Post(author, InForce, "main form", ("Choice", choice), ("Reason", "Wrong time"), ("Confirm", "true"))).Status);
        Assert.Equal(1, await InForceAsync());
        Assert.Contains("Wrong time", (await author.PageAsync("/Publications")).QuerySelector("section[aria-labelledby=record]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_reads_and_changes_nothing()
    {
        var auditor = await factory.AsAsync(Roles.Auditor);
        Assert.Empty((await auditor.PageAsync("/Publications/InForce/complaint")).QuerySelectorAll("main form"));
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.SendAsync(await Forged(auditor, "/Publications/InForce/complaint"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync("/Publications/InForce/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await auditor.GetAsync("/Publications/99999999")).Status);
    }

    private static async Task<Answer> Post(Browser browser, string address, string form, params (string Name, string Value)[] fields) =>
        await browser.SubmitAsync(await browser.PageAsync(address), form, fields);

    /// <summary>A form that the page does not show, with the token of another.</summary>
    private static async Task<HttpRequestMessage> Forged(Browser browser, string address)
    {
        var token = (await browser.PageAsync(address)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Choice", "retire"), new("Reason", "x"), new("Confirm", "true")]),
        };
    }

    /// <summary>A draft that the manager of the first office began on version 1.</summary>
    private async Task<string> DraftAsync(DefinitionPackage package)
    {
        await using var scope = factory.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseFlow.Core.Database.CaseFlowDb>();
        var name = CaseFlowFactory.UserName(Roles.Manager, CaseFlowFactory.Office);
        var author = Scope.Of(await db.Users.Where(user => user.UserName == name).Select(user => user.Id).SingleAsync(), [new Grant(1, Roles.Manager)]);
        var drafts = scope.ServiceProvider.GetRequiredService<DraftStore>();
        var first = await db.Set<DefinitionVersion>().Where(row => row.Key == "delivery").OrderBy(row => row.Version).Select(row => row.Id).FirstAsync();
        var id = await drafts.Begin(author, first, CancellationToken.None);
        foreach (var file in package.Files)
        {
            await drafts.Save(author, id, file.Path, 1, file.Content, CancellationToken.None);
        }

        return id.ToString(CultureInfo.InvariantCulture);
    }

    private async Task<int> InForceAsync()
    {
        var version = 0;
        var now = factory.Clock.GetCurrentInstant();
        await factory.WithDatabaseAsync(async db => version = await (
            from row in db.Set<DefinitionInForce>()
            join found in db.Set<DefinitionVersion>() on row.DefinitionId equals found.Id
            where row.Key == "delivery" && row.ValidFrom <= now && row.ValidUntil > now
            select found.Version).SingleAsync());
        return version;
    }
}
