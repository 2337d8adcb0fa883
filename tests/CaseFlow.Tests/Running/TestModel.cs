using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;

namespace CaseFlow.Tests.Running;

/// <summary>Small processes for the tests of the runner.</summary>
public static class TestModel
{
    /// <summary>Reads a process from its elements and its flows, each "a→b".</summary>
    public static ProcessGraph Read(string elements, params string[] flows) => ReadAs("p", elements, flows);

    /// <summary>The same under a process id of its own.</summary>
    public static ProcessGraph ReadAs(string process, string elements, params string[] flows)
    {
        var read = BpmnReader.Read(Xml(process, elements, flows));
        Assert.True(read.IsAccepted, string.Join('\n', read.Diagnostics));
        return read.Processes[0].As(read.Processes[0].Definition with { Version = 1 });
    }

    /// <summary>The file of such a process.</summary>
    public static string Xml(string process, string elements, params string[] flows) => $"""
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="urn:caseflow:bpmn:1" targetNamespace="t">
          <message id="m" name="paid"/><error id="err" errorCode="UNKNOWN"/><signal id="sig" name="alarm"/>
          <process id="{process}" isExecutable="true">
          {elements}
          {string.Concat(flows.Select(Flow))}
          </process>
        </definitions>
        """;

    private static string Flow(string arrow)
    {
        var ends = arrow.Split('→');
        return $"""<sequenceFlow id="{ends[0]}_{ends[1]}" sourceRef="{ends[0]}" targetRef="{ends[1]}"/>""";
    }
}
