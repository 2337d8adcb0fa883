using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Core.Cases;

/// <summary>An element of a case, with the definition to which it belongs: two that one case runs may use the same ids.</summary>
/// <param name="Definition">The case's own definition, or one that it calls.</param>
/// <param name="Id">BPMN id; of a process its own.</param>
public sealed record CaseElement(Definition Definition, string Id)
{
    /// <summary>The element; null: it is the process itself.</summary>
    public FlowElement? Element => Definition.Graph.Elements.GetValueOrDefault(Id);

    /// <summary>Its name in a language.</summary>
    public string NameIn(string language) => Id.Length == 0 ? "" : Definition.NameOf(Id, language);
}
