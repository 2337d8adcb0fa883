namespace CaseFlow.Engine.Tests.Reading;

internal static class Fixtures
{
    /// <summary>A file whose process has this content, beginning on line 2.</summary>
    public static string File(string content, string before = "") =>
        $"<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' xmlns:c='urn:caseflow:bpmn:1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' targetNamespace='urn:test'>{before}<process id='process' isExecutable='true'>\n{content}\n</process></definitions>";
}
