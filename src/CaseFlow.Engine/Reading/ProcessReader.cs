using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>Reads one process: elements first, then the flows that join them, then the rules of the whole.</summary>
internal sealed class ProcessReader(ReadContext context)
{
    private readonly Dictionary<string, FlowElement> elements = new(StringComparer.Ordinal);
    private readonly Dictionary<FlowElement, XElement> sources = [];
    private readonly Dictionary<XElement, string> ids = [];

    public ProcessGraph Read(XElement process, string hash)
    {
        var id = (string?)process.Attribute("id") ?? "";
        if (id.Length == 0)
        {
            context.Error("missing-id", process, "The process has no id.", "Give it one: cases find their definition by it.");
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
                context.Error("unsupported-element", child, $"«{name}» is not run by this engine.", "Model it with the supported elements; the list is in docs/bpmn-support.md.");
            }
        }

        AttachBoundaries(members);
        var read = flows.Select(flow => ReadFlow(flow, members)).OfType<SequenceFlow>().ToArray();
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

    /// <summary>An id may be missing where nothing refers to the element; a made one names its place in the file.</summary>
    private string IdOf(XElement source)
    {
        if (!ids.TryGetValue(source, out var id))
        {
            id = (string?)source.Attribute("id") ?? $"{source.Name.LocalName}-{ReadContext.LineOf(source)}-{source.ElementsBeforeSelf().Count()}";
            ids.Add(source, id);
        }

        return id;
    }

    private void AttachBoundaries(List<FlowElement> members)
    {
        var activities = members.OfType<Activity>().ToDictionary(activity => activity.Id, StringComparer.Ordinal);
        foreach (var group in members.OfType<BoundaryEvent>().GroupBy(boundary => boundary.AttachedTo, StringComparer.Ordinal))
        {
            if (activities.TryGetValue(group.Key, out var activity))
            {
                activity.Boundaries = [.. group];
                continue;
            }

            foreach (var boundary in group)
            {
                context.Error("unknown-reference", sources[boundary], $"The boundary event is attached to «{group.Key}», which is no activity of the same scope.", "Attach it to an activity.");
            }
        }
    }

    private SequenceFlow? ReadFlow(XElement source, List<FlowElement> members)
    {
        var from = End(source, "sourceRef", members);
        var to = End(source, "targetRef", members);
        if (from is null || to is null)
        {
            return null;
        }

        return new SequenceFlow
        {
            Id = (string?)source.Attribute("id") ?? $"{from.Id}->{to.Id}@{source.ElementsBeforeSelf().Count()}",
            Name = (string?)source.Attribute("name"),
            Source = from,
            Target = to,
            Condition = Condition(source),
        };
    }

    private FlowElement? End(XElement flow, string attribute, List<FlowElement> members)
    {
        var reference = (string?)flow.Attribute(attribute);
        var found = members.Find(member => member.Id == reference);
        if (found is null && context.Find(reference) is not null)
        {
            context.Error("flow-crosses-scope", flow, $"The sequence flow's {attribute} «{reference}» is in another scope.", "Connect elements of the same process or sub-process; use messages between processes.");
        }
        else if (found is null)
        {
            context.Error("unknown-reference", flow, $"The sequence flow's {attribute} «{reference}» does not exist.", "Connect the flow to an element.");
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

        try
        {
            return Expression.Parse(condition.Value);
        }
        catch (ExpressionSyntaxException exception)
        {
            context.Error("expression-syntax", condition, exception.Message, "See the expression language in docs/bpmn-support.md.");
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
                    context.Error("unknown-reference", sources[member], $"The default flow «{reference}» does not leave this element.", "Choose one of its outgoing flows.");
                }
            }
        }
    }
}
