using System.Xml.Linq;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>Reads one process: elements first, then what joins them, then the rules of the whole.</summary>
internal sealed class ProcessReader(ReadContext context)
{
    private readonly Dictionary<string, FlowElement> elements = new(StringComparer.Ordinal);
    private readonly Dictionary<FlowElement, XElement> sources = [];
    private readonly Dictionary<string, string> lanes = new(StringComparer.Ordinal);
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
        foreach (var laneSet in container.Elements(BpmnNames.Model + "laneSet"))
        {
            ReadLanes(laneSet);
        }

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
            else if (!BpmnNames.Kept.Contains(name) && !name.EndsWith("LoopCharacteristics", StringComparison.Ordinal))
            {
                context.Error(DiagnosticCodes.UnsupportedElement, child, $"«{name}» is not run by this engine.", "Model it with the supported elements; the list is in docs/bpmn-support.md.");
            }
        }

        var byId = members.ToLookup(member => member.Id, StringComparer.Ordinal);
        var read = flows.Select(flow => ReadFlow(flow, byId)).OfType<SequenceFlow>().ToArray();
        Wire(members, read);
        JoinLinks(members);
        AttachBoundaries(members, new CompensationReader(context, container, byId));
        return ScopeOf(container, id, members, read);
    }

    private Scope ScopeOf(XElement container, string id, List<FlowElement> members, SequenceFlow[] flows)
    {
        var starts = members.OfType<SubProcess>().Where(member => member.TriggeredByEvent)
            .SelectMany(member => member.Body.Elements.OfType<StartEvent>()).ToArray();
        return new Scope
        {
            Id = id,
            Elements = members,
            Flows = flows,
            Data = new DataReader(context, container).Data(),
            NoneStart = members.OfType<StartEvent>().FirstOrDefault(start => start.Trigger is NoneTrigger),
            EventStarts = [.. starts.Where(start => start.Trigger is not CompensationTrigger)],
            CompensationStart = starts.FirstOrDefault(start => start.Trigger is CompensationTrigger),
        };
    }

    /// <summary>A lane inside a lane is the nearer one.</summary>
    private void ReadLanes(XElement laneSet)
    {
        foreach (var lane in laneSet.Elements(BpmnNames.Model + "lane"))
        {
            var name = (string?)lane.Attribute("name") is { } given && !string.IsNullOrWhiteSpace(given) ? given.Trim() : (string?)lane.Attribute("id");
            foreach (var reference in lane.Elements(BpmnNames.Model + "flowNodeRef"))
            {
                lanes[context.LocalName(reference.Value)] = name ?? "";
            }

            foreach (var inner in lane.Elements(BpmnNames.Model + "childLaneSet"))
            {
                ReadLanes(inner);
            }
        }
    }

    private FlowElement ReadElement(XElement source, SubProcess? parent)
    {
        var id = IdOf(source);
        var lane = lanes.GetValueOrDefault(id) is { Length: > 0 } name ? name : null;
        var element = new ElementReader(context, source, id).Read(lane, parent?.TriggeredByEvent == true);
        element.Parent = parent;
        element.Place = sources.Count;
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

    private void AttachBoundaries(List<FlowElement> members, CompensationReader compensation)
    {
        var activities = members.OfType<Activity>().ToLookup(activity => activity.Id, StringComparer.Ordinal);
        foreach (var group in members.OfType<BoundaryEvent>().GroupBy(boundary => context.LocalName(boundary.AttachedTo), StringComparer.Ordinal))
        {
            if (activities[group.Key].FirstOrDefault() is not { } activity)
            {
                foreach (var boundary in group)
                {
                    context.Error(DiagnosticCodes.UnknownReference, sources[boundary], $"The boundary event is attached to «{group.Key}», which is no activity of the same scope.", "Attach it to an activity.");
                }

                continue;
            }

            foreach (var boundary in group)
            {
                boundary.Host = activity;
            }

            activity.Boundaries = [.. group.Where(boundary => boundary.Trigger is not CompensationTrigger)];
            compensation.Attach(activity, [.. group.Where(boundary => boundary.Trigger is CompensationTrigger)], boundary => sources[boundary]);
        }

        compensation.CheckHandlers(members, member => sources[member]);
    }

    /// <summary>A throwing link goes on at the catching one of its name (BPMN 2.0.2, 10.5.5).</summary>
    private static void JoinLinks(List<FlowElement> members)
    {
        var targets = members.OfType<IntermediateCatchEvent>().Where(member => member.Trigger is LinkTrigger)
            .ToLookup(member => ((LinkTrigger)member.Trigger).Name, StringComparer.Ordinal);
        foreach (var link in members.OfType<IntermediateThrowEvent>().Where(member => member.Trigger is LinkTrigger))
        {
            link.LinkTarget = targets[((LinkTrigger)link.Trigger).Name].FirstOrDefault();
            if (link.LinkTarget is { } target)
            {
                target.LinkSources = [.. target.LinkSources, link];
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
        var found = reference is null ? null : members[context.LocalName(reference)].FirstOrDefault();
        if (found is null && context.Find(reference) is { } elsewhere && BpmnNames.Run.Contains(elsewhere.Name.LocalName))
        {
            context.Error(DiagnosticCodes.FlowCrossesScope, flow, $"The sequence flow's {attribute} «{reference}» is in another scope.", "Connect elements of the same process or sub-process; use messages between processes.");
        }
        else if (found is null && !IsRefused(flow.Parent!, reference))
        {
            context.Error(DiagnosticCodes.UnknownReference, flow, $"The sequence flow's {attribute} «{reference}» does not exist.", "Connect the flow to an element.");
        }

        return found;
    }

    /// <summary>Whether the element is there, and was refused as one that is not run.</summary>
    private bool IsRefused(XElement scope, string? reference) =>
        context.Find(reference) is { } element && element.Parent == scope && !BpmnNames.Kept.Contains(element.Name.LocalName);

    /// <summary>An empty condition is none: some modelers leave the element behind. One that cannot be read is still a condition.</summary>
    private Expression? Condition(XElement flow)
    {
        var condition = flow.Element(BpmnNames.Model + "conditionExpression");
        return condition is null || string.IsNullOrWhiteSpace(condition.Value) ? null : context.Condition(condition) ?? Expression.Variable("none");
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
                member.DefaultFlow = member.Outgoing.FirstOrDefault(flow => flow.Id == context.LocalName(reference));
                if (member.DefaultFlow is null)
                {
                    context.Error(DiagnosticCodes.UnknownReference, sources[member], $"The default flow «{reference}» does not leave this element.", "Choose one of its outgoing flows.");
                }
            }
        }
    }
}
