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
        var (bytes, type, problem) = await ReadAsync(scan, cancel);
        if (type is null)
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

    /// <summary>Why the file would be refused, without storing it; null: it is good.</summary>
    public static async Task<FileProblem?> ProblemOfAsync(IFormFile scan, CancellationToken cancel) => (await ReadAsync(scan, cancel)).Problem;

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

    /// <summary>The bytes and what they are; without a kind the problem.</summary>
    private static async Task<(byte[] Bytes, string? Kind, FileProblem? Problem)> ReadAsync(IFormFile scan, CancellationToken cancel)
    {
        if (scan.Length > FileKind.MaximumSize)
        {
            return ([], null, FileProblem.TooLarge);
        }

        using var content = new MemoryStream((int)scan.Length);
        await scan.CopyToAsync(content, cancel);
        var bytes = content.ToArray();
        return (bytes, FileKind.Find(bytes, out var problem), problem);
    }
}
