using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>Reads one process: elements first, then the flows that join them, then the rules of the whole.</summary>
internal sealed class ProcessReader(ReadContext context)
{
    private static readonly string[] KnownLanguages = ["feel", "juel", "xpath"];

    private readonly Dictionary<string, FlowElement> elements = new(StringComparer.Ordinal);
    private readonly Dictionary<FlowElement, XElement> sources = [];
    private int madeIds;

    public ProcessGraph Read(XElement process, string hash)
    {
        var id = (string?)process.Attribute("id") ?? "";
        if (id.Length == 0)
        {
            context.Error(DiagnosticCodes.MissingId, process, "The process has no id.", "Give it one: cases find their definition by it.");
        }

        var body = ReadScope(process, id, null);
        new GraphRules(context, sources).Check(body, process);
        return new ProcessGraph(new DefinitionRef(id, 0, hash), (string?)process.Attribute("name"), body, elements);
    }

    private Scope ReadScope(XElement container, string id, SubProcess? parent)
    {
        var members = new List<FlowElement>();
        var flows = new List<XElement>();
        foreach (var child in container.Elements().Where(child => child.Name.Namespace == BpmnNames.Model))
        {
            var name = child.Name.LocalName;
            if (name == "sequenceFlow")
            {
                flows.Add(child);
            }
            else if (BpmnNames.Run.Contains(name))
            {
                members.Add(ReadElement(child, parent));
            }
            else if (!BpmnNames.Kept.Contains(name) && !IsPartOfActivity(container, name))
            {
                context.Error(DiagnosticCodes.UnsupportedElement, child, $"«{name}» is not run by this engine.", "Model it with the supported elements; the list is in docs/bpmn-support.md.");
            }
        }

        AttachBoundaries(members);
        var byId = members.ToLookup(member => member.Id, StringComparer.Ordinal);
        var read = flows.Select(flow => ReadFlow(flow, byId)).OfType<SequenceFlow>().ToArray();
        Wire(members, read);
        return new Scope { Id = id, Elements = members, Flows = read };
    }

    /// <summary>Loop characteristics stand among a sub-process's children; <see cref="ReadElement"/> refuses them.</summary>
    private static bool IsPartOfActivity(XElement container, string name) =>
        container.Name.LocalName == "subProcess" && name.EndsWith("LoopCharacteristics", StringComparison.Ordinal);

    private FlowElement ReadElement(XElement source, SubProcess? parent)
    {
        var element = new ElementReader(context, source, IdOf(source)).Read();
        element.Parent = parent;
        sources[element] = source;
        elements.TryAdd(element.Id, element);
        if (element is SubProcess subProcess)
        {
            subProcess.Body = ReadScope(source, subProcess.Id, subProcess);
        }

        return element;
    }

    /// <summary>An id may be missing where nothing refers to the element; a made one is its kind and its place in the file.</summary>
    private string IdOf(XElement source)
    {
        if ((string?)source.Attribute("id") is { Length: > 0 } given)
        {
            return given;
        }

        string made;
        do
        {
            made = $"{source.Name.LocalName}-{++madeIds}";
        }
        while (context.Find(made) is not null);
        return made;
    }

    private void AttachBoundaries(List<FlowElement> members)
    {
        var activities = members.OfType<Activity>().ToLookup(activity => activity.Id, StringComparer.Ordinal);
        foreach (var group in members.OfType<BoundaryEvent>().GroupBy(boundary => boundary.AttachedTo, StringComparer.Ordinal))
        {
            if (activities[group.Key].FirstOrDefault() is { } activity)
            {
                activity.Boundaries = [.. group];
                continue;
            }

            foreach (var boundary in group)
            {
                context.Error(DiagnosticCodes.UnknownReference, sources[boundary], $"The boundary event is attached to «{group.Key}», which is no activity of the same scope.", "Attach it to an activity.");
            }
        }
    }

    private SequenceFlow? ReadFlow(XElement source, ILookup<string, FlowElement> members)
    {
        var from = End(source, "sourceRef", members);
        var to = End(source, "targetRef", members);
        if (from is null || to is null)
        {
            return null;
        }

        return new SequenceFlow
        {
            Id = IdOf(source),
            Name = (string?)source.Attribute("name"),
            Source = from,
            Target = to,
            Condition = Condition(source),
        };
    }

    private FlowElement? End(XElement flow, string attribute, ILookup<string, FlowElement> members)
    {
        var reference = (string?)flow.Attribute(attribute);
        var found = reference is null ? null : members[reference].FirstOrDefault();
        if (found is null && context.Find(reference) is not null)
        {
            context.Error(DiagnosticCodes.FlowCrossesScope, flow, $"The sequence flow's {attribute} «{reference}» is in another scope.", "Connect elements of the same process or sub-process; use messages between processes.");
        }
        else if (found is null)
        {
            context.Error(DiagnosticCodes.UnknownReference, flow, $"The sequence flow's {attribute} «{reference}» does not exist.", "Connect the flow to an element.");
        }

        return found;
    }

    private Expression? Condition(XElement flow)
    {
        var condition = flow.Element(BpmnNames.Model + "conditionExpression");
        if (condition is null)
        {
            return null;
        }

        // Modelers write XPath, BPMN's default, whatever the expression is.
        var language = (string?)condition.Attribute("language") ?? "";
        if (language.Length > 0 && !KnownLanguages.Any(known => language.Contains(known, StringComparison.OrdinalIgnoreCase)))
        {
            context.Error(DiagnosticCodes.UnsupportedLanguage, condition, $"The expression language «{language}» is not run.", "Write the condition in the expression language of docs/bpmn-support.md.");
            return null;
        }

        try
        {
            return Expression.Parse(condition.Value);
        }
        catch (ExpressionSyntaxException exception)
        {
            context.Error(DiagnosticCodes.ExpressionSyntax, condition, exception.Message, "See the expression language in docs/bpmn-support.md.");
            return null;
        }
    }

    private void Wire(List<FlowElement> members, SequenceFlow[] flows)
    {
        var outgoing = flows.ToLookup(flow => flow.Source);
        var incoming = flows.ToLookup(flow => flow.Target);
        foreach (var member in members)
        {
            member.Outgoing = [.. outgoing[member]];
            member.Incoming = [.. incoming[member]];
            if ((string?)sources[member].Attribute("default") is { } reference)
            {
                member.DefaultFlow = member.Outgoing.FirstOrDefault(flow => flow.Id == reference);
                if (member.DefaultFlow is null)
                {
                    context.Error(DiagnosticCodes.UnknownReference, sources[member], $"The default flow «{reference}» does not leave this element.", "Choose one of its outgoing flows.");
                }
            }
        }
    }
}
