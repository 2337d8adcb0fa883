using CaseFlow.Engine.Decisions;

namespace CaseFlow.Engine.Model;

/// <summary>
/// An immutable snapshot of definitions. A step needs more than one (call activities, decisions, migration), so the
/// stepper asks here instead of getting a single graph.
/// </summary>
public interface IDefinitions
{
    /// <summary>The graph of exactly this version, or null when the snapshot lacks it.</summary>
    ProcessGraph? Find(DefinitionRef definition);

    /// <summary>The graph that a call activity means; null when there is none.</summary>
    /// <param name="key">Id of the called process.</param>
    /// <param name="binding">Which of its versions.</param>
    /// <param name="version">With <see cref="CallBinding.Version"/>: which.</param>
    ProcessGraph? Resolve(string key, CallBinding binding, int version);

    /// <summary>The decision of this id that belongs to the definition; null when there is none.</summary>
    /// <param name="definition">The definition whose business rule task asks.</param>
    /// <param name="id">Id of the decision.</param>
    Decision? FindDecision(DefinitionRef definition, string id);
}
