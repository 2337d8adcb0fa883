using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Tests.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseFlow.Tests.Web;

/// <summary>Cases of small processes of their own in the application's database, for the pages that repair and migrate.</summary>
internal static class RepairCases
{
    /// <summary>Publishes a version of a process and returns its row.</summary>
    public static async Task<long> PublishAsync(this CaseFlowFactory factory, string process, string elements, params string[] flows)
    {
        // The application makes its database when it is first asked.
        _ = factory.Server;
        return await new TestCatalog(factory.Services.GetRequiredService<IDbContextFactory<CaseFlowDb>>(), factory.Clock).InForce(TestModel.Xml(process, elements, flows));
    }

    /// <summary>Starts a case on a version.</summary>
    public static async Task<long> StartAsync(this CaseFlowFactory factory, long definitionId, string office = CaseFlowFactory.Office)
    {
        var definition = await factory.Services.GetRequiredService<DefinitionCatalog>().Get(definitionId);
        await using var db = await factory.Services.GetRequiredService<IDbContextFactory<CaseFlowDb>>().CreateDbContextAsync();
        var officeId = await db.Set<Office>().Where(one => one.Code == office).Select(static one => one.Id).SingleAsync();
        var result = await factory.Services.GetRequiredService<ProcessRunner>().Run(
            new CaseCommand(db.Keys.Next(inTransaction: false), "form", new Start(definition.Graph.Definition)) { New = new NewCase(definition.Service.Key, definitionId, officeId, officeId) });
        return Assert.IsType<Committed>(result).Case.Id;
    }
}
