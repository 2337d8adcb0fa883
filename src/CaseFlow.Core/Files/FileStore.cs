using System.Security.Cryptography;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Files;

/// <summary>Keeps files in the database, so that they are committed, backed up and restored with the case.</summary>
public static class FileStore
{
    /// <summary>Adds a file; the caller saves.</summary>
    /// <param name="db">The database, possibly within a step's transaction.</param>
    /// <param name="caseId">The case, or the id reserved for it.</param>
    /// <param name="name">Shown name; what does not fit is cut.</param>
    /// <param name="contentType">As found by <see cref="FileKind"/>, or as made.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="createdBy">The user; 0: the system.</param>
    /// <param name="now">When.</param>
    public static StoredFile Add(CaseFlowDb db, long caseId, string name, string contentType, byte[] content, long createdBy, Instant now)
    {
        var file = new StoredFile
        {
            CaseId = caseId,
            Name = CleanName(name),
            ContentType = contentType,
            Size = content.Length,
            Hash = Convert.ToHexStringLower(SHA256.HashData(content)),
            CreatedBy = createdBy,
            CreatedAt = now,
        };
        db.Add(file);
        db.Add(new FileContent { FileId = file.Id, Content = content });
        return file;
    }

    /// <summary>The file and its bytes; null when there is none with this id in this case.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those that were stored.</exception>
    public static async Task<(StoredFile File, byte[] Content)?> Read(CaseFlowDb db, long caseId, long fileId, CancellationToken cancellation)
    {
        var file = await db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == fileId && row.CaseId == caseId, cancellation);
        if (file is null)
        {
            return null;
        }

        var content = await db.Set<FileContent>().AsNoTracking().Where(row => row.FileId == fileId).Select(row => row.Content).SingleAsync(cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == file.Hash
            ? (file, content)
            : throw new InvalidDataException($"File {fileId} is not what was stored: its hash differs.");
    }

    /// <summary>The last part of a path, without control characters, cut to length with its ending kept.</summary>
    private static string CleanName(string name)
    {
        var last = new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(character => !char.IsControl(character))]).Trim();
        if (last.Length <= StoredFile.NameLength)
        {
            return last.Length == 0 ? "file" : last;
        }

        var ending = Path.GetExtension(last);
        ending = ending.Length > 10 ? "" : ending;
        return last[..(StoredFile.NameLength - ending.Length)] + ending;
    }
}
