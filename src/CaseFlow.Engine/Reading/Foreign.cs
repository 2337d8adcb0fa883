using System.Xml.Linq;

namespace CaseFlow.Engine.Reading;

/// <summary>
/// What other engines' modelers write in their own namespaces and has an equal here. Camunda 7, Operaton, Flowable and
/// Activiti use the same names; Zeebe has its own elements.
/// </summary>
internal static class Foreign
{
    public static readonly XNamespace Zeebe = "http://camunda.org/schema/zeebe/1.0";

    private static readonly XNamespace[] Namespaces =
    [
        BpmnNames.CaseFlow,
        "http://camunda.org/schema/1.0/bpmn",
        "http://operaton.org/schema/1.0/bpmn",
        "http://flowable.org/bpmn",
        "http://activiti.org/bpmn",
    ];

    /// <summary>Whether attributes and elements of this namespace may have an equal here.</summary>
    public static bool IsKnown(XNamespace space) => Array.IndexOf(Namespaces, space) >= 0;

    /// <summary>The first of these attributes that is given; null: none.</summary>
    public static string? Attribute(XElement source, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var space in Namespaces)
            {
                if ((string?)source.Attribute(space + name) is { } value && !string.IsNullOrWhiteSpace(value))
                {
                    return value.Trim();
                }
            }
        }

        return null;
    }

    /// <summary>Extension elements of this name in any of the namespaces but Zeebe's.</summary>
    public static IEnumerable<XElement> Elements(XElement source, string name) =>
        Extensions(source).Where(element => element.Name.LocalName == name && IsKnown(element.Name.Namespace));

    /// <summary>Zeebe's extension element of this name; null: none.</summary>
    public static XElement? ZeebeElement(XElement source, string name) => Extensions(source).FirstOrDefault(element => element.Name == Zeebe + name);

    /// <summary>An attribute of Zeebe's extension element; null: none, or empty.</summary>
    public static string? ZeebeAttribute(XElement source, string element, string attribute) =>
        (string?)ZeebeElement(source, element)?.Attribute(attribute) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static IEnumerable<XElement> Extensions(XElement source) =>
        source.Elements(BpmnNames.Model + "extensionElements").Elements();
}
