using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Publishing;

/// <summary>
/// Brings versions into force when their instant comes. Intake goes by the periods and so takes the new version at that very
/// instant; what starts a process by itself follows when this runs next.
/// </summary>
public sealed class PlannedVersions(IDbContextFactory<CaseFlowDb> databases, DefinitionCatalog catalog, IDueTimes dueTimes, IClock clock)
{
    /// <summary>Switches what is due.</summary>
    /// <returns>Why a version could not have its starts, in words for the log; empty: nothing went wrong.</returns>
    public async Task<IReadOnlyList<string>> SwitchDue(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        if (!await db.Set<DefinitionInForce>().AnyAsync(row => row.IsPlanned && row.ValidFrom <= now, cancellation))
        {
            return [];
        }

        var switched = await DefinitionsInForce.SwitchDue(db, catalog.Get, dueTimes, now, cancellation);
        return [.. switched.Where(static one => one.Problems.Count > 0).Select(static one => $"{one.Row.Key}: {string.Join(" ", one.Problems.Select(static problem => problem.Message))}")];
    }
}
