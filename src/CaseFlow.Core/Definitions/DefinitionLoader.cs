using CaseFlow.Core.Database;
using CaseFlow.Core.Running;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Definitions;

/// <summary>Brings what ships under <c>workflows/</c> into the database. Running it again changes nothing.</summary>
public static class DefinitionLoader
{
    /// <summary>Inserts versions that the database lacks, and puts the newest of a process in force if none is yet (R7).</summary>
    /// <param name="db">The database; saved here.</param>
    /// <param name="workflows">The folder.</param>
    /// <param name="dueTimes">Counts the timers that start cases.</param>
    /// <param name="clock">Time of installation.</param>
    /// <param name="cancellation">Stops between versions.</param>
    /// <returns>How many versions were new.</returns>
    /// <exception cref="InvalidDataException">A package is not fit to run, or a version in the database has other content.</exception>
    public static async Task<int> Load(CaseFlowDb db, string workflows, IDueTimes dueTimes, IClock clock, CancellationToken cancellation)
    {
        var added = 0;
        foreach (var package in DefinitionPackage.ReadAll(workflows))
        {
            added += await Add(db, package, dueTimes, clock.GetCurrentInstant(), cancellation) ? 1 : 0;
        }

        return added;
    }

    internal static async Task<bool> Add(CaseFlowDb db, DefinitionPackage package, IDueTimes dueTimes, Instant now, CancellationToken cancellation)
    {
        var definition = Definition.Parse(package);
        var key = definition.Graph.Definition.Key;
        var known = await db.Set<DefinitionVersion>().FirstOrDefaultAsync(row => row.Key == key && row.Version == package.Version, cancellation);
        if (known is not null)
        {
            return known.Hash == package.Hash
                ? false
                : throw new InvalidDataException($"{package.ServiceKey}: version {package.Version} of «{key}» has been released with other content. A released version never changes; make a new one.");
        }

        await using var transaction = await DefinitionsInForce.Begin(db, cancellation);
        var version = DefinitionVersion.Add(db, package, key, by: 0, now);
        await db.SaveChangesAsync(cancellation);
        if (!await db.Set<DefinitionInForce>().AnyAsync(row => row.Key == key, cancellation)
            && await DefinitionsInForce.Put(db, version.Id, definition, dueTimes, now, cancellation) is { Count: > 0 } problems)
        {
            throw new InvalidDataException(string.Join('\n', problems.Select(found =>
                $"{package.ServiceKey}, {DefinitionPackage.ProcessFileName}, line {found.Line}, {found.Element}: {found.Message} {found.Mend}")));
        }

        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }
}
