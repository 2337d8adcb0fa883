using System.Collections.Immutable;
using System.Xml.Linq;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Reading;

/// <summary>Reads one flow element. What it cannot run it reports, and returns a harmless element in its place.</summary>
internal sealed class ElementReader(ReadContext context, XElement source, string id)
{
    private static readonly HashSet<string> CanWait = new(StringComparer.Ordinal)
    {
        "task", "userTask", "serviceTask", "scriptTask", "sendTask", "receiveTask", "manualTask", "businessRuleTask", "callActivity",
        "intermediateThrowEvent", "endEvent",
    };

    private string Type => source.Name.LocalName;

    private ImmutableDictionary<string, string> Extensions => source.Attributes()
        .Where(attribute => attribute.Name.Namespace == BpmnNames.CaseFlow)
        .ToImmutableDictionary(attribute => attribute.Name.LocalName, attribute => attribute.Value, StringComparer.Ordinal);

    /// <summary>Reads the element.</summary>
    /// <param name="lane">Name of the lane that holds it; null: none.</param>
    /// <param name="inEventSubProcess">Whether it lies directly in an event sub-process.</param>
    public FlowElement Read(string? lane, bool inEventSubProcess)
    {
        RefuseQuantities();
        var element = Make(lane, inEventSubProcess);
        element.Id = id;
        element.Name = (string?)source.Attribute("name");
        element.Line = ReadContext.LineOf(source);
        element.Extensions = element is UserTask ? WithForm(Extensions) : Extensions;
        return element;
    }

    private FlowElement Make(string? lane, bool inEventSubProcess)
    {
        var isWaitedFor = CanWait.Contains(Type) && (context.Options.WaitFor.Contains("#" + id) || context.Options.WaitFor.Contains(Type));
        var activities = new ActivityReader(context, source, id);
        if (isWaitedFor)
        {
            return activities.ReadUserTask(lane);
        }

        var events = new EventReader(context, source);
        return Type switch
        {
            "startEvent" => events.ReadStart(inEventSubProcess),
            "endEvent" => events.ReadEnd(),
            "intermediateCatchEvent" => events.ReadCatch(),
            "intermediateThrowEvent" => events.ReadThrow(),
            "boundaryEvent" => events.ReadBoundary(),
            "exclusiveGateway" => new ExclusiveGateway(),
            "parallelGateway" => new ParallelGateway(),
            "inclusiveGateway" => new InclusiveGateway(),
            "eventBasedGateway" => new EventBasedGateway
            {
                Instantiate = context.Boolean(source, "instantiate"),
                Parallel = (string?)source.Attribute("eventGatewayType") == "Parallel",
            },
            _ => activities.Read(lane),
        };
    }

    private void RefuseQuantities()
    {
        foreach (var quantity in (string[])["startQuantity", "completionQuantity"])
        {
            if ((string?)source.Attribute(quantity) is { } number && number.Trim() != "1")
            {
                context.Error(DiagnosticCodes.UnsupportedQuantity, source, $"A {quantity} other than 1 is not run.", $"Remove {quantity}.");
            }
        }
    }

    private ImmutableDictionary<string, string> WithForm(ImmutableDictionary<string, string> own)
    {
        var form = Foreign.Attribute(source, "formKey") ?? Foreign.ZeebeAttribute(source, "formDefinition", "formKey") ?? Foreign.ZeebeAttribute(source, "formDefinition", "formId");
        return form is null || own.ContainsKey("form") ? own : own.Add("form", form);
    }
}
