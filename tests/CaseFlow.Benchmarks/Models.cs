using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CaseFlow.Engine;
using CaseFlow.Engine.Decisions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.State;

namespace CaseFlow.Benchmarks;

/// <summary>The processes that are measured, as BPMN files.</summary>
internal static class Models
{
    public const string Head = """
        <definitions id="d" targetNamespace="urn:b" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="urn:caseflow:bpmn:1"
          xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI">
        <process id="p" isExecutable="true">
        """;

    /// <summary>20 flow elements as a service has them: tasks with roles, a deadline, decisions, a pair of parallel branches.</summary>
    public const string Twenty = Head + """
        <startEvent id="received"/>
        <userTask id="register" c:roles="clerk"/>
        <exclusiveGateway id="complete" default="incomplete"/>
        <endEvent id="returned"/>
        <userTask id="check" c:roles="specialist"/>
        <boundaryEvent id="late" attachedToRef="check"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
        <userTask id="explain" c:roles="head"/>
        <parallelGateway id="ask"/>
        <userTask id="household" c:roles="akimat"/>
        <userTask id="land" c:roles="land office"/>
        <parallelGateway id="answered"/>
        <serviceTask id="sum" c:result="total"/>
        <exclusiveGateway id="large" default="small"/>
        <userTask id="commission" c:roles="commission"/>
        <userTask id="decide" c:roles="head"/>
        <exclusiveGateway id="decided"/>
        <userTask id="sign" c:roles="head"/>
        <userTask id="handOut" c:roles="clerk"/>
        <intermediateThrowEvent id="told"/>
        <endEvent id="done"/>
        <sequenceFlow id="f1" sourceRef="received" targetRef="register"/>
        <sequenceFlow id="f2" sourceRef="register" targetRef="complete"/>
        <sequenceFlow id="f3" sourceRef="complete" targetRef="check"><conditionExpression>${documents &gt;= 2 and channel == "leb"}</conditionExpression></sequenceFlow>
        <sequenceFlow id="incomplete" sourceRef="complete" targetRef="returned"/>
        <sequenceFlow id="f5" sourceRef="check" targetRef="ask"/>
        <sequenceFlow id="f6" sourceRef="late" targetRef="explain"/>
        <sequenceFlow id="f7" sourceRef="explain" targetRef="done"/>
        <sequenceFlow id="f8" sourceRef="ask" targetRef="household"/>
        <sequenceFlow id="f9" sourceRef="ask" targetRef="land"/>
        <sequenceFlow id="f10" sourceRef="household" targetRef="answered"/>
        <sequenceFlow id="f11" sourceRef="land" targetRef="answered"/>
        <sequenceFlow id="f12" sourceRef="answered" targetRef="sum"/>
        <sequenceFlow id="f13" sourceRef="sum" targetRef="large"/>
        <sequenceFlow id="f14" sourceRef="large" targetRef="commission"><conditionExpression>${cows + horses * 2 &gt; 100}</conditionExpression></sequenceFlow>
        <sequenceFlow id="small" sourceRef="large" targetRef="decide"/>
        <sequenceFlow id="f16" sourceRef="commission" targetRef="decided"/>
        <sequenceFlow id="f17" sourceRef="decide" targetRef="decided"/>
        <sequenceFlow id="f18" sourceRef="decided" targetRef="sign"/>
        <sequenceFlow id="f19" sourceRef="sign" targetRef="handOut"/>
        <sequenceFlow id="f20" sourceRef="handOut" targetRef="told"/>
        <sequenceFlow id="f21" sourceRef="told" targetRef="done"/>
        </process></definitions>
        """;

    /// <summary>
    /// Rounds of a decision with two tasks behind it, alternately closed by an exclusive and an inclusive gateway, with
    /// the diagram that a modeler draws. Four elements a round.
    /// </summary>
    public static string Large(int elements)
    {
        var (model, diagram) = (new StringBuilder(Head), new StringBuilder());
        var flows = 0;
        void Flow(string from, string to, string? condition = null)
        {
            var id = Id("flow", ++flows);
            var inside = condition is null ? "" : $"<conditionExpression>{condition}</conditionExpression>";
            model.Append(CultureInfo.InvariantCulture, $"""<sequenceFlow id="{id}" sourceRef="{from}" targetRef="{to}">{inside}</sequenceFlow>""").AppendLine();
            diagram.Append(CultureInfo.InvariantCulture, $"""<bpmndi:BPMNEdge id="{id}_di" bpmnElement="{id}"><di:waypoint x="1" y="2"/><di:waypoint x="3" y="4"/></bpmndi:BPMNEdge>""").AppendLine();
        }

        void Element(string kind, string id, string attributes = "")
        {
            model.Append(CultureInfo.InvariantCulture, $"""<{kind} id="{id}" name="{kind} {id}" {attributes}/>""").AppendLine();
            diagram.Append(CultureInfo.InvariantCulture, $"""<bpmndi:BPMNShape id="{id}_di" bpmnElement="{id}"><dc:Bounds x="1" y="2" width="100" height="80"/></bpmndi:BPMNShape>""").AppendLine();
        }

        Element("startEvent", "start");
        var last = "start";
        for (var round = 1; round <= (elements - 2) / 4; round++)
        {
            var (split, join, left, right) = (Id("split", round), Id("join", round), Id("left", round), Id("right", round));
            var gateway = round % 2 == 0 ? "inclusiveGateway" : "exclusiveGateway";
            Element(gateway, split);
            Element("userTask", left, "c:roles=\"clerk\"");
            Element("userTask", right, "c:roles=\"head\"");
            Element(gateway, join);
            Flow(last, split);
            Flow(split, left, "${a &gt; " + round.ToString(CultureInfo.InvariantCulture) + "}");
            Flow(split, right, "${a &lt;= " + round.ToString(CultureInfo.InvariantCulture) + "}");
            Flow(left, join);
            Flow(right, join);
            last = join;
        }

        Element("endEvent", "end");
        Flow(last, "end");
        return model.Append("""</process><bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="p">""").AppendLine()
            .Append(diagram).Append("</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>").ToString();
    }

    /// <summary>One activity in as many instances as the variable <c>n</c> says, or as <c>list</c> has items.</summary>
    /// <param name="activity">The activity's inside is given, its multi-instance marker added.</param>
    /// <param name="loop">Attributes and children of the marker.</param>
    public static string Many(string activity, XElement loop)
    {
        XNamespace model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
        var document = XDocument.Parse(Head + "<startEvent id=\"start\"/>" + activity + """
            <endEvent id="end"/>
            <sequenceFlow id="in" sourceRef="start" targetRef="many"/><sequenceFlow id="out" sourceRef="many" targetRef="end"/>
            </process></definitions>
            """);
        loop.Name = model + "multiInstanceLoopCharacteristics";
        foreach (var child in loop.Elements())
        {
            child.Name = model + child.Name.LocalName;
        }

        document.Descendants().Single(element => (string?)element.Attribute("id") == "many").AddFirst(loop);
        return document.ToString();
    }

    /// <summary>The instance after this trigger.</summary>
    public static Stepped Step(IDefinitions definitions, ProcessState? state, Trigger trigger) => Stepper.Step(definitions, state, trigger, default) switch
    {
        Stepped stepped => stepped,
        Rejected rejected => throw new InvalidOperationException(rejected.Message),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    public static Single Read(string xml) => BpmnReader.Read(xml) switch
    {
        { IsAccepted: true, Processes: [var graph] } => new Single(graph.As(graph.Definition with { Version = 1 })),
        var refused => throw new InvalidOperationException(string.Join('\n', refused.Diagnostics)),
    };

    private static string Id(string kind, int number) => kind + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One definition.</summary>
    internal sealed class Single(ProcessGraph graph) : IDefinitions
    {
        public ProcessGraph Graph => graph;

        public ProcessGraph? Find(DefinitionRef definition) => definition == graph.Definition ? graph : null;

        public ProcessGraph? Resolve(string key, CallBinding binding, int version) => graph;

        public Decision? FindDecision(DefinitionRef definition, string id) => null;
    }
}
