using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Publishing;

/// <summary>A period in which a version is in force.</summary>
/// <param name="Row">The period.</param>
/// <param name="Version">Number of the version.</param>
public sealed record InForcePeriod(DefinitionInForce Row, int Version);

/// <summary>An entry of the record.</summary>
/// <param name="Change">The entry.</param>
/// <param name="Version">Number of its version; 0: none.</param>
/// <param name="Actor">Full name of who did it; empty: the program.</param>
public sealed record ChangeEntry(DefinitionChange Change, int Version, string Actor);

/// <summary>What waits for approval, what is in force from when, and the record of who did what. Read by managers, auditors and administrators.</summary>
public sealed class PublicationList(CaseFlowDb db)
{
    /// <summary>Entries of the record on a page.</summary>
    public const int PageSize = 50;

    /// <summary>What waits, the oldest first.</summary>
    public async Task<IReadOnlyList<(Publication Publication, string SubmittedBy)>> Waiting(Scope scope, CancellationToken cancellation)
    {
        if (!DraftStore.MayRead(scope))
        {
            return [];
        }

        var rows = await db.Set<Publication>().AsNoTracking().Where(row => row.State == PublicationState.Waiting).OrderBy(row => row.Id).ToListAsync(cancellation);
        var names = await Names(rows.Select(static row => row.SubmittedBy), cancellation);
        return [.. rows.Select(row => (row, names.GetValueOrDefault(row.SubmittedBy, "")))];
    }

    /// <summary>A publication with the names of who submitted it and who decided; null when there is none for this person.</summary>
    public async Task<(Publication Publication, string SubmittedBy, string DecidedBy)?> Find(Scope scope, long id, CancellationToken cancellation)
    {
        if (!DraftStore.MayRead(scope) || await db.Set<Publication>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } found)
        {
            return null;
        }

        var names = await Names([found.SubmittedBy, found.DecidedBy], cancellation);
        return (found, names.GetValueOrDefault(found.SubmittedBy, ""), names.GetValueOrDefault(found.DecidedBy, ""));
    }

    /// <summary>The publication by which a draft waits, or was last decided on; null: it was never submitted.</summary>
    public Task<Publication?> OfDraft(long draftId, CancellationToken cancellation) =>
        db.Set<Publication>().AsNoTracking().Where(row => row.DraftId == draftId).OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancellation);

    /// <summary>Every period of every process, by process and time.</summary>
    public async Task<IReadOnlyList<InForcePeriod>> Periods(Scope scope, CancellationToken cancellation) => !DraftStore.MayRead(scope) ? [] : [.. (await (
        from row in db.Set<DefinitionInForce>().AsNoTracking()
        join version in db.Set<DefinitionVersion>() on row.DefinitionId equals version.Id
        orderby row.Key, row.ValidFrom
        select new { row, version.Version }).ToListAsync(cancellation)).Select(static found => new InForcePeriod(found.row, found.Version))];

    /// <summary>The record, the newest first.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="key">Of this process alone; null: of all.</param>
    /// <param name="skip">Entries before.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<IReadOnlyList<ChangeEntry>> History(Scope scope, string? key, int skip, CancellationToken cancellation)
    {
        if (!DraftStore.MayRead(scope))
        {
            return [];
        }

        var rows = await db.Set<DefinitionChange>().AsNoTracking().Where(row => key == null || row.Key == key)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Skip(skip).Take(PageSize).ToListAsync(cancellation);
        var ids = rows.Select(static row => row.DefinitionId).Distinct().ToArray();
        var versions = await db.Set<DefinitionVersion>().AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(static row => row.Id, static row => row.Version, cancellation);
        var names = await Names(rows.Select(static row => row.ActorId), cancellation);
        return [.. rows.Select(row => new ChangeEntry(row, versions.GetValueOrDefault(row.DefinitionId), names.GetValueOrDefault(row.ActorId, "")))];
    }

    private async Task<Dictionary<long, string>> Names(IEnumerable<long> users, CancellationToken cancellation)
    {
        var ids = users.Where(static id => id != 0).Distinct().ToArray();
        return (await db.Users.AsNoTracking().Where(user => ids.Contains(user.Id)).ToListAsync(cancellation)).ToDictionary(static user => user.Id, static user => user.FullName);
    }
}
