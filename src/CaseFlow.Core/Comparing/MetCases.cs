using CaseFlow.Core.Access;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Comparing;

/// <summary>How many running cases a change meets.</summary>
/// <param name="Running">Cases that run on the earlier version.</param>
/// <param name="At">How many of them stand at an element now, with an open task, a timer or something else that they wait for.</param>
public sealed record MetCases(RunningCount Running, IReadOnlyDictionary<string, int> At)
{
    /// <summary>Counts the cases of a version in the whole installation, as far as the person may know of it.</summary>
    public static async Task<MetCases> Of(CaseFlowDb db, Scope scope, long definitionId, CancellationToken cancellation)
    {
        var own = await RunningCount.Visible(db, scope).CountAsync(row => row.DefinitionId == definitionId, cancellation);
        var cases = RunningCount.Countable(db, scope).Where(row => row.DefinitionId == definitionId);
        return new MetCases(new RunningCount(await cases.CountAsync(cancellation), own), await Standing(db, cases, definitionId, cancellation));
    }

    /// <summary>How many of the cases that the person sees stand at an element: what a migration could take along.</summary>
    public static Task<Dictionary<string, int>> OwnAt(CaseFlowDb db, Scope scope, long definitionId, CancellationToken cancellation) =>
        Standing(db, RunningCount.Visible(db, scope).Where(row => row.DefinitionId == definitionId), definitionId, cancellation);

    private static Task<Dictionary<string, int>> Standing(CaseFlowDb db, IQueryable<Case> cases, long definitionId, CancellationToken cancellation)
    {
        var tasks = from row in cases
                    join item in db.Set<WorkItem>() on row.Id equals item.CaseId
                    where item.State == WorkItemState.Open && item.DefinitionId == definitionId
                    select new { item.Element, item.CaseId };
        var timers = from row in cases join timer in db.Set<CaseTimer>() on row.Id equals timer.CaseId select new { timer.Element, timer.CaseId };
        var waits = from row in cases join wait in db.Set<CaseSubscription>() on row.Id equals wait.CaseId select new { wait.Element, wait.CaseId };
        return tasks.Union(timers).Union(waits).GroupBy(static stand => stand.Element).Select(static group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(static group => group.Key, static group => group.Count, StringComparer.Ordinal, cancellation);
    }
}
