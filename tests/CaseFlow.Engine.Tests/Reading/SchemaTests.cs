using System.Xml;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Reading;

/// <summary>What the schema of BPMN 2.0 says, in the reader's words. The XML of a case begins on line 2.</summary>
public sealed class SchemaTests
{
    private const string Start = "<startEvent id='s'/>";

    [Theory]
    [InlineData("p", 2, "id='p' colour='red'><startEvent id='s'/>", "'colour' attribute")]
    [InlineData("1p", 2, "id='1p'><startEvent id='s'/>", "'1p' is invalid")]
    [InlineData("a b", 3, "id='p'>\n<startEvent id='a b'/>", "'a b' is invalid")]
    [InlineData("x", 3, "id='p'>\n<startEvent id='s'/><userTask id='x'><potentialOwner><resourceAssignmentExpression/></potentialOwner></userTask>", "incomplete content")]
    [InlineData("t", 3, "id='p'>\n<startEvent id='s'/><task id='t'><script>1</script></task>", "invalid child element 'script'")]
    [InlineData("t", 4, "id='p'>\n<startEvent id='s'/><task id='t'>\n<x:own xmlns:x='urn:x'/></task>", "invalid child element 'own'")]
    [InlineData("t", 3, "id='p'>\n<startEvent id='s'/><task id='t'>some text</task>", "cannot contain text")]
    [InlineData("p", 2, "id='p'>text<startEvent id='s'/>", "cannot contain text")]
    [InlineData("p", 2, "id='p' processType='secret'><startEvent id='s'/>", "processType")]
    [InlineData("t", 3, "id='p'>\n<startEvent id='s'/><receiveTask id='t' operationRef='tns:o'/>", "undeclared prefix")]
    [InlineData("f", 3, "id='p'>\n<startEvent id='s'/><task id='t'/><sequenceFlow id='f' sourceRef='s' targetRef='t'><conditionExpression language='juel'>x</conditionExpression></sequenceFlow>", "'language' attribute")]
    [InlineData("f", 4, "id='p'>\n<startEvent id='s'/><task id='t'/><sequenceFlow id='f' sourceRef='s' targetRef='t'>\n<conditionExpression xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='tns:tFormalExpression'/></sequenceFlow>", "undeclared prefix")]
    [InlineData("p", 3, "id='p'>\n<extensionElements><own xmlns=''/></extensionElements><startEvent id='s'/>", "'extensionElements' has invalid child element 'own'")]
    public void A_violation_names_the_nearest_id_and_the_line(string element, int line, string content, string words)
    {
        var xml = $"<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:test'>\n<process isExecutable='true' {content}</process></definitions>";
        var diagnostic = Assert.Single(BpmnReader.Read(xml).Diagnostics, candidate => candidate.Code == DiagnosticCodes.Schema);
        Assert.Equal((Severity.Error, element, line), (diagnostic.Severity, diagnostic.Element, diagnostic.Line));
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("omg.org", diagnostic.Message + diagnostic.Mend, StringComparison.Ordinal);
        Assert.NotEmpty(diagnostic.Mend);
    }

    [Fact]
    public void What_would_be_allowed_is_said()
    {
        var diagnostic = Assert.Single(Violations(Fixtures.File("<textAnnotation id='note'/>" + Start)));
        Assert.Equal("s", diagnostic.Element);
        Assert.Contains("has invalid child element 'startEvent'", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("artifact, association, group, textAnnotation", diagnostic.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_needs_its_target_namespace()
    {
        var diagnostic = Assert.Single(Violations(Fixtures.File(Start).Replace(" targetNamespace='urn:test'", "", StringComparison.Ordinal)));
        Assert.Equal((null, 1, "Add the attribute."), (diagnostic.Element, diagnostic.Line, diagnostic.Mend));
    }

    [Fact]
    public void Diagrams_are_checked_too()
    {
        const string Shape = "<d:BPMNDiagram xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI'><d:BPMNPlane><d:BPMNShape id='shape' bpmnElement='s'>\n<Bounds xmlns='http://www.omg.org/spec/DD/20100524/DC' x='left' y='0' width='1' height='1'/></d:BPMNShape></d:BPMNPlane></d:BPMNDiagram>";
        var diagnostic = Assert.Single(Violations(Fixtures.File(Start).Replace("</definitions>", Shape + "</definitions>", StringComparison.Ordinal)));
        Assert.Equal(("shape", 4), (diagnostic.Element, diagnostic.Line));
    }

    [Theory]
    [InlineData("<userTask id='x'/><userTask id='x'/>", "duplicate-id")]
    [InlineData("<textAnnotation id=' '/>", "missing-id")]
    [InlineData("<boundaryEvent id='b'><errorEventDefinition/></boundaryEvent>", "unknown-reference")]
    [InlineData("<sequenceFlow id='f' sourceRef='s'/>", "unknown-reference")]
    [InlineData("<sequenceFlow id='f' sourceRef='s' targetRef='none'/>", "unknown-reference")]
    [InlineData("<task id='x' default='none'/>", "unknown-reference")]
    [InlineData("<subProcess id='p' triggeredByEvent='perhaps'><startEvent/></subProcess>", "invalid-attribute")]
    [InlineData("<task id='x'><dataInputAssociation><targetRef>none</targetRef></dataInputAssociation></task>", "unknown-reference")]
    public void What_the_reader_says_itself_is_said_once(string content, string code)
    {
        var errors = BpmnReader.Read(Fixtures.File(Start + content)).Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal([code], errors.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void References_count_in_processes_that_are_not_executable_too()
    {
        var xml = Fixtures.File(Start, "<process id='other'><sequenceFlow id='f' sourceRef='none' targetRef='s'/></process>");
        Assert.Equal(("unknown-reference", "f"), Assert.Single(BpmnReader.Read(xml).Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Element))));
    }

    [Fact]
    public void Ids_are_unique_over_model_and_diagrams()
    {
        const string Diagram = "<d:BPMNDiagram xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI' id='s'><d:BPMNPlane/></d:BPMNDiagram>";
        var read = BpmnReader.Read(Fixtures.File(Start).Replace("</definitions>", Diagram + "</definitions>", StringComparison.Ordinal));
        Assert.Equal(("duplicate-id", "s"), Assert.Single(read.Diagnostics.Select(diagnostic => (diagnostic.Code, diagnostic.Element))));
    }

    /// <summary>A vendor's elements and attributes are the vendor's business: also their ids.</summary>
    [Fact]
    public void Foreign_content_is_free() => Assert.Empty(BpmnReader.Read(Fixtures.File(
        "<extensionElements xmlns:x='urn:x'><x:a id='s'><x:b id='s'/></x:a></extensionElements><startEvent id='s' xmlns:x='urn:x' x:isInterrupting='perhaps'/>")).Diagnostics);

    /// <summary>A QName by the schema, and an expression in the models of others.</summary>
    [Fact]
    public void A_called_element_may_be_an_expression() => Assert.Empty(Violations(Fixtures.File(Start + "<callActivity id='c' calledElement='${what}'/>")));

    [Fact]
    public void Not_everything_is_listed()
    {
        var content = Start + string.Concat(Enumerable.Range(0, 5_000).Select(number => $"<task id='t{number}' a='1' b='2'/>"));
        Assert.Equal(SchemaCheck.MaximumViolations, Violations(Fixtures.File(content)).Length);
    }

    [Fact]
    public void Schema_locations_are_not_followed()
    {
        const string Location = "xsi:schemaLocation='http://www.omg.org/spec/BPMN/20100524/MODEL http://127.0.0.1:1/BPMN20.xsd' xsi:noNamespaceSchemaLocation='file:///etc/passwd' ";
        Assert.Empty(BpmnReader.Read(Fixtures.File(Start).Replace("targetNamespace", Location + "targetNamespace", StringComparison.Ordinal)).Diagnostics);
    }

    [Fact]
    public void Readers_may_work_at_the_same_time() => Parallel.For(0, 64, number =>
    {
        var xml = Fixtures.File($"<startEvent id='s' xmlns:x{number}='urn:{number}' x{number}:y='1'/><task id='t{number}' wrong{number}=''/>");
        Assert.Equal($"t{number}", Assert.Single(Violations(xml)).Element);
    });

    [Fact]
    public void Two_thousand_elements_are_read_and_checked_in_time()
    {
        var xml = Bpmn.Xml("s:start -> " + string.Join(" -> ", Enumerable.Range(0, 1_000).Select(number => $"t{number}:user(clerk) -> g{number}:xor")) + " -> e:end");
        Assert.InRange(Cost.Of(() => Assert.True(BpmnReader.Read(xml).IsAccepted)).Seconds, 0, 0.3);
    }

    [Fact]
    public void The_schemas_are_those_that_were_published()
    {
        Assert.True(BpmnSchema.Set.IsCompiled);
        Assert.NotNull(BpmnSchema.Set.GlobalElements[new XmlQualifiedName("definitions", "http://www.omg.org/spec/BPMN/20100524/MODEL")]);
        Assert.Equal(5, BpmnSchema.Set.Schemas().Count);
    }

    /// <summary>All readers share them, also at the same time.</summary>
    [Fact]
    public void A_file_leaves_the_schemas_as_they_are()
    {
        Assert.Empty(BpmnReader.Read(Fixtures.File("<documentation xml:lang='kk' xml:space='preserve'> </documentation><startEvent id='s'/>")).Diagnostics);
        Assert.Equal(5, BpmnSchema.Set.Schemas().Count);
    }

    private static Diagnostic[] Violations(string xml) => [.. BpmnReader.Read(xml).Diagnostics.Where(diagnostic => diagnostic.Code == DiagnosticCodes.Schema)];
}
