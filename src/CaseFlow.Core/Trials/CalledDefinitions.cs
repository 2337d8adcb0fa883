using CaseFlow.Core.Definitions;
using NodaTime;

namespace CaseFlow.Core.Trials;

/// <summary>What a definition calls, in the versions now in force: a trial runs them too.</summary>
internal static class CalledDefinitions
{
    /// <summary>All that it calls by a fixed name, and what these call; a process that is not in force is left out, and a call of it is an incident.</summary>
    public static async Task<IReadOnlyList<Definition>> Of(Definition definition, DefinitionCatalog catalog, Instant now, CancellationToken cancellation)
    {
        if (definition.Calls.IsEmpty)
        {
            return [];
        }

        var inForce = (await catalog.AllInForce(now, cancellation)).ToDictionary(row => row.Key, row => row.DefinitionId, StringComparer.Ordinal);
        var found = new Dictionary<string, Definition>(StringComparer.Ordinal);
        var open = new Queue<Definition>([definition]);
        while (open.TryDequeue(out var at))
        {
            foreach (var key in at.Calls.Select(call => call.CalledElement.Literal).OfType<string>().Where(key => key != definition.Graph.Definition.Key && !found.ContainsKey(key) && inForce.ContainsKey(key)))
            {
                found[key] = await catalog.Get(inForce[key]);
                open.Enqueue(found[key]);
            }
        }

        return [.. found.Values];
    }
}
