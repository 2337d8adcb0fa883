using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Drafts;

/// <summary>
/// The drafts of definitions. Definitions are of the whole installation, so a manager of any office writes them; auditors
/// and administrators read.
/// </summary>
public sealed class DraftStore(CaseFlowDb db, IClock clock)
{
    /// <summary>Begins a draft as a copy of a version.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="KeyNotFoundException">There is no such version.</exception>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    public async Task<long> Begin(Scope scope, long definitionId, CancellationToken cancellation)
    {
        var version = await db.Set<DefinitionVersion>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == definitionId, cancellation)
            ?? throw new KeyNotFoundException($"There is no definition version {definitionId}.");
        var files = await db.Set<DefinitionFile>().AsNoTracking().Where(row => row.DefinitionId == definitionId).OrderBy(row => row.No).ToListAsync(cancellation);
        return await Add(scope, version.ServiceKey, version.Key, definitionId, [.. files.Select(static file => new PackageFile(file.Path, file.Content))], cancellation);
    }

    /// <summary>Begins a draft from these files, such as a template's or an import's.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="serviceKey">The service's folder name.</param>
    /// <param name="key">Process id.</param>
    /// <param name="files">Of allowed paths and sizes; checked by the caller with <see cref="PackageCheck"/>.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ArgumentException">A path or a size is not allowed.</exception>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    public Task<long> BeginNew(Scope scope, string serviceKey, string key, IReadOnlyList<PackageFile> files, CancellationToken cancellation)
    {
        var wrong = files.FirstOrDefault(static file => !PackagePaths.IsAllowed(file.Path) || file.Content.Length > DefinitionPackage.MaximumFileSize);
        return wrong is null && files.Count <= PackagePaths.MaximumFiles
            ? Add(scope, serviceKey, key, basedOn: 0, files, cancellation)
            : throw new ArgumentException(wrong is null ? "There are too many files." : $"«{wrong.Path}» is no file of a package, or too large.", nameof(files));
    }

    /// <summary>A draft with its files; null when there is none for this person.</summary>
    public async Task<DraftView?> Find(Scope scope, long id, CancellationToken cancellation)
    {
        if (!MayRead(scope) || await db.Set<Draft>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } draft)
        {
            return null;
        }

        var files = await db.Set<DraftFile>().AsNoTracking().Where(row => row.DraftId == id && !row.Deleted).ToListAsync(cancellation);
        var versions = await db.Set<DefinitionVersion>().AsNoTracking().Where(row => row.Key == draft.Key).Select(row => new { row.Id, row.Version }).ToListAsync(cancellation);
        return new DraftView(
            draft,
            [.. files.OrderBy(static file => file.Path, StringComparer.Ordinal)],
            versions.Select(static row => row.Version).DefaultIfEmpty().Max() + 1,
            versions.FirstOrDefault(row => row.Id == draft.BasedOn)?.Version ?? 0);
    }

    /// <summary>Every draft, the one that was changed last first.</summary>
    public async Task<IReadOnlyList<DraftRow>> List(Scope scope, CancellationToken cancellation)
    {
        if (!MayRead(scope))
        {
            return [];
        }

        var drafts = await db.Set<Draft>().AsNoTracking().OrderByDescending(row => row.ChangedAt).ThenByDescending(row => row.Id).ToListAsync(cancellation);
        var bases = drafts.Select(static draft => draft.BasedOn).Distinct().ToArray();
        var versions = await db.Set<DefinitionVersion>().AsNoTracking().Where(row => bases.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, static row => row.Version, cancellation);
        var names = await NamesOf(drafts.Select(static draft => draft.ChangedBy), cancellation);
        return [.. drafts.Select(draft => new DraftRow(draft, versions.GetValueOrDefault(draft.BasedOn), names.GetValueOrDefault(draft.ChangedBy, "")))];
    }

    /// <summary>Saves a file, unless somebody else has changed it since.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="id">The draft.</param>
    /// <param name="path">Of the file.</param>
    /// <param name="seenRevision">The revision on which the content was made; 0: the file is new.</param>
    /// <param name="content">UTF-8; line ends become LF.</param>
    /// <param name="cancellation">Cancels before the commit.</param>
    public Task<DraftSaved> Save(Scope scope, long id, string path, int seenRevision, byte[] content, CancellationToken cancellation) =>
        !PackagePaths.IsAllowed(path) ? Task.FromResult<DraftSaved>(new DraftBadPath())
        : content.Length > DefinitionPackage.MaximumFileSize ? Task.FromResult<DraftSaved>(new DraftTooLarge())
        : Write(scope, id, path, seenRevision, DefinitionPackage.WithLf(content), deleted: false, cancellation);

    /// <summary>Removes a file, unless somebody else has changed it since; its contents stay among <see cref="Revisions"/>.</summary>
    public Task<DraftSaved> Delete(Scope scope, long id, string path, int seenRevision, CancellationToken cancellation) =>
        Write(scope, id, path, seenRevision, [], deleted: true, cancellation);

    /// <summary>Every content that a file had, the newest first.</summary>
    public async Task<IReadOnlyList<DraftRevision>> Revisions(Scope scope, long id, string path, CancellationToken cancellation)
    {
        if (!MayRead(scope))
        {
            return [];
        }

        var rows = await (from file in db.Set<DraftFile>()
                          where file.DraftId == id && file.Path == path
                          join version in db.Set<DraftFileVersion>() on new { file.DraftId, file.No } equals new { version.DraftId, No = version.FileNo }
                          orderby version.Revision descending
                          select new { version.Revision, Size = version.Content.Length, version.Deleted, version.At, version.By }).AsNoTracking().ToListAsync(cancellation);
        var names = await NamesOf(rows.Select(static row => row.By), cancellation);
        return [.. rows.Select(row => new DraftRevision(row.Revision, row.Size, row.Deleted, row.At, names.GetValueOrDefault(row.By, "")))];
    }

    /// <summary>The content of a revision; null when there is none for this person.</summary>
    public async Task<byte[]?> Content(Scope scope, long id, string path, int revision, CancellationToken cancellation) => !MayRead(scope) ? null : await (
        from file in db.Set<DraftFile>()
        where file.DraftId == id && file.Path == path
        join version in db.Set<DraftFileVersion>() on new { file.DraftId, file.No } equals new { version.DraftId, No = version.FileNo }
        where version.Revision == revision
        select version.Content).FirstOrDefaultAsync(cancellation);

    /// <summary>Puts an open draft away. Nothing is deleted.</summary>
    /// <returns>False: it is not open, or there is none for this person.</returns>
    /// <exception cref="ArgumentException">The reason is empty, or longer than <see cref="Draft.ReasonLength"/>.</exception>
    public Task<bool> Discard(Scope scope, long id, string reason, CancellationToken cancellation) => string.IsNullOrWhiteSpace(reason) || reason.Length > Draft.ReasonLength
        ? throw new ArgumentException("A reason is needed, and of that length.", nameof(reason))
        : Switch(scope, id, DraftState.Open, DraftState.Discarded, reason, cancellation);

    /// <summary>Takes a discarded draft up again.</summary>
    /// <returns>False: it is not discarded, or there is none for this person.</returns>
    public Task<bool> Restore(Scope scope, long id, CancellationToken cancellation) =>
        Switch(scope, id, DraftState.Discarded, DraftState.Open, reason: "", cancellation);

    /// <summary>Whether the person may read drafts.</summary>
    public static bool MayRead(Scope scope) => MayWrite(scope) || scope.IsEverywhere;

    /// <summary>Whether the person may write drafts.</summary>
    public static bool MayWrite(Scope scope) => scope.UserId is null || scope.Has(Roles.Manager);

    private async Task<long> Add(Scope scope, string serviceKey, string key, long basedOn, IReadOnlyList<PackageFile> files, CancellationToken cancellation)
    {
        if (!MayWrite(scope))
        {
            throw new UnauthorizedAccessException("Drafts are written by managers.");
        }

        var (now, by) = (clock.GetCurrentInstant(), scope.UserId ?? 0);
        var draft = new Draft { ServiceKey = serviceKey, Key = key, BasedOn = basedOn, CreatedAt = now, CreatedBy = by, ChangedAt = now, ChangedBy = by };
        db.Add(draft);
        db.Add(new DefinitionChange { Key = key, DraftId = draft.Id, DefinitionId = basedOn, Kind = DefinitionChangeKind.Begun, ActorId = by, At = now });
        foreach (var (index, file) in files.Index())
        {
            var content = DefinitionPackage.WithLf(file.Content);
            db.Add(new DraftFile { DraftId = draft.Id, No = index + 1, Path = file.Path, Revision = 1, Content = content, ChangedAt = now, ChangedBy = by });
            db.Add(new DraftFileVersion { DraftId = draft.Id, FileNo = index + 1, Revision = 1, Content = content, At = now, By = by });
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        return draft.Id;
    }

    private async Task<DraftSaved> Write(Scope scope, long id, string path, int seenRevision, byte[] content, bool deleted, CancellationToken cancellation)
    {
        var (now, by) = (clock.GetCurrentInstant(), scope.UserId ?? 0);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);

        // The draft's row first: whoever writes one of its files, or submits it, waits here for whoever came before.
        var isOpen = MayWrite(scope) && await db.Set<Draft>().Where(row => row.Id == id && row.State == DraftState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ChangedAt, now).SetProperty(row => row.ChangedBy, by), cancellation) > 0;
        if (!isOpen)
        {
            return await WhyNot(scope, id, cancellation);
        }

        var file = await db.Set<DraftFile>().AsNoTracking().FirstOrDefaultAsync(row => row.DraftId == id && row.Path == path, cancellation);
        if (file is null && deleted)
        {
            return new DraftBadPath();
        }

        if (file is not null && file.Deleted == deleted && file.Content.AsSpan().SequenceEqual(content))
        {
            // A repetition whose first answer was lost; the same thing that somebody else did.
            return new DraftFileSaved(file.Revision, file.ChangedAt);
        }

        if ((file is null || file.Deleted ? 0 : file.Revision) != seenRevision && file?.Revision != seenRevision)
        {
            return new DraftConflict(file?.Revision ?? 0, file?.Content ?? [], file?.Deleted ?? true, file?.ChangedBy ?? 0, file?.ChangedAt ?? now);
        }

        if (!deleted && (file is null || file.Deleted) && await db.Set<DraftFile>().CountAsync(row => row.DraftId == id && !row.Deleted, cancellation) >= PackagePaths.MaximumFiles)
        {
            return new DraftTooLarge();
        }

        var written = await Put(id, path, file, content, deleted, now, by, cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        return written;
    }

    private async Task<DraftFileSaved> Put(long id, string path, DraftFile? file, byte[] content, bool deleted, Instant now, long by, CancellationToken cancellation)
    {
        var next = new DraftFile
        {
            DraftId = id,
            No = file?.No ?? await db.Set<DraftFile>().Where(row => row.DraftId == id).MaxAsync(row => (int?)row.No, cancellation) + 1 ?? 1,
            Path = path,
            Revision = (file?.Revision ?? 0) + 1,
            Content = content,
            Deleted = deleted,
            ChangedAt = now,
            ChangedBy = by,
        };
        if (file is null)
        {
            db.Add(next);
        }
        else
        {
            db.Update(next);
        }

        db.Add(new DraftFileVersion { DraftId = id, FileNo = next.No, Revision = next.Revision, Content = content, Deleted = deleted, At = now, By = by });
        await db.SaveChangesAsync(cancellation);
        return new DraftFileSaved(next.Revision, now);
    }

    private async Task<DraftSaved> WhyNot(Scope scope, long id, CancellationToken cancellation) =>
        MayWrite(scope) && await db.Set<Draft>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is { } draft
            ? new DraftLocked(draft.State)
            : new DraftUnknown();

    private async Task<bool> Switch(Scope scope, long id, DraftState from, DraftState to, string reason, CancellationToken cancellation)
    {
        var (now, by) = (clock.GetCurrentInstant(), scope.UserId ?? 0);
        if (!MayWrite(scope) || await db.Set<Draft>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } draft)
        {
            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Set<Draft>().Where(row => row.Id == id && row.State == from).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, to).SetProperty(row => row.Reason, reason).SetProperty(row => row.ChangedAt, now).SetProperty(row => row.ChangedBy, by),
            cancellation) == 0)
        {
            return false;
        }

        db.Add(new DefinitionChange
        {
            Key = draft.Key,
            DraftId = id,
            Kind = to == DraftState.Discarded ? DefinitionChangeKind.Discarded : DefinitionChangeKind.Restored,
            ActorId = by,
            At = now,
            Reason = reason,
        });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        return true;
    }

    private async Task<Dictionary<long, string>> NamesOf(IEnumerable<long> users, CancellationToken cancellation)
    {
        var ids = users.Distinct().ToArray();
        return (await db.Users.AsNoTracking().Where(user => ids.Contains(user.Id)).ToListAsync(cancellation)).ToDictionary(static user => user.Id, static user => user.FullName);
    }
}
