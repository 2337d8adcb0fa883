using System.Xml.Linq;

namespace CaseFlow.Engine.Reading;

/// <summary>Something that another tool wrote into a file and that has no effect here. It stays in the file.</summary>
/// <param name="Element">Id of the BPMN element that it stands at; null: none has one.</param>
/// <param name="Line">1-based.</param>
/// <param name="Name">With the prefix that the file uses, an attribute with @.</param>
/// <param name="Value">Of an attribute; null for an element.</param>
public sealed record ForeignPart(string? Element, int Line, string Name, string? Value);

/// <summary>Lists what a file from another tool says that this engine does not use: read and kept, not lost.</summary>
public static class ForeignReport
{
    private const string StandardNamespaces = "http://www.omg.org/spec/";

    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "assignee", "candidateUsers", "candidateGroups", "dueDate", "formKey", "calledElementBinding", "calledElementVersion", "inheritVariables",
        "collection", "elementVariable", "expression", "resultVariable", "resultVariableName", "decisionRef", "mapDecisionResult",
        "errorCodeVariable", "errorMessageVariable", "escalationCodeVariable",
    };

    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "in", "out", "inputOutput", "inputParameter", "outputParameter", "value", "list", "map", "entry", "script",
    };

    private static readonly HashSet<string> ZeebeElements = new(StringComparer.Ordinal)
    {
        "taskDefinition", "ioMapping", "input", "output", "calledElement", "calledDecision", "loopCharacteristics", "subscription", "script",
        "assignmentDefinition", "taskSchedule", "formDefinition",
    };

    /// <summary>Reads a BPMN file.</summary>
    /// <returns>In document order; empty when the file is no XML that may be read.</returns>
    public static IReadOnlyList<ForeignPart> Read(Stream content)
    {
        var bytes = SafeXml.ReadBounded(content);
        return bytes is not null && SafeXml.Load(bytes, out _)?.Root is { } root ? [.. Parts(root)] : [];
    }

    private static IEnumerable<ForeignPart> Parts(XElement element)
    {
        if (element.Name.LocalName == "BPMNDiagram")
        {
            yield break; // Colours and the like: what a modeler draws is its own business.
        }

        if (!IsUsed(element))
        {
            yield return new ForeignPart(IdOf(element), ReadContext.LineOf(element), Name(element, element.Name), null);
            yield break;
        }

        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && !IsUsed(attribute)))
        {
            yield return new ForeignPart(IdOf(element), ReadContext.LineOf(element), "@" + Name(element, attribute.Name), attribute.Value);
        }

        foreach (var part in element.Elements().SelectMany(Parts))
        {
            yield return part;
        }
    }

    private static bool IsUsed(XElement element) =>
        IsStandard(element.Name.Namespace)
        || (element.Name.Namespace == Foreign.Zeebe ? ZeebeElements.Contains(element.Name.LocalName) : Foreign.IsKnown(element.Name.Namespace) && Elements.Contains(element.Name.LocalName));

    private static bool IsUsed(XAttribute attribute) => attribute.Name.Namespace switch
    {
        var space when space == XNamespace.None || space == BpmnNames.CaseFlow || IsStandard(space) => true,
        var space => Foreign.IsKnown(space) && Attributes.Contains(attribute.Name.LocalName),
    };

    private static bool IsStandard(XNamespace space) =>
        space.NamespaceName.StartsWith(StandardNamespaces, StringComparison.Ordinal)
        || space.NamespaceName is "http://www.w3.org/2001/XMLSchema-instance" or "http://www.w3.org/XML/1998/namespace";

    private static string? IdOf(XElement element) =>
        (string?)element.AncestorsAndSelf().FirstOrDefault(candidate => IsStandard(candidate.Name.Namespace) && candidate.Attribute("id") is not null)?.Attribute("id");

    private static string Name(XElement at, XName name) => at.GetPrefixOfNamespace(name.Namespace) is { Length: > 0 } prefix ? $"{prefix}:{name.LocalName}" : name.LocalName;
}
