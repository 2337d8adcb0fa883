using System.Text;
using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Services;
using CaseFlow.Engine.Reading;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Packages;

/// <summary>Takes a whole service out of this installation, and into another as drafts.</summary>
public sealed class ServicePackages(CaseFlowDb db, DefinitionCatalog catalog, DraftStore drafts, IClock clock)
{
    /// <summary>
    /// The service of a version as a zip: that version, and of its other processes the version in force, or the newest where
    /// none is.
    /// </summary>
    /// <returns>Name of the file, and the zip; null: there is no such version for this person.</returns>
    public async Task<(string Name, byte[] Zip)?> Export(Scope scope, long definitionId, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var chosen = await db.Set<DefinitionVersion>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == definitionId, cancellation);
        if (!DraftStore.MayRead(scope) || chosen is null)
        {
            return null;
        }

        var all = await db.Set<DefinitionVersion>().AsNoTracking().Where(row => row.ServiceKey == chosen.ServiceKey).OrderBy(row => row.Key).ThenByDescending(row => row.Version).ToListAsync(cancellation);
        var inForce = await db.Set<DefinitionInForce>().Where(row => row.ValidFrom <= now && row.ValidUntil > now).Select(row => row.DefinitionId).ToListAsync(cancellation);
        var versions = new List<(string Process, DefinitionPackage Package)>
        {
            (chosen.Key, await catalog.Package(chosen.Id, cancellation)),
        };
        foreach (var other in all.Where(row => row.Key != chosen.Key).GroupBy(static row => row.Key, StringComparer.Ordinal).Select(group => group.FirstOrDefault(row => inForce.Contains(row.Id)) ?? group.First()))
        {
            versions.Add((other.Key, await catalog.Package(other.Id, cancellation)));
        }

        return (FormattableString.Invariant($"{chosen.ServiceKey}-{chosen.Key}-v{chosen.Version}.zip"), PackageZip.Write(versions));
    }

    /// <summary>Takes a package in: a draft for each of its processes, never anything in force. All of them, or none.</summary>
    /// <returns>Ids of the drafts, in the order of the processes.</returns>
    /// <exception cref="PackageZipException">It cannot be taken in; its code and file say why.</exception>
    /// <exception cref="UnauthorizedAccessException">The person is no manager.</exception>
    public async Task<IReadOnlyList<long>> Import(Scope scope, byte[] zip, CancellationToken cancellation)
    {
        if (!DraftStore.MayWrite(scope))
        {
            throw new UnauthorizedAccessException("Packages are brought in by managers.");
        }

        var processes = PackageZip.Read(zip).Select(found => (Key: KeyOf(found.Process, found.Package), found.Package)).ToArray();
        var ids = new List<long>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var (key, package) in processes)
        {
            ids.Add(await drafts.BeginNew(scope, package.ServiceKey, key, package.Files, cancellation));
            db.Add(new DefinitionChange { Key = key, DraftId = ids[^1], Kind = DefinitionChangeKind.Imported, ActorId = scope.UserId ?? 0, At = clock.GetCurrentInstant() });
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        return ids;
    }

    /// <summary>Process id of a package, after a look at what cannot be mended in a draft: which files it has, whose it is.</summary>
    private static string KeyOf(string folder, DefinitionPackage package)
    {
        if (package.Files.FirstOrDefault(static file => !PackagePaths.IsAllowed(file.Path)) is { } wrong)
        {
            throw new PackageZipException(PackageZipCodes.Path, $"{folder}/{wrong.Path}");
        }

        var process = package.Files.FirstOrDefault(static file => file.Path == DefinitionPackage.ProcessFileName) ?? throw new PackageZipException(PackageZipCodes.NoProcess, folder);
        var read = BpmnReader.Read(new MemoryStream(process.Content, writable: false));
        if (read.Processes is not [var only])
        {
            throw new PackageZipException(PackageZipCodes.NoProcess, $"{folder}/{DefinitionPackage.ProcessFileName}");
        }

        CheckService(package);
        return only.Definition.Key;
    }

    private static void CheckService(DefinitionPackage package)
    {
        try
        {
            var text = Encoding.UTF8.GetString(package.Files.First(static file => file.Path == DefinitionPackage.ServiceFileName).Content);
            if (ServiceFile.Read(text, DefinitionPackage.ServiceFileName).Key == package.ServiceKey)
            {
                return;
            }
        }
        catch (InvalidDataException)
        {
            // Told below: the same words for a file that cannot be read and one of another service.
        }

        throw new PackageZipException(PackageZipCodes.Service, DefinitionPackage.ServiceFileName);
    }
}
