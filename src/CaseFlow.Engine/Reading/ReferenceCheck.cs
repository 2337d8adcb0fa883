using System.Xml.Linq;

namespace CaseFlow.Engine.Reading;

/// <summary>
/// References that the schema types as IDREF must point to something in the file, also where the engine does not look: in processes that
/// are not executable, lanes and data associations. What the reader has said already is not said again.
/// </summary>
internal static class ReferenceCheck
{
    private static readonly string[] Attributes = ["default", "dataObjectRef", "inputDataRef", "outputDataRef"];

    /// <summary>Those of associations and message flows are QNames, which may point into other files.</summary>
    private static readonly string[] FlowAttributes = ["sourceRef", "targetRef"];

    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "sourceRef", "targetRef", "flowNodeRef", "dataInputRefs", "optionalInputRefs", "whileExecutingInputRefs", "outputSetRefs",
        "dataOutputRefs", "optionalOutputRefs", "whileExecutingOutputRefs", "inputSetRefs",
    };

    public static void Check(ReadContext context)
    {
        foreach (var element in context.Document.Root!.Descendants().Where(element => element.Name.Namespace == BpmnNames.Model))
        {
            if (!context.HasSpokenOfAttributes(element) && References(element).FirstOrDefault(reference => context.Find(reference.Id) is null) is { Id: not null } dangling)
            {
                context.Error(DiagnosticCodes.UnknownReference, element, $"The {dangling.Name} «{dangling.Id}» does not exist.", "Choose an element of this file, or remove the reference.");
            }
        }
    }

    private static IEnumerable<(string Name, string Id)> References(XElement element)
    {
        var names = element.Name.LocalName == "sequenceFlow" ? FlowAttributes : Attributes;
        foreach (var name in names)
        {
            if ((string?)element.Attribute(name) is { } id)
            {
                yield return (name, id.Trim());
            }
        }

        if (Elements.Contains(element.Name.LocalName) && !element.HasElements)
        {
            yield return (element.Name.LocalName, element.Value.Trim());
        }
    }
}
