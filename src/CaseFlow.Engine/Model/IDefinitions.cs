namespace CaseFlow.Engine.Model;

/// <summary>
/// An immutable snapshot of definitions. A step needs more than one (call activities, migration), so the
/// stepper asks here instead of getting a single graph.
/// </summary>
public interface IDefinitions
{
    /// <summary>The graph of exactly this version, or null when the snapshot lacks it.</summary>
    ProcessGraph? Find(DefinitionRef definition);
}
