using CaseFlow.Core.Database;
using CaseFlow.Core.Files;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Web.Pages.Intake;

/// <summary>Keeps the scans of a form that is still open, under the id reserved for its case.</summary>
public sealed class ScanUploads(CaseFlowDb db, IClock clock)
{
    /// <summary>
    /// Stores a scan, in place of one that was attached before; the same content again is the same file. What it is shows
    /// in its content alone.
    /// </summary>
    /// <returns>Id of the file, or the problem for which it was refused.</returns>
    public async Task<(long FileId, FileProblem? Problem)> StoreAsync(long caseId, long replaced, IFormFile scan, long userId, CancellationToken cancel)
    {
        if (scan.Length > FileKind.MaximumSize)
        {
            return (0, FileProblem.TooLarge);
        }

        using var content = new MemoryStream((int)scan.Length);
        await scan.CopyToAsync(content, cancel);
        var bytes = content.ToArray();
        if (FileKind.Find(bytes, out var problem) is not { } type)
        {
            return (0, problem);
        }

        var file = FileStore.Add(db, caseId, scan.FileName, type, bytes, userId, clock.GetCurrentInstant());
        var same = await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(one => one.CaseId == caseId && one.Hash == file.Hash, cancel);
        if (same is not null)
        {
            db.ChangeTracker.Clear();
            return (same.Id, null);
        }

        await db.SaveChangesAsync(cancel);
        await RemoveAsync(caseId, replaced, cancel);
        return (file.Id, null);
    }

    /// <summary>Names of the scans attached so far.</summary>
    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(long caseId, CancellationToken cancel) =>
        await db.Set<StoredFile>().AsNoTracking().Where(file => file.CaseId == caseId).ToDictionaryAsync(static file => file.Id, static file => file.Name, cancel);

    /// <summary>Takes a scan of the open form away again.</summary>
    public async Task RemoveAsync(long caseId, long fileId, CancellationToken cancel)
    {
        // Only a file of this form: the id comes from the browser.
        if (await db.Set<StoredFile>().FirstOrDefaultAsync(file => file.Id == fileId && file.CaseId == caseId, cancel) is { } old)
        {
            db.Remove(await db.Set<FileContent>().SingleAsync(content => content.FileId == fileId, cancel));
            db.Remove(old);
            await db.SaveChangesAsync(cancel);
        }
    }
}
