using System.Text;
using CaseFlow.Core.Definitions;
using CaseFlow.Engine.Reading;
using CaseFlow.Tests.Offices;

namespace CaseFlow.Tests.Definitions;

/// <summary>A process read as text.</summary>
public class ProcessOutlineTests
{
    [Fact]
    public void Steps_stand_in_the_order_in_which_they_are_lived_through()
    {
        Assert.Equal(
            [
                "1 begin → 2",
                "2 first → 3",
                "2-1 tooLong → 7",
                "3 choose → 4 5",
                "4 yes → 6",
                "5 no → 6",
                "6 finish →",
                "7 late →",
            ],
            Written(
                """
                <endEvent id="finish"/><userTask id="no"/><userTask id="yes"/>
                <startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="again"/>
                <exclusiveGateway id="again"/><sequenceFlow id="f2" sourceRef="again" targetRef="first"/>
                <userTask id="first"/><boundaryEvent id="tooLong" attachedToRef="first"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>
                <sequenceFlow id="f3" sourceRef="first" targetRef="choose"/><sequenceFlow id="f9" sourceRef="tooLong" targetRef="late"/><endEvent id="late"/>
                <exclusiveGateway id="choose" default="f5"/>
                <sequenceFlow id="f4" sourceRef="choose" targetRef="yes"><conditionExpression>a = 1</conditionExpression></sequenceFlow><sequenceFlow id="f5" sourceRef="choose" targetRef="no"/>
                <exclusiveGateway id="merge"/><sequenceFlow id="f6" sourceRef="yes" targetRef="merge"/><sequenceFlow id="f7" sourceRef="no" targetRef="merge"/>
                <sequenceFlow id="f8" sourceRef="merge" targetRef="finish"/>
                """));
    }

    [Fact]
    public void What_is_inside_a_sub_process_is_numbered_within_it_and_event_sub_processes_come_last()
    {
        Assert.Equal(
            [
                "1 begin → 2",
                "2 inner → 3",
                "  2.1 innerBegin → 2.2",
                "  2.2 innerEnd →",
                "3 finish →",
                "4 onMessage →",
                "  4.1 called →",
            ],
            Written(
                """
                <subProcess id="onMessage" triggeredByEvent="true"><startEvent id="called"><messageEventDefinition messageRef="m"/></startEvent></subProcess>
                <startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="inner"/>
                <subProcess id="inner"><startEvent id="innerBegin"/><sequenceFlow id="f2" sourceRef="innerBegin" targetRef="innerEnd"/><endEvent id="innerEnd"/></subProcess>
                <sequenceFlow id="f3" sourceRef="inner" targetRef="finish"/><endEvent id="finish"/>
                """));
    }

    [Fact]
    public void A_loop_leads_back_to_the_number_of_its_beginning()
    {
        Assert.Equal(
            ["1 begin → 2", "2 work → 3", "3 done → 2 4", "4 finish →"],
            Written(
                """
                <startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="back"/><exclusiveGateway id="back"/><sequenceFlow id="f2" sourceRef="back" targetRef="work"/>
                <userTask id="work"/><sequenceFlow id="f3" sourceRef="work" targetRef="done"/>
                <exclusiveGateway id="done" default="f5"/><sequenceFlow id="f4" sourceRef="done" targetRef="back"><conditionExpression>again</conditionExpression></sequenceFlow>
                <sequenceFlow id="f5" sourceRef="done" targetRef="finish"/><endEvent id="finish"/>
                """));
    }

    [Fact]
    public void Every_element_of_every_shipped_process_has_its_place()
    {
        var packages = DefinitionPackage.ReadAll(Path.Combine(SourceTree.Root, "workflows"));
        Assert.NotEmpty(packages);
        foreach (var definition in packages.Select(Definition.Parse))
        {
            var shown = All(ProcessOutline.Of(definition.Graph)).ToList();
            var left = definition.Graph.Elements.Keys.Except(shown.Select(static step => step.Element.Id)).Select(id => definition.Graph[id]).ToList();

            // Only gateways that join and say nothing are left out.
            Assert.All(left, static element => Assert.Single(Assert.IsType<Engine.Model.ExclusiveGateway>(element).Outgoing));
            Assert.Equal(shown.Count, shown.Select(static step => step.Number).Distinct(StringComparer.Ordinal).Count());
            Assert.All(shown.SelectMany(static step => step.Next), next => Assert.Contains(shown, step => step.Number == next.TargetNumber && step.Element == next.Target));
        }
    }

    private static IEnumerable<OutlineStep> All(IEnumerable<OutlineStep> steps) =>
        steps.SelectMany(static step => All(step.Inside).Concat(All(step.Events)).Prepend(step));

    private static IEnumerable<string> Written(string elements)
    {
        var xml = $"""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
            <message id="m" name="m"/><process id="p" isExecutable="true">{elements}</process></definitions>
            """;
        var read = BpmnReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
        Assert.Empty(read.Diagnostics.Where(static one => one.Severity == Severity.Error).Select(static one => one.Message));
        return Lines(ProcessOutline.Of(Assert.Single(read.Processes)), "");
    }

    private static IEnumerable<string> Lines(IEnumerable<OutlineStep> steps, string indent) => steps.SelectMany(step =>
        Lines(step.Events, indent).Concat(Lines(step.Inside, indent + "  "))
            .Prepend($"{indent}{step.Number} {step.Element.Id} → {string.Join(' ', step.Next.Select(static next => next.TargetNumber))}".TrimEnd()));
}
