using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Files;

/// <summary>Removes scans that were uploaded with an application form that nobody sent to its end: no case was begun with them.</summary>
public sealed class AbandonedUploads(IDbContextFactory<CaseFlowDb> databases, IClock clock)
{
    /// <summary>How long an upload waits for its case. A form can be sent no longer than this after it was opened.</summary>
    public static readonly Duration Kept = Duration.FromHours(24);

    private const int Batch = 200;

    /// <summary>Removes what is too old; returns how many files.</summary>
    public async Task<int> Remove(CancellationToken cancellation)
    {
        var before = clock.GetCurrentInstant() - Kept;
        var removed = 0;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        while (true)
        {
            var ids = await db.Set<StoredFile>()
                .Where(file => file.CreatedAt < before && !db.Set<Case>().Any(row => row.Id == file.CaseId))
                .OrderBy(file => file.Id).Select(file => file.Id).Take(Batch).ToListAsync(cancellation);
            if (ids.Count == 0)
            {
                return removed;
            }

            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await db.Set<FileContent>().Where(content => ids.Contains(content.FileId)).ExecuteDeleteAsync(cancellation);
            removed += await db.Set<StoredFile>().Where(file => ids.Contains(file.Id)).ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }
}
