using System.Xml.Linq;

namespace CaseFlow.Engine.Reading;

internal static class BpmnNames
{
    /// <summary>Namespace of CaseFlow's own attributes; see <see cref="OwnAttributes"/>.</summary>
    public const string CaseFlowNamespace = "urn:caseflow:bpmn:1";

    public static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    public static readonly XNamespace CaseFlow = CaseFlowNamespace;

    /// <summary>Attributes of our own namespace that the engine or its host gives a meaning.</summary>
    public static readonly IReadOnlySet<string> OwnAttributes = new HashSet<string>(StringComparer.Ordinal)
    {
        "assignee", "users", "due", "binding", "version", "decision", "decisionResult", "form", "roles", "office", "deadline", "panel", "prefill", "handler", "letter", "result", "correlationKey", "calendar", "before",
    };

    /// <summary>Flow elements that run.</summary>
    public static readonly IReadOnlySet<string> Run = new HashSet<string>(StringComparer.Ordinal)
    {
        "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
        "task", "userTask", "serviceTask", "scriptTask", "sendTask", "receiveTask", "manualTask", "businessRuleTask",
        "subProcess", "transaction", "callActivity",
        "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway",
    };

    /// <summary>Children of a process or sub-process that are kept and do not change how it runs.</summary>
    public static readonly IReadOnlySet<string> Kept = new HashSet<string>(StringComparer.Ordinal)
    {
        "documentation", "extensionElements", "auditing", "monitoring", "property", "laneSet", "artifact", "association",
        "group", "textAnnotation", "dataObject", "dataObjectReference", "dataStoreReference", "ioSpecification", "ioBinding",
        "resourceRole", "performer", "humanPerformer", "potentialOwner", "incoming", "outgoing", "supports", "rendering",
        "correlationSubscription", "dataInputAssociation", "dataOutputAssociation", "dataInput", "dataOutput", "inputSet", "outputSet",
    };

    public static readonly IReadOnlySet<string> EventDefinitions = new HashSet<string>(StringComparer.Ordinal)
    {
        "messageEventDefinition", "timerEventDefinition", "errorEventDefinition", "terminateEventDefinition", "signalEventDefinition",
        "escalationEventDefinition", "conditionalEventDefinition", "linkEventDefinition", "compensateEventDefinition", "cancelEventDefinition",
        "eventDefinitionRef",
    };
}
