using System.Net;
using AngleSharp.Html.Dom;
using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Migrating;
using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

/// <summary>The pages on which running cases are migrated, and the heat map.</summary>
public class MigratePageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Fact]
    public async Task Cases_are_tried_migrated_and_taken_back()
    {
        var (from, to, caseId) = await VersionsAsync("letters");
        var other = await factory.StartAsync(from, CaseFlowFactory.OtherOffice);
        var manager = await factory.AsAsync(Roles.Manager);
        await manager.LanguageAsync(Languages.En);
        Assert.NotNull((await manager.PageAsync($"/Definitions/{from}")).QuerySelector($"main a[href='/Definitions/{from}/Migrate']"));

        var page = await manager.PageAsync($"/Definitions/{from}/Migrate?To={to}");
        Assert.Equal("look2", ((IHtmlSelectElement)page.QuerySelector("select[name='Map[look]']")!).Value);
        var refused = (await PostAsync(manager, page, "Try", ("Map[look]", ""))).Document;
        Assert.Contains("Can be migrated: 0, cannot: 1", refused.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("nothing in its place", refused.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var tried = (await PostAsync(manager, page, "Try")).Document;
        Assert.Contains("Can be migrated: 1, cannot: 0", tried.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(manager, tried, "Begin")).Status);
        var begun = await PostAsync(manager, tried, "Begin", ("Reason", "A second signature"));
        Assert.Equal(HttpStatusCode.Redirect, begun.Status);

        var run = await manager.PageAsync(begun.Location!);
        Assert.Contains("waiting: 1", run.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(run, "main form")).Status);
        await factory.Services.GetRequiredService<MigrationPump>().RunDue(default);
        Assert.Equal(from, await DefinitionOfAsync(caseId));
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(await manager.PageAsync(begun.Location!), "main form")).Status);
        await factory.Services.GetRequiredService<MigrationPump>().RunDue(default);
        Assert.Equal((to, from), (await DefinitionOfAsync(caseId), await DefinitionOfAsync(other)));
        Assert.Contains("The case was migrated", (await manager.PageAsync($"/Cases/{caseId}")).QuerySelector("section[aria-labelledby=history]")!.TextContent, StringComparison.Ordinal);

        run = await manager.PageAsync(begun.Location!);
        Assert.Contains("migrated: 1", run.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await manager.SubmitAsync(run, "main details form", ("Reason", "Wrong version"))).Status);
        await factory.Services.GetRequiredService<MigrationPump>().RunDue(default);
        Assert.Equal(from, await DefinitionOfAsync(caseId));
        Assert.Contains("taken back: 1", (await manager.PageAsync(begun.Location!)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_of_another_office_may_not_stop_it()
    {
        var (from, to, caseId) = await VersionsAsync("letters-elsewhere");
        var manager = await factory.AsAsync(Roles.Manager);
        var tried = (await PostAsync(manager, await manager.PageAsync($"/Definitions/{from}/Migrate?To={to}"), "Try")).Document;
        var begun = await PostAsync(manager, tried, "Begin", ("Reason", "x"));
        var other = await factory.AsAsync(Roles.Manager, CaseFlowFactory.OtherOffice);
        var page = await other.PageAsync(begun.Location!);
        Assert.Null(page.QuerySelector("main form"));
        Assert.DoesNotContain($"/Cases/{caseId}", page.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await factory.AsAsync(Roles.Auditor)).GetAsync($"/Definitions/{from}/Migrate")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/Definitions/987654321/Migrate")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/Definitions/Migrations/987654321")).Status);
    }

    [Fact]
    public async Task The_heat_map_says_in_a_table_what_the_diagram_shows()
    {
        var (from, _, _) = await VersionsAsync("letters-hot");
        var manager = await factory.AsAsync(Roles.Manager);
        await manager.LanguageAsync(Languages.En);
        var page = await manager.PageAsync($"/Definitions/{from}/Heat");
        var row = page.QuerySelectorAll("main tbody tr").Single(one => one.TextContent.Contains("Look", StringComparison.Ordinal));
        Assert.Equal("1", row.QuerySelectorAll("td")[0].TextContent.Trim());
        Assert.Contains("\"look\":{\"kind\":\"heat-4\",\"text\":\"1 · 0\"}", page.QuerySelector(".cf-diagram")!.GetAttribute("data-marks"), StringComparison.Ordinal);
        Assert.NotNull((await manager.PageAsync($"/Definitions/{from}/Heat?From.Day=31&From.Month=2&From.Year=2026")).QuerySelector(".govuk-error-summary"));
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync("/Definitions/987654321/Heat")).Status);
    }

    private async Task<(long From, long To, long Case)> VersionsAsync(string process)
    {
        var from = await factory.PublishAsync(process, """<startEvent id="s"/><userTask id="look" name="Look" c:roles="clerk"/><endEvent id="e"/>""", "s→look", "look→e");
        var caseId = await factory.StartAsync(from);
        var to = await factory.PublishAsync(process, """<startEvent id="s"/><userTask id="look2" name="Look" c:roles="clerk"/><userTask id="sign" name="Sign" c:roles="head"/><endEvent id="e"/>""", "s→look2", "look2→sign", "sign→e");
        return (from, to, caseId);
    }

    /// <summary>Presses one of the buttons of the form, which differ in their handler.</summary>
    private static Task<Answer> PostAsync(Browser browser, IHtmlDocument page, string handler, params (string Name, string Value)[] fields) =>
        browser.PressAsync(page, $"main form button[formaction*='handler={handler}']", fields);

    private async Task<long> DefinitionOfAsync(long caseId)
    {
        var id = 0L;
        await factory.WithDatabaseAsync(async db => id = await db.Set<Case>().Where(row => row.Id == caseId).Select(row => row.DefinitionId).SingleAsync());
        return id;
    }
}
