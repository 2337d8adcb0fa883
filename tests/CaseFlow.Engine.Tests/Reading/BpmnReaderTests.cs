using System.Text;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Reading;

public sealed class BpmnReaderTests
{
    [Fact]
    public void What_does_not_change_execution_is_kept()
    {
        const string Content = """
            <documentation>Text</documentation>
            <extensionElements><x:y xmlns:x="urn:x" x:z="1"><x:deep/></x:y></extensionElements>
            <ioSpecification><inputSet/><outputSet/></ioSpecification>
            <property id="prop"/>
            <laneSet id="lanes"><lane id="lane" name="Clerk"><flowNodeRef>a</flowNodeRef></lane></laneSet>
            <dataObject id="do"/><dataObjectReference id="dor" dataObjectRef="do"/><dataStoreReference id="dsr"/>
            <startEvent id="s"><outgoing>f1</outgoing></startEvent>
            <userTask id="a" name="Check" xmlns:x="urn:x" x:foreign="1" c:form="check" c:roles="clerk"><documentation/><extensionElements/><incoming>f1</incoming>
              <dataInputAssociation><sourceRef>dor</sourceRef><targetRef>prop</targetRef></dataInputAssociation><potentialOwner><resourceAssignmentExpression><expression>clerk</expression></resourceAssignmentExpression></potentialOwner></userTask>
            <sequenceFlow id="f1" sourceRef="s" targetRef="a" name="go"/>
            <textAnnotation id="note"><text>Note</text></textAnnotation><association id="as" sourceRef="a" targetRef="note"/><group id="group"/>
            """;
        var xml = Fixtures.File(Content, "<import importType='urn:x' namespace='urn:y' location='http://127.0.0.1/y.xsd'/><collaboration id='col'><participant id='part' processRef='process'/><messageFlow id='mf' sourceRef='a' targetRef='part'/></collaboration>")
            .Replace("</definitions>", "<d:BPMNDiagram xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI' id='d'><d:BPMNPlane/></d:BPMNDiagram></definitions>", StringComparison.Ordinal);
        var graph = Accepted(xml);
        Assert.Equal(["s", "a"], graph.Elements.Keys);
        Assert.Equal(("Check", "check", "clerk"), (graph["a"].Name, graph["a"].Extensions["form"], graph["a"].Extensions["roles"]));
        Assert.Equal("go", graph.Body.Flows.Single().Name);
        Assert.Equal(9, graph["a"].Line);
    }

    [Fact]
    public void The_hash_is_of_the_files_bytes()
    {
        var xml = Bpmn.Xml("s:start");
        var hash = Accepted(xml).Definition.Hash;
        Assert.Equal(hash, Accepted(xml).Definition.Hash);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(xml))), hash);
        Assert.NotEqual(hash, Accepted(xml + " ").Definition.Hash);
    }

    [Fact]
    public void Ids_may_be_missing_and_are_made_unique()
    {
        var graph = Accepted(Fixtures.File("<startEvent id='s'/><subProcess id='p'><startEvent/><endEvent/></subProcess><endEvent id='endEvent-2'/><endEvent/><sequenceFlow sourceRef='s' targetRef='p'/><sequenceFlow sourceRef='p' targetRef='endEvent-2'/>"));
        Assert.Equal(6, graph.Elements.Count);
        Assert.Equal(2, graph.Body.Flows.Select(flow => flow.Id).Distinct().Count());
    }

    [Fact]
    public void A_single_line_file_without_ids_runs()
    {
        var xml = Fixtures.File("<startEvent id='s'/><sequenceFlow sourceRef='s' targetRef='p'/><subProcess id='p'><startEvent id='ps'/><sequenceFlow sourceRef='ps' targetRef='a'/><userTask id='a'/></subProcess>");
        Run.StartXml(xml).IsWaitingAt("a").Complete("a").HasEnded(null);
    }

    [Fact]
    public void Several_processes_of_a_file_are_read_and_the_non_executable_ones_left()
    {
        const string Two = "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:test'><process id='a' isExecutable='true'><startEvent id='s1'/></process><process id='b'><startEvent id='s2'/><complexGateway/></process><process id='c' isExecutable='1'><startEvent id='s3'/></process></definitions>";
        Assert.Equal(["a", "c"], BpmnReader.Read(Two).Processes.Select(process => process.Definition.Key));
        Assert.False(BpmnReader.Read(Two, new ReadOptions { AcceptNonExecutable = true }).IsAccepted);
    }

    [Fact]
    public void A_prefix_and_another_encoding_make_no_difference()
    {
        const string Xml = "<?xml version='1.0' encoding='utf-16'?><b:definitions xmlns:b='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:test'><b:process id='p' isExecutable='true'><b:startEvent id='бастау'/></b:process></b:definitions>";
        var result = BpmnReader.Read(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Xml)]));
        Assert.True(result.IsAccepted);
        Assert.Equal("бастау", result.Processes[0].Elements.Keys.Single());
    }

    [Fact]
    public void References_may_carry_a_prefix() =>
        Accepted(Fixtures.File("<startEvent id='s'/><receiveTask id='a' xmlns:tns='urn:test' messageRef='tns:m'/><sequenceFlow sourceRef='s' targetRef='a'/>", "<message id='m' name='paid'/>"));

    [Fact]
    public void Dangling_references_can_be_codes()
    {
        var xml = Fixtures.File("<startEvent id='s'/><endEvent id='a'><errorEventDefinition errorRef='E7'/></endEvent><sequenceFlow sourceRef='s' targetRef='a'/>");
        Assert.False(BpmnReader.Read(xml).IsAccepted);
        var process = Assert.Single(BpmnReader.Read(xml, new ReadOptions { DanglingReferencesAreCodes = true }).Processes);
        Assert.Equal("E7", ((ErrorTrigger)((EndEvent)process["a"]).Trigger).Code!.Literal);
    }

    [Fact]
    public void Element_types_and_elements_can_be_waited_for()
    {
        var options = new ReadOptions { WaitFor = new HashSet<string> { "serviceTask", "#m" } };
        Run.Start("s:start -> a:service(x) -> m:manual -> n:manual -> e:end", null, options)
            .IsWaitingAt("a").Complete("a").IsWaitingAt("m").Complete("m").HasEnded("e");
    }

    [Fact]
    public void A_send_task_with_a_handler_is_a_service()
    {
        var graph = Accepted(Fixtures.File("<startEvent id='s'/><sendTask id='a' c:handler='letter' c:letter='receipt'/><sequenceFlow sourceRef='s' targetRef='a'/>"));
        Assert.Equal("letter", Assert.IsType<ServiceTask>(graph["a"]).Handler);
    }

    [Theory]
    [InlineData("javascript", "x + 1")]
    [InlineData("text/JavaScript", "x + 1")]
    [InlineData("feel", "x + 1")]
    [InlineData("juel", "${x + 1}")]
    public void Scripts_are_javascript_or_expressions(string format, string script)
    {
        var xml = Fixtures.File($"<startEvent id='s'/><scriptTask id='a' scriptFormat='{format}' c:result='y'><script>{script}</script></scriptTask><sequenceFlow sourceRef='s' targetRef='a'/>");
        Run.StartXml(xml, variables: ("x", 1)).HasEnded(null).Has("y", 2);
    }

    [Theory]
    [InlineData("http://www.w3.org/1999/XPath")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/FEEL/")]
    [InlineData("juel")]
    public void Known_condition_languages_are_accepted(string language) =>
        Accepted(Fixtures.File($"<startEvent id='s'/><userTask id='a'/><sequenceFlow sourceRef='s' targetRef='a'><conditionExpression xsi:type='tFormalExpression' language='{language}'>a = 1</conditionExpression></sequenceFlow>"));

    [Fact]
    public void Two_open_ways_to_the_same_place_are_no_contradiction() =>
        Accepted(Bpmn.Xml("s:start -> g:xor -> a:user ; g -> a"));

    [Fact]
    public void Limits_are_beyond_what_people_draw()
    {
        var chain = string.Join(" -> ", Enumerable.Range(0, 2_000).Select(number => $"t{number}:task"));
        Assert.Equal(2_001, Accepted(Bpmn.Xml("s:start -> " + chain)).Elements.Count);
    }

    private static ProcessGraph Accepted(string xml)
    {
        var result = BpmnReader.Read(xml);
        Assert.True(result.IsAccepted, string.Join('\n', result.Diagnostics));
        return Assert.Single(result.Processes);
    }
}
