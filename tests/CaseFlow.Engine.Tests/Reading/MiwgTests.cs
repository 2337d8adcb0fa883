using CaseFlow.Engine.Documents;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Reading;

/// <summary>The models with which tools show that they understand each other: read, or refused for exactly what is not run.</summary>
public sealed class MiwgTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "CaseFlow.Engine.Tests", "Reading", "Miwg");

    /// <summary>What is refused in each: code and element. Drawings have gateways without conditions and events without messages.</summary>
    private static readonly Dictionary<string, string[]> Refused = new(StringComparer.Ordinal)
    {
        ["A.1.0"] = [],
        ["A.2.0"] = ["several-unconditional-flows _35fe57a7-1302-44e2-bf58-032f11af7ecb"],
        ["A.3.0"] =
        [
            "sub-process-start _1ae31d1b-2559-4f78-a3ec-47986a49db48",
            "missing-name _428dcbf5-8e5e-48e0-9c0c-d93003fa8c82",
        ],
        ["A.4.1"] = [],
        ["own-B"] =
        [
            "timer-text timerStart", "missing-name signalThrow", "loop-definition collapsed", "sub-process-start collapsed", "missing-condition conditional",
            "unsupported-element callGlobal", "loop-definition user7", "misplaced-event escalation", "missing-name signalEnd",
            "missing-condition conditionalStart", "several-none-starts conditionalStart", "loop-definition user12", "missing-name messageBoundary",
            "unsupported-element complex", "unsupported-element adHoc",
        ],
        ["own-C"] = [],
    };

    public static TheoryData<string> Models { get; } = [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Models))]
    public void Is_read_or_refused_for_exactly_what_is_not_run(string model)
    {
        var read = BpmnReader.Read(File.OpenRead(PathOf(model)), new ReadOptions { AcceptNonExecutable = true });
        Assert.Equal(Refused[model], read.Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Element}"));
    }

    /// <summary>Unless asked to, the engine does not take a drawing for a program; own-C is meant as one.</summary>
    [Theory]
    [MemberData(nameof(Models))]
    public void A_drawing_is_not_executable(string model)
    {
        string[] expected = model == "own-C" ? [] : [DiagnosticCodes.NoExecutableProcess];
        Assert.Equal(expected, BpmnReader.Read(File.OpenRead(PathOf(model))).Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Goes_through_unchanged(string model)
    {
        var content = File.ReadAllBytes(PathOf(model));
        Assert.Equal(content, BpmnDocument.Load(content, out _)!.ToBytes());
    }

    [Fact]
    public void Every_model_has_its_line() =>
        Assert.Equal(Directory.EnumerateFiles(Folder, "*.bpmn").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal), Refused.Keys);

    private static string PathOf(string model) => Path.Combine(Folder, model + ".bpmn");
}
