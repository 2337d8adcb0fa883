using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Core.Running;

/// <summary>Where the runner gets the definitions of a step from.</summary>
public interface IDefinitionSource
{
    /// <summary>A snapshot that holds this definition version and all that it can call.</summary>
    /// <param name="definitionId">As the case row names it.</param>
    /// <param name="cancellation">Stops reading.</param>
    ValueTask<IDefinitions> Of(long definitionId, CancellationToken cancellation);
}

/// <summary>The definitions of the database.</summary>
public sealed class CatalogDefinitions(DefinitionCatalog catalog) : IDefinitionSource
{
    /// <inheritdoc />
    public async ValueTask<IDefinitions> Of(long definitionId, CancellationToken cancellation)
    {
        var definition = await catalog.Get(definitionId);
        return new GivenDefinitions([definition.Graph], definition.Decisions.Values);
    }
}

/// <summary>A fixed set of definitions: of a draft that is tried out, or of a test.</summary>
public sealed class GivenDefinitions(IEnumerable<ProcessGraph> graphs, IEnumerable<Decision>? decisions = null) : IDefinitions, IDefinitionSource
{
    private readonly Dictionary<DefinitionRef, ProcessGraph> byReference = graphs.ToDictionary(static graph => graph.Definition);
    private readonly Dictionary<string, Decision> decisionsById = (decisions ?? []).ToDictionary(static decision => decision.Id, StringComparer.Ordinal);

    /// <inheritdoc />
    public Decision? FindDecision(DefinitionRef definition, string id) => decisionsById.GetValueOrDefault(id);

    /// <inheritdoc />
    public ProcessGraph? Find(DefinitionRef definition) => byReference.GetValueOrDefault(definition);

    /// <inheritdoc />
    public ProcessGraph? Resolve(string key, CallBinding binding, int version) => byReference.Values
        .Where(graph => graph.Definition.Key == key && (binding != CallBinding.Version || graph.Definition.Version == version))
        .MaxBy(graph => graph.Definition.Version);

    /// <inheritdoc />
    public ValueTask<IDefinitions> Of(long definitionId, CancellationToken cancellation) => new(this);
}
