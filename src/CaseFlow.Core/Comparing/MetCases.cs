using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Comparing;

/// <summary>How many running cases a change meets, as far as a person sees them.</summary>
/// <param name="Running">Cases that run on the earlier version.</param>
/// <param name="At">How many of them stand at an element now, with an open task, a timer or something else that they wait for.</param>
public sealed record MetCases(int Running, IReadOnlyDictionary<string, int> At)
{
    /// <summary>Counts the cases of a version.</summary>
    public static async Task<MetCases> Of(CaseFlowDb db, Scope scope, long definitionId, CancellationToken cancellation)
    {
        var cases = db.Set<Case>().AsNoTracking().Where(row => row.Status == ProcessStatus.Running && row.DefinitionId == definitionId);
        if (!scope.IsEverywhere)
        {
            var offices = scope.Offices;
            cases = cases.Where(row => offices.Contains(row.OfficeId) || offices.Contains(row.IntakeOfficeId));
        }

        var tasks = from row in cases
                    join item in db.Set<WorkItem>() on row.Id equals item.CaseId
                    where item.State == WorkItemState.Open && item.DefinitionId == definitionId
                    select new { item.Element, item.CaseId };
        var timers = from row in cases join timer in db.Set<CaseTimer>() on row.Id equals timer.CaseId select new { timer.Element, timer.CaseId };
        var waits = from row in cases join wait in db.Set<CaseSubscription>() on row.Id equals wait.CaseId select new { wait.Element, wait.CaseId };
        var at = await tasks.Union(timers).Union(waits).GroupBy(static stand => stand.Element).Select(static group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(static group => group.Key, static group => group.Count, StringComparer.Ordinal, cancellation);
        return new MetCases(await cases.CountAsync(cancellation), at);
    }
}
