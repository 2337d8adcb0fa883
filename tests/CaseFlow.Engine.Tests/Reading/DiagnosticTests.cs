using System.Reflection;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Engine.Tests.Reading;

/// <summary>Every code the reader knows, with the element and the line it names. The XML of a case begins on line 2.</summary>
public sealed class DiagnosticTests
{
    private const string Around = "<startEvent id='s'/>\n<sequenceFlow id='f1' sourceRef='s' targetRef='x'/>\n";

    // Code, element, line, content of the process (line 2 on), and what stands before it in the definitions (same line as the root).
    public static TheoryData<string, string?, int, string, string> Cases { get; } = new()
    {
        { DiagnosticCodes.DuplicateId, "x", 5, Around + "<userTask id='x'/>\n<userTask id='x'/>", "" },
        { DiagnosticCodes.Schema, "x", 4, Around + "<userTask id='x' colour='red'/>", "" },
        { DiagnosticCodes.DuplicateId, "x", 4, Around + "<userTask id='x'/>", "<message id='x'/>" },
        { DiagnosticCodes.UnknownReference, "lane", 3, "<laneSet><lane id='lane'>\n<flowNodeRef>none</flowNodeRef></lane></laneSet><startEvent id='s'/>", "" },
        { DiagnosticCodes.MissingId, "process", 5, Around + "<userTask id='x'/>\n<textAnnotation id=' '/>", "" },
        { DiagnosticCodes.InvalidAttribute, "b", 6, Around + "<userTask id='x'/>\n\n<boundaryEvent id='b' attachedToRef='x' cancelActivity='maybe'>\n<errorEventDefinition/></boundaryEvent>", "" },
        { DiagnosticCodes.UnknownReference, "f2", 5, Around + "<userTask id='x'/>\n<sequenceFlow id='f2' sourceRef='x' targetRef='none'/>", "" },
        { DiagnosticCodes.UnknownReference, "f2", 5, Around + "<userTask id='x'/>\n<sequenceFlow id='f2' targetRef='x'/>", "" },
        { DiagnosticCodes.UnknownReference, "b", 5, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='s'><errorEventDefinition/></boundaryEvent>", "" },
        { DiagnosticCodes.UnknownReference, "x", 4, Around + "<userTask id='x' default='f1'/>", "" },
        { DiagnosticCodes.UnknownReference, "x", 4, Around + "<receiveTask id='x' messageRef='none'/>", "" },
        { DiagnosticCodes.UnknownReference, "x", 5, Around + "<endEvent id='x'>\n<errorEventDefinition errorRef='none'/></endEvent>", "" },
        { DiagnosticCodes.FlowCrossesScope, "f2", 7, Around + "<subProcess id='x'>\n<startEvent id='xs'/></subProcess>\n<userTask id='y'/>\n<sequenceFlow id='f2' sourceRef='xs' targetRef='y'/>", "" },
        { DiagnosticCodes.UnsupportedEvent, "x", 4, Around + "<intermediateThrowEvent id='x'><timerEventDefinition/></intermediateThrowEvent>", "" },
        { DiagnosticCodes.UnsupportedEvent, "x", 4, Around + "<intermediateCatchEvent id='x'/>", "" },
        { DiagnosticCodes.UnsupportedEvent, "b", 5, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'/>", "" },
        { DiagnosticCodes.UnsupportedElement, "x", 4, Around + "<complexGateway id='x'/>", "" },
        { DiagnosticCodes.UnsupportedElement, "x", 4, Around + "<adHocSubProcess id='x'/>", "" },
        { DiagnosticCodes.MissingName, "x", 4, Around + "<intermediateCatchEvent id='x'><signalEventDefinition/></intermediateCatchEvent>", "" },
        { DiagnosticCodes.MissingName, "x", 4, Around + "<intermediateThrowEvent id='x'><signalEventDefinition signalRef='g'/></intermediateThrowEvent>", "<signal id='g'/>" },
        { DiagnosticCodes.MissingName, "x", 4, Around + "<receiveTask id='x' instantiate='true'/>", "" },
        { DiagnosticCodes.MissingCode, "x", 4, Around + "<endEvent id='x'><escalationEventDefinition/></endEvent>", "" },
        { DiagnosticCodes.UnsupportedMultiple, "s2", 5, Around + "<userTask id='x'/>\n<startEvent id='s2' parallelMultiple='true'><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition><conditionalEventDefinition><condition>a</condition></conditionalEventDefinition></startEvent>", "" },
        { DiagnosticCodes.LoopDefinition, "x", 5, Around + "<userTask id='x'>\n<multiInstanceLoopCharacteristics/></userTask>", "" },
        { DiagnosticCodes.LoopDefinition, "x", 5, Around + "<userTask id='x'>\n<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality><loopDataInputRef>list</loopDataInputRef></multiInstanceLoopCharacteristics></userTask>", "" },
        { DiagnosticCodes.LoopDefinition, "x", 5, Around + "<userTask id='x'>\n<standardLoopCharacteristics/></userTask>", "" },
        { DiagnosticCodes.LoopDefinition, "x", 5, Around + "<userTask id='x'>\n<standardLoopCharacteristics loopMaximum='-1'/></userTask>", "" },
        { DiagnosticCodes.UnsupportedLoop, "x", 5, Around + "<userTask id='x'>\n<multiInstanceLoopCharacteristics behavior='None'><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>", "" },
        { DiagnosticCodes.MissingCondition, "x", 4, Around + "<intermediateCatchEvent id='x'><conditionalEventDefinition/></intermediateCatchEvent>", "" },
        { DiagnosticCodes.MissingCalledElement, "x", 4, Around + "<callActivity id='x'/>", "" },
        { DiagnosticCodes.DuplicateSignal, "g2", 2, Around + "<userTask id='x'/>", "<signal id='g1' name='n'/>\n<signal id='g2' name='n'/>" },
        { DiagnosticCodes.MisplacedEvent, "x", 4, Around + "<endEvent id='x'><cancelEventDefinition/></endEvent>", "" },
        { DiagnosticCodes.MisplacedEvent, "x", 4, Around + "<intermediateCatchEvent id='x'><compensateEventDefinition/></intermediateCatchEvent>", "" },
        { DiagnosticCodes.MisplacedEvent, "b", 5, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'><cancelEventDefinition/></boundaryEvent>", "" },
        { DiagnosticCodes.MisplacedEvent, "b", 5, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'><escalationEventDefinition/></boundaryEvent>", "" },
        { DiagnosticCodes.MisplacedEvent, "y", 5, Around + "<userTask id='x'/>\n<subProcess id='y' triggeredByEvent='true'><startEvent id='ys'><compensateEventDefinition/></startEvent></subProcess>", "" },
        { DiagnosticCodes.EventSubProcessStart, "y", 5, Around + "<userTask id='x'/>\n<subProcess id='y' triggeredByEvent='true'><startEvent id='ys'/></subProcess>", "" },
        { DiagnosticCodes.EventSubProcessFlow, "x", 4, Around + "<subProcess id='x' triggeredByEvent='true'><startEvent id='ys'><errorEventDefinition/></startEvent></subProcess>", "" },
        { DiagnosticCodes.MustInterrupt, "ys", 5, Around + "<userTask id='x'/>\n<subProcess id='y' triggeredByEvent='true'><startEvent id='ys' isInterrupting='false'><errorEventDefinition/></startEvent></subProcess>", "" },
        { DiagnosticCodes.CompensationHandler, "b", 5, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'><compensateEventDefinition/></boundaryEvent>", "" },
        { DiagnosticCodes.CompensationHandler, "y", 6, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'><compensateEventDefinition/></boundaryEvent>\n<userTask id='y'/><association sourceRef='b' targetRef='y'/>", "" },
        { DiagnosticCodes.CompensationHandler, "y", 5, Around + "<userTask id='x'/>\n<userTask id='y' isForCompensation='true'/>", "" },
        { DiagnosticCodes.LinkTarget, "x", 4, Around + "<intermediateThrowEvent id='x'><linkEventDefinition name='l'/></intermediateThrowEvent>", "" },
        { DiagnosticCodes.LinkTarget, "z", 6, Around + "<intermediateThrowEvent id='x'><linkEventDefinition name='l'/></intermediateThrowEvent>\n<intermediateCatchEvent id='y'><linkEventDefinition name='l'/></intermediateCatchEvent>\n<intermediateCatchEvent id='z'><linkEventDefinition name='l'/></intermediateCatchEvent>", "" },
        { DiagnosticCodes.UnknownReference, "x", 4, Around + "<endEvent id='x'><compensateEventDefinition activityRef='nobody'/></endEvent>", "" },
        { DiagnosticCodes.UnsupportedQuantity, "x", 4, Around + "<userTask id='x' startQuantity='2'/>", "" },
        { DiagnosticCodes.UnsupportedQuantity, "x", 4, Around + "<userTask id='x' completionQuantity='0'/>", "" },
        { DiagnosticCodes.UnsupportedScript, "x", 4, Around + "<scriptTask id='x' scriptFormat='groovy'><script>1</script></scriptTask>", "" },
        { DiagnosticCodes.UnsupportedLanguage, "f2", 6, Around + "<userTask id='x'/>\n<sequenceFlow id='f2' sourceRef='x' targetRef='x'>\n<conditionExpression xsi:type='tFormalExpression' language='groovy'>true</conditionExpression></sequenceFlow>", "" },
        { DiagnosticCodes.ExpressionSyntax, "f2", 6, Around + "<userTask id='x'/>\n<sequenceFlow id='f2' sourceRef='x' targetRef='x'>\n<conditionExpression>a +</conditionExpression></sequenceFlow>", "" },
        { DiagnosticCodes.ExpressionSyntax, "x", 4, Around + "<scriptTask id='x' scriptFormat='javascript'><script>let =</script></scriptTask>", "" },
        { DiagnosticCodes.ExpressionSyntax, "x", 4, Around + "<userTask id='x' c:roles='${a'/>", "" },
        { DiagnosticCodes.ExpressionSyntax, "x", 4, Around + "<receiveTask id='x' messageRef='m'/>", "<message id='m' name='${a'/>" },
        { DiagnosticCodes.ExpressionSyntax, "x", 4, Around + "<intermediateCatchEvent id='x'><timerEventDefinition><timeDuration>${</timeDuration></timerEventDefinition></intermediateCatchEvent>", "" },
        { DiagnosticCodes.TimerDefinition, "x", 4, Around + "<intermediateCatchEvent id='x'><timerEventDefinition/></intermediateCatchEvent>", "" },
        { DiagnosticCodes.TimerDefinition, "x", 4, Around + "<intermediateCatchEvent id='x'><timerEventDefinition c:deadline='P1'><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>", "" },
        { DiagnosticCodes.TimerText, "x", 4, Around + "<intermediateCatchEvent id='x'><timerEventDefinition><timeDuration>1 hour</timeDuration></timerEventDefinition></intermediateCatchEvent>", "" },
        { DiagnosticCodes.TimerText, "x", 4, Around + "<intermediateCatchEvent id='x'><timerEventDefinition><timeDate>tomorrow</timeDate></timerEventDefinition></intermediateCatchEvent>", "" },
        { DiagnosticCodes.TimerText, "x", 4, Around + "<intermediateCatchEvent id='x'><timerEventDefinition><timeCycle>R0/PT1H</timeCycle></timerEventDefinition></intermediateCatchEvent>", "" },
        { DiagnosticCodes.TimerText, "x", 4, Around + "<intermediateCatchEvent id='x'><timerEventDefinition c:before='4 hours'><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>", "" },
        { DiagnosticCodes.MissingCode, "x", 4, Around + "<endEvent id='x'><errorEventDefinition/></endEvent>", "" },
        { DiagnosticCodes.MissingCode, "x", 4, Around + "<endEvent id='x'><errorEventDefinition errorRef='er'/></endEvent>", "<error id='er'/>" },
        { DiagnosticCodes.MissingName, "x", 4, Around + "<intermediateCatchEvent id='x'><messageEventDefinition/></intermediateCatchEvent>", "" },
        { DiagnosticCodes.NoStartEvent, "process", 1, "<userTask id='x'/>", "" },
        { DiagnosticCodes.SeveralNoneStarts, "s2", 5, Around + "<userTask id='x'/>\n<startEvent id='s2'/>", "" },
        { DiagnosticCodes.SubProcessStart, "x", 4, Around + "<subProcess id='x'/>", "" },
        { DiagnosticCodes.SubProcessStart, "x", 4, Around + "<subProcess id='x'><startEvent id='a'/><startEvent id='b'/></subProcess>", "" },
        { DiagnosticCodes.IncomingFlow, "s", 2, Around + "<userTask id='x'/>\n<sequenceFlow id='f2' sourceRef='x' targetRef='s'/>", "" },
        { DiagnosticCodes.IncomingFlow, "b", 5, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'><errorEventDefinition/></boundaryEvent><sequenceFlow id='f2' sourceRef='x' targetRef='b'/>", "" },
        { DiagnosticCodes.OutgoingFlow, "x", 4, Around + "<endEvent id='x'/>\n<userTask id='y'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'/>", "" },
        { DiagnosticCodes.GatewayWithoutOutgoing, "x", 4, Around + "<exclusiveGateway id='x'/>", "" },
        { DiagnosticCodes.GatewayWithoutOutgoing, "x", 4, Around + "<eventBasedGateway id='x'/>", "" },
        { DiagnosticCodes.SeveralUnconditionalFlows, "x", 4, Around + "<exclusiveGateway id='x'/>\n<userTask id='y'/><userTask id='z'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'/><sequenceFlow id='f3' sourceRef='x' targetRef='z'/>", "" },
        { DiagnosticCodes.SeveralUnconditionalFlows, "x", 4, Around + "<exclusiveGateway id='x' default='f3'/>\n<userTask id='y'/><userTask id='z'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'/><sequenceFlow id='f3' sourceRef='x' targetRef='z'/>", "" },
        { DiagnosticCodes.DefaultWithCondition, "x", 4, Around + "<userTask id='x' default='f2'/>\n<userTask id='y'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'><conditionExpression>true</conditionExpression></sequenceFlow>", "" },
        { DiagnosticCodes.EventGatewayTarget, "y", 5, Around + "<eventBasedGateway id='x'/>\n<userTask id='y'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'/>", "" },
        { DiagnosticCodes.EventGatewayTarget, "y", 5, Around + "<eventBasedGateway id='x'/>\n<receiveTask id='y'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'/>", "" },
        { DiagnosticCodes.EventGatewayTarget, "y", 5, Around + "<eventBasedGateway id='x'/>\n<receiveTask id='y' messageRef='m'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'/><sequenceFlow id='f3' sourceRef='s' targetRef='y'/>", "<message id='m' name='m'/>" },
        { DiagnosticCodes.EventGatewayTarget, "y", 5, Around + "<eventBasedGateway id='x'/>\n<receiveTask id='y' messageRef='m'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'/><boundaryEvent id='b' attachedToRef='y'><errorEventDefinition/></boundaryEvent>", "<message id='m' name='m'/>" },
        { DiagnosticCodes.MustInterrupt, "b", 5, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x' cancelActivity='false'><errorEventDefinition/></boundaryEvent>", "" },
        { DiagnosticCodes.DuplicateCatch, "c", 6, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'><errorEventDefinition/></boundaryEvent>\n<boundaryEvent id='c' attachedToRef='x'><errorEventDefinition/></boundaryEvent>", "" },
        { DiagnosticCodes.DuplicateCatch, "c", 6, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'><messageEventDefinition messageRef='m'/></boundaryEvent>\n<boundaryEvent id='c' attachedToRef='x'><messageEventDefinition messageRef='m'/></boundaryEvent>", "<message id='m' name='m'/>" },
        { DiagnosticCodes.ImplicitDefault, "x", 4, Around + "<exclusiveGateway id='x'/>\n<userTask id='y'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'/><sequenceFlow id='f3' sourceRef='x' targetRef='y'><conditionExpression>true</conditionExpression></sequenceFlow>", "" },
        { DiagnosticCodes.ConditionNotEvaluated, "x", 4, Around + "<parallelGateway id='x'/>\n<userTask id='y'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'><conditionExpression>true</conditionExpression></sequenceFlow>", "" },
        { DiagnosticCodes.UnknownAttribute, "x", 4, Around + "<userTask id='x' c:role='clerk'/>", "" },
        { DiagnosticCodes.DuplicateCatch, "z", 5, "<startEvent id='s'/><subProcess id='x'><startEvent id='xs'/>\n<subProcess id='y' triggeredByEvent='true'><startEvent id='ys'><compensateEventDefinition/></startEvent></subProcess>\n\n<subProcess id='z' triggeredByEvent='true'><startEvent id='zs'><compensateEventDefinition/></startEvent></subProcess></subProcess>", "" },
        { DiagnosticCodes.OutgoingFlow, "x", 4, Around + "<intermediateThrowEvent id='x'><linkEventDefinition name='l'/></intermediateThrowEvent><intermediateCatchEvent id='y'><linkEventDefinition name='l'/></intermediateCatchEvent><endEvent id='e'/><sequenceFlow id='f2' sourceRef='x' targetRef='e'/>", "" },
        { DiagnosticCodes.MissingName, "x", 4, Around + "<intermediateThrowEvent id='x'><linkEventDefinition name=' '/></intermediateThrowEvent>", "" },
        { DiagnosticCodes.MisplacedEvent, "y", 5, Around + "<subProcess id='x'>\n<receiveTask id='y' instantiate='true' messageRef='m'/></subProcess>", "<message id='m' name='m'/>" },
        { DiagnosticCodes.EventGatewayTarget, "y", 5, Around + "<eventBasedGateway id='x'/>\n<receiveTask id='y' messageRef='m'><standardLoopCharacteristics loopMaximum='2'/></receiveTask><sequenceFlow id='f2' sourceRef='x' targetRef='y'/>", "<message id='m' name='m'/>" },
        { DiagnosticCodes.UnsupportedLoop, "y", 5, Around + "<userTask id='x'/>\n<subProcess id='y' triggeredByEvent='true'><startEvent id='ys'><errorEventDefinition/></startEvent><standardLoopCharacteristics loopMaximum='2'/></subProcess>", "" },
        { DiagnosticCodes.MisplacedEvent, "b", 6, Around + "<userTask id='x'/>\n<subProcess id='y' triggeredByEvent='true'><startEvent id='ys'><errorEventDefinition/></startEvent></subProcess>\n<boundaryEvent id='b' attachedToRef='y'><compensateEventDefinition/></boundaryEvent>", "" },
        { DiagnosticCodes.OutgoingFlow, "b", 5, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'><compensateEventDefinition/></boundaryEvent><userTask id='y' isForCompensation='true'/><association sourceRef='b' targetRef='y'/><endEvent id='e'/><sequenceFlow id='f2' sourceRef='b' targetRef='e'/>", "" },
        { DiagnosticCodes.CompensationHandler, "b", 5, Around + "<userTask id='x'/>\n<boundaryEvent id='b' attachedToRef='x'><compensateEventDefinition/></boundaryEvent><userTask id='y' isForCompensation='true'/><userTask id='z' isForCompensation='true'/><association sourceRef='b' targetRef='y'/><association sourceRef='b' targetRef='z'/>", "" },
        { DiagnosticCodes.CompensationHandler, "y", 5, Around + "<userTask id='x'/>\n<subProcess id='y' isForCompensation='true' triggeredByEvent='true'><startEvent id='ys'><errorEventDefinition/></startEvent></subProcess>", "" },
        { DiagnosticCodes.UnknownReference, "x", 4, Around + "<intermediateCatchEvent id='x'><eventDefinitionRef>none</eventDefinitionRef></intermediateCatchEvent>", "" },
        { DiagnosticCodes.NoEffect, "x", 4, Around + "<userTask id='x'><extensionElements><io:inputOutput xmlns:io='http://camunda.org/schema/1.0/bpmn'><io:inputParameter name='a'><io:script scriptFormat='groovy'>1</io:script></io:inputParameter></io:inputOutput></extensionElements></userTask>", "" },
        { DiagnosticCodes.NotReached, "y", 5, Around + "<userTask id='x'/>\n<userTask id='y'/>", "" },
    };

    public static TheoryData<string, int, string> WholeFiles { get; } = new()
    {
        { DiagnosticCodes.DuplicateMessageStart, 4, "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:test'><message id='m' name='go'/>\n<process id='p' isExecutable='true'><startEvent id='s'><messageEventDefinition messageRef='m'/></startEvent></process>\n<process id='q' isExecutable='true'>\n<startEvent id='t'><messageEventDefinition messageRef='m'/></startEvent></process></definitions>" },
        { DiagnosticCodes.NotWellFormed, 2, "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>\n</definition>" },
        { DiagnosticCodes.NotWellFormed, 0, "" },
        { DiagnosticCodes.NotWellFormed, 1, "not xml" },
        { DiagnosticCodes.NotBpmn, 1, "<html/>" },
        { DiagnosticCodes.NotBpmn, 1, "<definitions/>" },
        { DiagnosticCodes.NotBpmn, 1, "<startEvent xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' id='s'/>" },
        { DiagnosticCodes.NoExecutableProcess, 1, "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:test'/>" },
        { DiagnosticCodes.NoExecutableProcess, 2, "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:test'>\n<process id='p'><startEvent id='s'/></process></definitions>" },
        { DiagnosticCodes.InvalidAttribute, 2, "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:test'>\n<process id='p' isExecutable='perhaps'><startEvent id='s'/></process></definitions>" },
        { DiagnosticCodes.MissingId, 2, "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:test'>\n<process isExecutable='true'><startEvent id='s'/></process></definitions>" },
        { DiagnosticCodes.Doctype, 1, "<!DOCTYPE definitions><definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='urn:test'/>" },
        { DiagnosticCodes.Doctype, 1, "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>" },
        { DiagnosticCodes.Doctype, 1, "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><x>&c;</x>" },
        { DiagnosticCodes.NotWellFormed, 1, "<definitions>&external;</definitions>" },
        { DiagnosticCodes.TooManyElements, 1, "<definitions>" + string.Concat(Enumerable.Repeat("<x/>", 20_000)) + "</definitions>" },
        { DiagnosticCodes.TooManyElements, 2, "<definitions>\n<x " + string.Concat(Enumerable.Range(0, 201).Select(number => $"a{number}='' ")) + "/></definitions>" },
        { DiagnosticCodes.TooDeep, 1, string.Concat(Enumerable.Repeat("<x>", 66)) + string.Concat(Enumerable.Repeat("</x>", 66)) },
        { DiagnosticCodes.TooLarge, 1, Fixtures.File("<startEvent id='s'/><scriptTask id='x' scriptFormat='javascript'><script>" + new string(' ', ReadContext.MaximumScripts + 1) + "</script></scriptTask>") },
        { DiagnosticCodes.TooLarge, 0, "<definitions>" + new string(' ', 5 * 1024 * 1024) + "</definitions>" },
    };

    private static readonly HashSet<string> Warnings = [DiagnosticCodes.ImplicitDefault, DiagnosticCodes.ConditionNotEvaluated, DiagnosticCodes.NoEffect, DiagnosticCodes.NotReached, DiagnosticCodes.UnknownAttribute];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_problem_is_named_with_its_element_and_line(string code, string? element, int line, string content, string before)
    {
        var result = BpmnReader.Read(Fixtures.File(content, before));
        var diagnostic = Assert.Single(result.Diagnostics, candidate => candidate.Code == code && candidate.Element == element);
        Assert.Equal((line, Warnings.Contains(code) ? Severity.Warning : Severity.Error), (diagnostic.Line, diagnostic.Severity));
        Assert.NotEmpty(diagnostic.Message);
        Assert.NotEmpty(diagnostic.Mend);
        Assert.Equal(Warnings.Contains(code), result.IsAccepted);
        Assert.Equal(Warnings.Contains(code) ? 1 : 0, result.Processes.Count);
    }

    [Theory]
    [MemberData(nameof(WholeFiles))]
    public void A_file_that_cannot_be_read_says_why(string code, int line, string xml)
    {
        var result = BpmnReader.Read(xml);
        Assert.False(result.IsAccepted);
        var diagnostic = Assert.Single(result.Diagnostics, diagnostic => diagnostic.Code == code);
        Assert.Equal(line, diagnostic.Line);
        Assert.NotEmpty(diagnostic.Message);
        Assert.NotEmpty(diagnostic.Mend);
        Assert.Empty(result.Processes);
    }

    /// <summary>What was misread is there all the same: nothing else may be said to miss it.</summary>
    [Theory]
    [InlineData(DiagnosticCodes.MissingCondition, Around + "<userTask id='x'/><startEvent id='t'><conditionalEventDefinition><condition/></conditionalEventDefinition></startEvent>")]
    [InlineData(DiagnosticCodes.MissingName, Around + "<userTask id='x'/><startEvent id='t'><signalEventDefinition/></startEvent>")]
    [InlineData(DiagnosticCodes.UnsupportedEvent, Around + "<userTask id='x'/><startEvent id='t'><errorEventDefinition/></startEvent>")]
    [InlineData(DiagnosticCodes.UnsupportedMultiple, Around + "<userTask id='x'/><startEvent id='t' parallelMultiple='true'><timerEventDefinition/><signalEventDefinition/></startEvent>")]
    [InlineData(DiagnosticCodes.MissingName, Around + "<userTask id='x'/><subProcess id='e' triggeredByEvent='true'><startEvent id='t'><messageEventDefinition/></startEvent></subProcess>")]
    [InlineData(DiagnosticCodes.ExpressionSyntax, Around + "<exclusiveGateway id='x'/><userTask id='y'/><userTask id='z'/><sequenceFlow id='f2' sourceRef='x' targetRef='y'><conditionExpression>a b</conditionExpression></sequenceFlow><sequenceFlow id='f3' sourceRef='x' targetRef='z'><conditionExpression>a</conditionExpression></sequenceFlow>")]
    [InlineData(DiagnosticCodes.SubProcessStart, Around + "<subProcess id='x'><userTask id='y'/></subProcess>")]
    public void A_mistake_is_named_once(string code, string content) =>
        Assert.Equal([code], BpmnReader.Read(Fixtures.File(content)).Diagnostics.Select(diagnostic => diagnostic.Code));

    [Theory]
    [InlineData("R0/PT1H", "«R0/PT1H» never occurs")]
    [InlineData("R3/PT1H/2026-11-23", "«R3/PT1H/2026-11-23» has an end")]
    [InlineData("R/PT0S", "«R/PT0S» occurs without end")]
    [InlineData("hourly", "«hourly» is neither")]
    public void A_cycle_that_is_not_run_is_told_why(string cycle, string why)
    {
        var said = Assert.Single(BpmnReader.Read(Fixtures.File($"<startEvent id='s'><timerEventDefinition><timeCycle>{cycle}</timeCycle></timerEventDefinition></startEvent>")).Diagnostics);
        Assert.Equal(DiagnosticCodes.TimerText, said.Code);
        Assert.StartsWith(why, said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_code_has_its_case()
    {
        var known = typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);
        var tested = Cases.Select(row => row.Data.Item1).Concat(WholeFiles.Select(row => row.Data.Item1));
        Assert.Equal(known.Order(StringComparer.Ordinal), tested.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Diagnostics_come_in_the_order_of_the_file()
    {
        var lines = BpmnReader.Read(Fixtures.File(Around + "<callActivity id='x'/>\n<startEvent id='s2'/>\n<callActivity id='y'/>")).Diagnostics.Select(diagnostic => diagnostic.Line).ToArray();
        Assert.Equal(lines.Order(), lines);
        Assert.True(lines.Length > 2);
    }

    [Theory]
    [InlineData("<startEvent id='x'><terminateEventDefinition/></startEvent>", "terminate", "none, message, timer, signal, conditional")]
    [InlineData("<endEvent id='x'><timerEventDefinition/></endEvent>", "timer", "none, message, signal, escalation, compensate, error, terminate, cancel")]
    [InlineData("<intermediateCatchEvent id='x'><cancelEventDefinition/></intermediateCatchEvent>", "cancel", "message, timer, signal, conditional, link")]
    [InlineData("<intermediateThrowEvent id='x'><timerEventDefinition/></intermediateThrowEvent>", "timer", "none, message, signal, escalation, compensate, link")]
    [InlineData("<task id='t'/><boundaryEvent id='x' attachedToRef='t'><linkEventDefinition name='l'/></boundaryEvent>", "link", "message, timer, signal, conditional, error, escalation, compensate, cancel")]
    [InlineData("<subProcess id='e' triggeredByEvent='true'><startEvent id='x'><cancelEventDefinition/></startEvent></subProcess>", "cancel", "none, message, timer, signal, conditional, error, escalation, compensate")]
    [InlineData("<startEvent id='x'><messageEventDefinition messageRef='m'/><cancelEventDefinition/></startEvent>", "cancel", "message, timer, signal, conditional")]
    [InlineData("<endEvent id='x'><messageEventDefinition messageRef='m'/><cancelEventDefinition/></endEvent>", "cancel", "message, signal, escalation, compensate, error, terminate")]
    [InlineData("<intermediateThrowEvent id='x'><messageEventDefinition messageRef='m'/><linkEventDefinition name='l'/></intermediateThrowEvent>", "link", "message, signal, escalation, compensate")]
    [InlineData("<task id='t'/><boundaryEvent id='x' attachedToRef='t'><messageEventDefinition messageRef='m'/><compensateEventDefinition/></boundaryEvent>", "compensate", "message, timer, signal, conditional, error, escalation")]
    [InlineData("<task id='t'/><boundaryEvent id='x' attachedToRef='t' parallelMultiple='true'><messageEventDefinition messageRef='m'/><errorEventDefinition/></boundaryEvent>", "error", "message, timer, signal, conditional")]
    public void What_may_stand_in_an_events_place_is_said(string content, string kind, string allowed)
    {
        var found = BpmnReader.Read(Fixtures.File(content, "<message id='m' name='m'/>")).Diagnostics.Where(diagnostic => diagnostic.Mend.StartsWith("Here these are run", StringComparison.Ordinal));
        var diagnostic = Assert.Single(found);
        Assert.Equal(("x", $"Here these are run: {allowed}."), (diagnostic.Element, diagnostic.Mend));
        Assert.StartsWith($"A {kind} event cannot stand here as ", diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(kind is "cancel" or "compensate" or "link" ? DiagnosticCodes.MisplacedEvent : DiagnosticCodes.UnsupportedEvent, diagnostic.Code);
    }
}
