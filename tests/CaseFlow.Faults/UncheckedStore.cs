using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Running;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Faults;

/// <summary>The store without its check of versions: the last writer wins, as in a program that never heard of it.</summary>
internal sealed class UncheckedStore(IDbContextFactory<CaseFlowDb> factory) : EfCaseStore(factory)
{
    protected internal override async Task<bool> Update(CaseFlowDb db, CaseChange change, CancellationToken cancellation)
    {
        var row = change.Case;
        var stored = db.Set<Case>().Where(stored => stored.Id == row.Id);
        row.Version = await stored.Select(stored => stored.Version).SingleAsync(cancellation) + 1;
        change.History!.Version = row.Version;
        return await stored.ExecuteUpdateAsync(
            set => set
                .SetProperty(stored => stored.Version, row.Version)
                .SetProperty(stored => stored.State, row.State)
                .SetProperty(stored => stored.HistoryHash, row.HistoryHash)
                .SetProperty(stored => stored.Status, row.Status)
                .SetProperty(stored => stored.Outcome, row.Outcome)
                .SetProperty(stored => stored.Number, row.Number)
                .SetProperty(stored => stored.EndedAt, row.EndedAt),
            cancellation) == 1;
    }
}
