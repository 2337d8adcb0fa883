using AngleSharp.Html.Parser;
using CaseFlow.Core.Offices;
using CaseFlow.Core.People;
using CaseFlow.Core.Register;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

/// <summary>The found accounts as they stand beside the task, drawn by themselves.</summary>
[Requirement("P16.2")]
public class FoundAccountsTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Fact]
    public async Task Found_accounts_say_what_matches_and_lead_to_the_account()
    {
        var officeId = 0L;
        await factory.WithDatabaseAsync(async db => officeId = await db.Set<Office>().Where(static one => one.Code == CaseFlowFactory.Office).Select(static one => one.Id).SingleAsync());
        var found = await factory.Services.GetRequiredService<HouseholdMatching>().Find(
            officeId, "900101350003", new PersonName("Сейитқали", "Алия"), "Ақбұлақ ауылы, Достық көшесі, 7", CancellationToken.None);

        var html = await DrawAsync(found);

        var row = Assert.Single(html.QuerySelectorAll("tbody tr"));
        Assert.Equal(await factory.FillAsync("/Register/Account/{account}"), row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(["ЖСН сәйкес", "Аты-жөні сәйкес", "Мекенжайы сәйкес"], row.QuerySelectorAll(".govuk-tag").Select(static tag => tag.TextContent));
        Assert.DoesNotContain("900101350003", html.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_is_said_in_words() =>
        Assert.NotNull((await DrawAsync([])).QuerySelector(".cf-empty"));

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> DrawAsync(IReadOnlyList<FoundAccount> found)
    {
        await using var scope = factory.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = http;
        var routes = new RouteData();
        routes.Routers.Add(new RouteCollection());
        http.Features.Set<Microsoft.AspNetCore.Http.Features.IEndpointFeature>(new Routed());
        var action = new ActionContext(http, routes, new ActionDescriptor());
        var view = scope.ServiceProvider.GetRequiredService<IRazorViewEngine>().GetView(null, "/Pages/Shared/_FoundAccounts.cshtml", isMainPage: false).View!;
        await using var writer = new StringWriter();
        var data = new ViewDataDictionary<IReadOnlyList<FoundAccount>>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = found };
        var temp = new TempDataDictionary(http, scope.ServiceProvider.GetRequiredService<ITempDataProvider>());
        await view.RenderAsync(new ViewContext(action, view, data, temp, writer, new HtmlHelperOptions()));
        return new HtmlParser().ParseDocument(writer.ToString());
    }

    // Links are then made by endpoint routing, as within a request.
    private sealed class Routed : Microsoft.AspNetCore.Http.Features.IEndpointFeature
    {
        public Endpoint? Endpoint { get; set; } = new(null, EndpointMetadataCollection.Empty, "task");
    }
}
