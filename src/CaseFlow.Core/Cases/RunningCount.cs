using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Cases;

/// <summary>How many cases run.</summary>
/// <param name="All">In the whole installation, for those who may know (<see cref="Scope.CountsEverywhere"/>); else as <paramref name="Own"/>.</param>
/// <param name="Own">Of these, those that the person sees.</param>
public sealed record RunningCount(int All, int Own)
{
    public static RunningCount None { get; } = new(0, 0);

    /// <summary>Cases that run and that the person sees.</summary>
    public static IQueryable<Case> Visible(CaseFlowDb db, Scope scope)
    {
        var cases = Running(db);
        if (scope.IsEverywhere)
        {
            return cases;
        }

        var offices = scope.Offices;
        return cases.Where(row => offices.Contains(row.OfficeId) || offices.Contains(row.IntakeOfficeId));
    }

    /// <summary>Running cases of which the person may be told how many there are, and no more than that.</summary>
    internal static IQueryable<Case> Countable(CaseFlowDb db, Scope scope) => scope.CountsEverywhere ? Running(db) : Visible(db, scope);

    /// <summary>By definition version; of those on which none runs there is no entry.</summary>
    public static async Task<IReadOnlyDictionary<long, RunningCount>> ByVersion(CaseFlowDb db, Scope scope, CancellationToken cancellation)
    {
        var own = await ByVersion(Visible(db, scope), cancellation);
        var all = await ByVersion(Countable(db, scope), cancellation);
        return all.ToDictionary(static entry => entry.Key, entry => new RunningCount(entry.Value, own.GetValueOrDefault(entry.Key)));
    }

    private static Task<Dictionary<long, int>> ByVersion(IQueryable<Case> cases, CancellationToken cancellation) =>
        cases.GroupBy(static row => row.DefinitionId).Select(static group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(static group => group.Key, static group => group.Count, cancellation);

    private static IQueryable<Case> Running(CaseFlowDb db) => db.Set<Case>().AsNoTracking().Where(static row => row.Status == ProcessStatus.Running);
}
