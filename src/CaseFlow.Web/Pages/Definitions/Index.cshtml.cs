using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Web.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Definitions;

/// <summary>A version in the list.</summary>
/// <param name="Definition">The version.</param>
/// <param name="Id">Its row.</param>
/// <param name="CreatedOn">The day it was shipped or published here.</param>
/// <param name="IsInForce">New cases begin on it.</param>
/// <param name="Running">Cases that run on it.</param>
public sealed record VersionRow(Definition Definition, long Id, LocalDate CreatedOn, bool IsInForce, RunningCount Running);

/// <summary>Every process with its versions.</summary>
public sealed class IndexModel(CaseFlowDb db, DefinitionCatalog definitions, CurrentUser me, IClock clock) : PageModel
{
    /// <summary>Versions of a process by its key, the newest first.</summary>
    public IReadOnlyList<IGrouping<string, VersionRow>> Processes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var scope = (await me.RequireAsync(cancel)).Scope;
        var running = await RunningCount.ByVersion(db, scope, cancel);
        var created = await db.Set<DefinitionVersion>().AsNoTracking().ToDictionaryAsync(static row => row.Id, static row => row.CreatedAt, cancel);
        var rows = new List<VersionRow>();
        foreach (var version in await definitions.All(clock.GetCurrentInstant(), cancel))
        {
            rows.Add(new VersionRow(
                await definitions.Get(version.Id),
                version.Id,
                created[version.Id].InZone(AccessDays.Zone).Date,
                version.IsInForce,
                running.GetValueOrDefault(version.Id, RunningCount.None)));
        }

        Processes = [.. rows.OrderByDescending(static row => row.Definition.Graph.Definition.Version).GroupBy(static row => row.Definition.Graph.Definition.Key, StringComparer.Ordinal).OrderBy(static group => group.Key, StringComparer.Ordinal)];
    }
}
