using CaseFlow.Core.Definitions;
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
            return new Snapshot([], new() { [definitionId] = own.Graph });
        }

        var rows = await catalog.All(now, cancellation);
        var graphs = new Dictionary<long, ProcessGraph>();
        var open = new Queue<long>([definitionId, .. Called(state, rows)]);
        while (open.TryDequeue(out var id))
        {
            if (graphs.ContainsKey(id))
            {
                continue;
            }

            var definition = await catalog.Get(id);
            graphs.Add(id, definition.Graph);
            foreach (var row in definition.Calls.SelectMany(call => Callable(call, rows)))
            {
                open.Enqueue(row.Id);
            }
        }

        return new Snapshot(rows, graphs);
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

    private sealed class Snapshot(IReadOnlyList<DefinitionRow> rows, Dictionary<long, ProcessGraph> graphs) : ICaseDefinitions
    {
        public ProcessGraph? Find(DefinitionRef definition) => graphs.Values.FirstOrDefault(graph => graph.Definition == definition);

        public ProcessGraph? Resolve(string key, CallBinding binding, int version)
        {
            var versions = rows.Where(row => row.Reference.Key == key);
            var meant = binding switch
            {
                CallBinding.InForce => versions.FirstOrDefault(row => row.IsInForce),
                CallBinding.Latest => versions.MaxBy(row => row.Reference.Version),
                _ => versions.FirstOrDefault(row => row.Reference.Version == version),
            };
            return meant is null ? null : graphs.GetValueOrDefault(meant.Id);
        }

        public long IdOf(DefinitionRef definition)
        {
            foreach (var (id, graph) in graphs)
            {
                if (graph.Definition == definition)
                {
                    return id;
                }
            }

            throw new KeyNotFoundException($"There is no definition {definition}.");
        }
    }
}
