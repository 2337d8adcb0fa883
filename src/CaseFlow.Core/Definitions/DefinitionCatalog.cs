using System.Collections.Concurrent;
using CaseFlow.Core.Database;
using CaseFlow.Engine.Model;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Definitions;

/// <summary>The definition versions of the database, each parsed once: they never change.</summary>
public sealed class DefinitionCatalog(IDbContextFactory<CaseFlowDb> databases)
{
    private readonly ConcurrentDictionary<long, Task<Definition>> parsed = new();

    /// <summary>The version with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Task<Definition> Get(long definitionId) => parsed.GetOrAdd(definitionId, Read);

    /// <summary>The files of the version with this id.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public async Task<DefinitionPackage> Package(long definitionId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var version = await db.Set<DefinitionVersion>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == definitionId, cancellation)
            ?? throw new KeyNotFoundException($"There is no definition version {definitionId}.");
        var files = await db.Set<DefinitionFile>().AsNoTracking().Where(row => row.DefinitionId == definitionId).OrderBy(row => row.No).ToListAsync(cancellation);
        return new DefinitionPackage(version.ServiceKey, version.Version, [.. files.Select(file => new PackageFile(file.Path, file.Content))]);
    }

    /// <summary>Id of the version of a process on which a case begins now (R7).</summary>
    /// <exception cref="KeyNotFoundException">No version is in force.</exception>
    public async Task<long> InForce(string processKey, Instant now, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var row = await db.Set<DefinitionInForce>()
            .Where(row => row.Key == processKey && row.ValidFrom <= now && row.ValidUntil > now)
            .OrderByDescending(row => row.ValidFrom)
            .FirstOrDefaultAsync(cancellation);
        return row?.DefinitionId ?? throw new KeyNotFoundException($"No version of the process {processKey} is in force.");
    }

    /// <summary>Processes with a version in force now, by key: what can be begun.</summary>
    public async Task<IReadOnlyList<(string Key, long DefinitionId)>> AllInForce(Instant now, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Set<DefinitionInForce>()
            .Where(row => row.ValidFrom <= now && row.ValidUntil > now)
            .OrderBy(row => row.Key)
            .ToListAsync(cancellation);
        return [.. rows.Select(row => (row.Key, row.DefinitionId))];
    }

    /// <summary>Every version of every process, in order of key and version.</summary>
    public async Task<IReadOnlyList<DefinitionRow>> All(Instant now, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var versions = await db.Set<DefinitionVersion>().AsNoTracking().OrderBy(row => row.Key).ThenBy(row => row.Version).ToListAsync(cancellation);
        var inForce = (await AllInForce(now, cancellation)).Select(row => row.DefinitionId).ToHashSet();
        return [.. versions.Select(version => new DefinitionRow(version.Id, version.Reference, inForce.Contains(version.Id)))];
    }

    private async Task<Definition> Read(long definitionId)
    {
        try
        {
            return Definition.Parse(await Package(definitionId, CancellationToken.None));
        }
        catch
        {
            // A failed read, such as a database that was away, must not be remembered.
            parsed.TryRemove(definitionId, out _);
            throw;
        }
    }
}

/// <param name="Id">Its row.</param>
/// <param name="Reference">Key, version and hash.</param>
/// <param name="IsInForce">Whether new cases begin on it now.</param>
public sealed record DefinitionRow(long Id, DefinitionRef Reference, bool IsInForce);
