using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>Where the runner gets the definitions of a step from.</summary>
public interface IDefinitionSource
{
    /// <summary>A snapshot that holds this definition version, what the case has called, and all that it can call now.</summary>
    /// <param name="definitionId">As the case row names it.</param>
    /// <param name="state">Where the case stands; null: it begins.</param>
    /// <param name="now">The time of the step, which decides what is in force.</param>
    /// <param name="cancellation">Stops reading.</param>
    ValueTask<ICaseDefinitions> Of(long definitionId, ProcessState? state, Instant now, CancellationToken cancellation);
}

/// <summary>The definitions of a step, with the rows on which they are kept.</summary>
public interface ICaseDefinitions : IDefinitions
{
    /// <summary>The row of a definition version of this snapshot.</summary>
    /// <exception cref="KeyNotFoundException">The snapshot lacks it.</exception>
    long IdOf(DefinitionRef definition);
}

/// <summary>The definitions of a case, and those of the version to which it goes.</summary>
public sealed class JoinedDefinitions(ICaseDefinitions first, ICaseDefinitions second) : ICaseDefinitions
{
    /// <inheritdoc />
    public ProcessGraph? Find(DefinitionRef definition) => first.Find(definition) ?? second.Find(definition);

    /// <inheritdoc />
    public ProcessGraph? Resolve(string key, CallBinding binding, int version) => first.Resolve(key, binding, version) ?? second.Resolve(key, binding, version);

    /// <inheritdoc />
    public Decision? FindDecision(DefinitionRef definition, string id) =>
        first.Find(definition) is not null ? first.FindDecision(definition, id) : second.FindDecision(definition, id);

    /// <inheritdoc />
    public long IdOf(DefinitionRef definition) => (first.Find(definition) is not null ? first : second).IdOf(definition);
}

/// <summary>A fixed set of definitions: of a draft that is tried out, or of a test. Their rows are numbered from 1.</summary>
public sealed class GivenDefinitions(IEnumerable<ProcessGraph> graphs, IEnumerable<Decision>? decisions = null) : ICaseDefinitions, IDefinitionSource
{
    private readonly ProcessGraph[] all = [.. graphs];
    private readonly Dictionary<string, Decision> decisionsById = (decisions ?? []).ToDictionary(static decision => decision.Id, StringComparer.Ordinal);

    /// <inheritdoc />
    public Decision? FindDecision(DefinitionRef definition, string id) => decisionsById.GetValueOrDefault(id);

    /// <inheritdoc />
    public ProcessGraph? Find(DefinitionRef definition) => Array.Find(all, graph => graph.Definition == definition);

    /// <inheritdoc />
    public ProcessGraph? Resolve(string key, CallBinding binding, int version) => all
        .Where(graph => graph.Definition.Key == key && (binding != CallBinding.Version || graph.Definition.Version == version))
        .MaxBy(graph => graph.Definition.Version);

    /// <inheritdoc />
    public long IdOf(DefinitionRef definition) => Array.FindIndex(all, graph => graph.Definition == definition) + 1 is var id and > 0
        ? id
        : throw new KeyNotFoundException($"There is no definition {definition}.");

    /// <inheritdoc />
    public ValueTask<ICaseDefinitions> Of(long definitionId, ProcessState? state, Instant now, CancellationToken cancellation) => new(this);
}
