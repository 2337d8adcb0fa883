using System.Text;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Engine.Tests.Reading;

public sealed class ForeignReportTests
{
    private const string File = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
          xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" targetNamespace="t" modeler:executionPlatform="x">
          <bpmn:process id="p" isExecutable="true" camunda:historyTimeToLive="5">
            <bpmn:startEvent id="s"/>
            <bpmn:userTask id="a" camunda:assignee="me" camunda:asyncBefore="true">
              <bpmn:extensionElements>
                <camunda:taskListener class="L"><camunda:field name="f"/></camunda:taskListener>
                <camunda:inputOutput><camunda:inputParameter name="i"><camunda:map><camunda:entry key="k"><camunda:list><camunda:value>1</camunda:value></camunda:list></camunda:entry></camunda:map></camunda:inputParameter></camunda:inputOutput>
                <zeebe:ioMapping><zeebe:input source="=a" target="b"/></zeebe:ioMapping>
                <zeebe:taskHeaders><zeebe:header key="k"/></zeebe:taskHeaders>
              </bpmn:extensionElements>
            </bpmn:userTask>
          </bpmn:process>
        </bpmn:definitions>
        """;

    [Fact]
    public void What_has_no_effect_is_listed_and_what_has_is_not()
    {
        var parts = ForeignReport.Read(new MemoryStream(Encoding.UTF8.GetBytes(File)));
        Assert.Equal(
            [
                new ForeignPart(null, 2, "@modeler:executionPlatform", "x") with { Line = parts[0].Line },
                new ForeignPart("p", 3, "@camunda:historyTimeToLive", "5"),
                new ForeignPart("a", 5, "@camunda:asyncBefore", "true"),
                new ForeignPart("a", 7, "camunda:taskListener", null),
                new ForeignPart("a", 10, "zeebe:taskHeaders", null),
            ],
            parts);
    }

    [Fact]
    public void A_file_that_is_no_XML_has_nothing_to_list() => Assert.Empty(ForeignReport.Read(new MemoryStream("<"u8.ToArray())));
}
