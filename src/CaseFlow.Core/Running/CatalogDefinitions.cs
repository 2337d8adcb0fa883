using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>The definitions of the database.</summary>
public sealed class CatalogDefinitions(DefinitionCatalog catalog) : IDefinitionSource
{
    /// <inheritdoc />
    public async ValueTask<ICaseDefinitions> Of(long definitionId, ProcessState? state, Instant now, CancellationToken cancellation)
    {
        var own = await catalog.Get(definitionId);
        if (own.Calls.IsEmpty)
        {
            return new Snapshot([], new() { [definitionId] = own });
        }

        var rows = await catalog.All(now, cancellation);
        var known = new Dictionary<long, Definition>();
        var open = new Queue<long>([definitionId, .. Called(state, rows)]);
        while (open.TryDequeue(out var id))
        {
            if (known.ContainsKey(id))
            {
                continue;
            }

            var definition = await catalog.Get(id);
            known.Add(id, definition);
            foreach (var row in definition.Calls.SelectMany(call => Callable(call, rows)))
            {
                open.Enqueue(row.Id);
            }
        }

        return new Snapshot(rows, known);
    }

    /// <summary>What runs within the case goes on with the version that it was called with.</summary>
    private static IEnumerable<long> Called(ProcessState? state, IReadOnlyList<DefinitionRow> rows) =>
        from node in state?.Nodes.Values ?? Enumerable.Empty<Node>()
        where node.Definition is not null
        join row in rows on node.Definition equals row.Reference
        select row.Id;

    /// <summary>What a call activity may mean: where its id or version is made of variables, all that there is.</summary>
    private static IEnumerable<DefinitionRow> Callable(CallActivity call, IReadOnlyList<DefinitionRow> rows)
    {
        var candidates = call.CalledElement.Literal is { } key ? rows.Where(row => row.Reference.Key == key) : rows;
        return call.Binding switch
        {
            CallBinding.InForce => candidates.Where(row => row.IsInForce),
            CallBinding.Latest => candidates.GroupBy(row => row.Reference.Key).Select(versions => versions.MaxBy(row => row.Reference.Version)!),
            _ => candidates,
        };
    }

    private sealed class Snapshot(IReadOnlyList<DefinitionRow> rows, Dictionary<long, Definition> known) : ICaseDefinitions
    {
        private readonly Dictionary<DefinitionRef, long> ids = known.ToDictionary(entry => entry.Value.Graph.Definition, entry => entry.Key);

        public ProcessGraph? Find(DefinitionRef definition) => ids.TryGetValue(definition, out var id) ? known[id].Graph : null;

        public ProcessGraph? Resolve(string key, CallBinding binding, int version)
        {
            var versions = rows.Where(row => row.Reference.Key == key);
            var meant = binding switch
            {
                CallBinding.InForce => versions.FirstOrDefault(row => row.IsInForce),
                CallBinding.Latest => versions.MaxBy(row => row.Reference.Version),
                _ => versions.FirstOrDefault(row => row.Reference.Version == version),
            };
            return meant is null ? null : known.GetValueOrDefault(meant.Id)?.Graph;
        }

        public Decision? FindDecision(DefinitionRef definition, string id) =>
            ids.TryGetValue(definition, out var row) ? known[row].Decisions.GetValueOrDefault(id) : null;

        public long IdOf(DefinitionRef definition) => ids[definition];
    }
}
