using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>Reads and adds the free texts of a case.</summary>
public static class CaseTexts
{
    /// <summary>The newest text of each key.</summary>
    public static async Task<IReadOnlyDictionary<string, CaseText>> Newest(CaseFlowDb db, long caseId, CancellationToken cancellation)
    {
        var rows = await db.Set<CaseText>().AsNoTracking().Where(row => row.CaseId == caseId).OrderBy(row => row.No).ToListAsync(cancellation);
        var newest = new Dictionary<string, CaseText>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            newest[row.Key] = row;
        }

        return newest;
    }

    /// <summary>All versions of the texts with these keys, the newest first.</summary>
    public static async Task<ILookup<string, CaseText>> Versions(CaseFlowDb db, long caseId, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var rows = await db.Set<CaseText>().AsNoTracking().Where(row => row.CaseId == caseId && keys.Contains(row.Key))
            .OrderByDescending(row => row.No).ToListAsync(cancellation);
        return rows.ToLookup(row => row.Key, StringComparer.Ordinal);
    }

    /// <summary>Adds the texts that differ from the newest ones; the caller saves.</summary>
    public static async Task Write(
        CaseFlowDb db, long caseId, IReadOnlyDictionary<string, string> texts, long writtenBy, Instant now, CancellationToken cancellation)
    {
        if (texts.Count == 0)
        {
            return;
        }

        var newest = await Newest(db, caseId, cancellation);
        foreach (var (key, text) in texts)
        {
            var last = newest.GetValueOrDefault(key);
            if (!string.Equals(last?.Text ?? "", text, StringComparison.Ordinal))
            {
                db.Add(new CaseText { CaseId = caseId, Key = key, No = (last?.No ?? 0) + 1, Text = text, WrittenBy = writtenBy, WrittenAt = now });
            }
        }
    }
}
