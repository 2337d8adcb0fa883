using System.Text;
using System.Xml;
using System.Xml.Linq;
using CaseFlow.Engine.Tests.Support;
using CsCheck;

namespace CaseFlow.Engine.Tests.Fuzzing;

/// <summary>Turns a BPMN file into well-formed XML that is no longer what its modeler drew.</summary>
internal sealed class XmlMutator
{
    private const int MaximumSize = 5 * 1024 * 1024;

    private static readonly string[] Types =
    [
        "definitions", "process", "collaboration", "message", "error", "signal", "escalation", "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
        "task", "userTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "manualTask", "businessRuleTask", "callActivity", "subProcess", "transaction", "adHocSubProcess",
        "exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway", "sequenceFlow", "association", "textAnnotation", "group", "laneSet", "lane", "flowNodeRef",
        "dataObject", "dataObjectReference", "property", "ioSpecification", "conditionExpression", "script", "documentation", "extensionElements", "incoming", "outgoing",
        "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "loopCardinality", "completionCondition", "loopCondition", "condition", "timeDate", "timeDuration", "timeCycle",
        "messageEventDefinition", "timerEventDefinition", "errorEventDefinition", "signalEventDefinition", "escalationEventDefinition", "conditionalEventDefinition", "linkEventDefinition",
        "compensateEventDefinition", "cancelEventDefinition", "terminateEventDefinition", "potentialOwner", "resourceAssignmentExpression", "formalExpression",
    ];

    private static readonly string[] Attributes =
    [
        "id", "name", "isExecutable", "default", "sourceRef", "targetRef", "attachedToRef", "cancelActivity", "triggeredByEvent", "isInterrupting", "isForCompensation", "isSequential", "messageRef", "errorRef",
        "signalRef", "escalationRef", "activityRef", "waitForCompletion", "calledElement", "scriptFormat", "parallelMultiple", "instantiate", "eventGatewayType", "errorCode", "escalationCode", "loopMaximum",
        "testBefore", "behavior", "startQuantity", "language", "targetNamespace", "gatewayDirection", "dataObjectRef", "dataStoreRef", "associationDirection", "method",
    ];

    private static readonly string[] Values =
        ["", " ", "true", "false", "1", "0", "-1", "maybe", "${", "${x}", "#{a.b[0]}", "=x", "x = 1", "a:b", "PT1H", "PT0S", "R2/PT1H", "R/P1D", "P99999999Y", "2030-01-01T00:00:00Z", "0 0 * * * ?", "javascript", "feel", "None", "All", "ä 𝄞", "a\nb", "\"'<&>"];

    private readonly PCG choices;
    private readonly XDocument document;

    private XmlMutator(XDocument document, PCG choices)
    {
        this.choices = choices;
        this.document = document;
    }

    public static byte[] Mutate(byte[] file, PCG choices)
    {
        var mutator = new XmlMutator(XDocument.Load(new MemoryStream(file)), choices);
        for (var times = 1 + choices.Below(5); times > 0; times--)
        {
            mutator.Mutate(mutator.Any());
        }

        return mutator.Write();
    }

    private XElement Any() => choices.Choose(document.Root!.DescendantsAndSelf().ToArray());

    private void Mutate(XElement element)
    {
        switch (choices.Below(14))
        {
            case 0 when element.Parent is not null:
                element.Remove();
                break;
            case 1 when element.Parent is not null:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2:
                Any().Add(new XElement(element));
                break;
            case 3:
                element.Name = element.Name.Namespace + choices.Choose(Types);
                break;
            case 4 when element.Parent is not null:
                Swap(element, Any());
                break;
            case 5:
                element.SetAttributeValue(choices.Choose(Attributes), choices.Choose(document.Root!.DescendantsAndSelf().Attributes().ToArray()).Value);
                break;
            case 6 when element.HasAttributes:
                choices.Choose(element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).DefaultIfEmpty().ToArray())?.Remove();
                break;
            case 7:
                element.SetAttributeValue(choices.Choose(Attributes), choices.Choose(Values));
                break;
            case 8 when element.Parent is not null:
                Nest(element, choices.Below(70));
                break;
            case 9:
                element.SetAttributeValue(choices.Choose(Attributes), new string('x', 1 << choices.Below(20)));
                break;
            case 10:
                element.Add(choices.Choose(Values));
                break;
            case 11:
                element.SetAttributeValue(Bpmn.CaseFlow + choices.Choose(Attributes), choices.Choose(Values));
                break;
            case 12:
                element.Add(new XElement(Bpmn.Model + choices.Choose(Types), new XAttribute(choices.Choose(Attributes), choices.Choose(Values))));
                break;
            case 13 when element.Parent is not null && choices.Below(8) == 0:
                Multiply(element);
                break;
        }
    }

    private static void Swap(XElement one, XElement other)
    {
        if (other.Parent is not null && !one.AncestorsAndSelf().Contains(other) && !other.Ancestors().Contains(one))
        {
            var (first, second) = (new XElement(one), new XElement(other));
            one.ReplaceWith(second);
            other.ReplaceWith(first);
        }
    }

    private static void Nest(XElement element, int depth)
    {
        var inner = new XElement(element);
        for (var level = 0; level < depth; level++)
        {
            inner = new XElement(Bpmn.Model + "subProcess", inner);
        }

        element.ReplaceWith(inner);
    }

    /// <summary>As large as a file may be.</summary>
    private void Multiply(XElement element)
    {
        var copies = Math.Min(20_000 / element.DescendantsAndSelf().Count(), MaximumSize / element.ToString().Length);
        for (var copy = choices.Below(Math.Max(copies, 1)); copy > 0; copy--)
        {
            element.AddAfterSelf(new XElement(element));
        }
    }

    private byte[] Write()
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = choices.Below(6) == 0 ? Encoding.Unicode : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false };
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            document.Save(writer);
        }

        return bytes.ToArray();
    }
}
