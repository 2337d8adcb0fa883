using System.Net;
using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

/// <summary>The pages of a case that runs in a process which its own one has called, and which uses the same ids.</summary>
public class CalledProcessPageTests(CaseFlowFactory factory) : IClassFixture<CaseFlowFactory>
{
    [Fact]
    public async Task Pages_name_the_elements_of_the_called_process()
    {
        var (caseId, no) = await StartAsync();
        var clerk = await factory.AsAsync(Roles.Clerk);

        var page = await clerk.PageAsync($"/Cases/{caseId}");
        Assert.Contains("Look at the papers", page.QuerySelector("section[aria-labelledby=standing] li")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Write the answer", page.QuerySelector("section[aria-labelledby=standing]")!.TextContent, StringComparison.Ordinal);
        var tasks = page.QuerySelector("section[aria-labelledby=tasks]")!;
        Assert.Contains("Look at the papers", tasks.TextContent, StringComparison.Ordinal);
        Assert.NotNull(tasks.QuerySelector($"a[href='/Tasks/{caseId}/{no}']"));
        var marks = page.QuerySelector("details .cf-diagram")!.GetAttribute("data-marks")!;
        Assert.Contains("\"call\":{\"kind\":\"active\"", marks, StringComparison.Ordinal);
        Assert.DoesNotContain("\"work\"", marks, StringComparison.Ordinal);

        Assert.Contains("Look at the papers", (await clerk.PageAsync("/Inbox?tab=group")).QuerySelector("main tbody")!.TextContent, StringComparison.Ordinal);
        var task = await clerk.PageAsync($"/Tasks/{caseId}/{no}");
        Assert.Contains("Look at the papers", task.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.SubmitAsync(task, "#task-form")).Status);

        page = await clerk.PageAsync($"/Cases/{caseId}?all=true");
        Assert.Contains("Write the answer", page.QuerySelector("section[aria-labelledby=standing] li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Write the answer", page.QuerySelector("section[aria-labelledby=tasks]")!.TextContent, StringComparison.Ordinal);
        var history = page.QuerySelector("section[aria-labelledby=history]")!.TextContent;
        Assert.Contains("Look at the papers", history, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(history|incident)\.[a-z-]+\b", history);
    }

    private async Task<(long CaseId, int No)> StartAsync()
    {
        // The application makes its database when it is first asked.
        await factory.AsAsync(Roles.Clerk);
        var databases = factory.Services.GetRequiredService<IDbContextFactory<CaseFlowDb>>();
        var catalog = new TestCatalog(databases, factory.Clock);
        await catalog.InForce(TestModel.Xml(
            "papers", """<startEvent id="s"/><userTask id="work" name="Look at the papers" c:roles="clerk,head"/><endEvent id="e"/>""", "s→work", "work→e"));
        var definitionId = await catalog.InForce(TestModel.Xml(
            "answer", """<startEvent id="s"/><callActivity id="call" calledElement="papers"/><userTask id="work" name="Write the answer" c:roles="clerk"/><endEvent id="e"/>""", "s→call", "call→work", "work→e"));
        var definition = await factory.Services.GetRequiredService<DefinitionCatalog>().Get(definitionId);
        await using var db = await databases.CreateDbContextAsync();
        var office = await db.Set<Office>().Where(one => one.Code == CaseFlowFactory.Office).Select(static one => one.Id).SingleAsync();
        var result = await factory.Services.GetRequiredService<ProcessRunner>().Run(
            new CaseCommand(db.Keys.Next(inTransaction: false), "form", new Start(definition.Graph.Definition)) { New = new NewCase(definition.Service.Key, definitionId, office, office) });
        var started = Assert.IsType<Committed>(result).Case;
        return (started.Id, await db.Set<Core.Cases.WorkItem>().Where(item => item.CaseId == started.Id).Select(static item => item.No).SingleAsync());
    }
}
