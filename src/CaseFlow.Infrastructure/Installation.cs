using CaseFlow.Core.Calendars;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Publishing;
using CaseFlow.Core.Running;
using CaseFlow.Infrastructure.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CaseFlow.Infrastructure;

/// <summary>What makes a database ready to work with: its tables, the directory, the definitions. A second run changes nothing.</summary>
public static class Installation
{
    /// <summary>
    /// Prepares the database of these services. Configuration: <c>Workflows:Demo</c> also loads the invented LEBs.
    /// </summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancel)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        var folder = services.GetRequiredService<WorkflowsFolder>();
        var demo = configuration.GetValue<bool>("Workflows:Demo");
        var db = services.GetRequiredService<CaseFlowDb>();

        await DatabaseStart.PrepareAsync(db, cancel);
        await CalendarStore.LoadAsync(db, CalendarFiles.Read(folder.Calendars), cancel);
        db.ChangeTracker.Clear();
        await DirectoryLoader.LoadAsync(db, DirectoryFiles.Read(folder.Directory, demo), cancel);
        await DefinitionLoader.Load(db, folder.Path, services.GetRequiredService<IDueTimes>(), services.GetRequiredService<IClock>(), cancel);
        db.ChangeTracker.Clear();
        await services.GetRequiredService<PlannedVersions>().SwitchDue(cancel);
        // R5: an edition of the calendar that was taken in moves what is still running.
        await services.GetRequiredService<RunningDeadlines>().Recount(cancel);
        await services.GetRequiredService<ComplaintSecret>().Prepare(cancel);
    }
}
