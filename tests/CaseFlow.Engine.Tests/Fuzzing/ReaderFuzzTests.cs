using System.Reflection;
using CaseFlow.Engine.Documents;
using CaseFlow.Engine.Export;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Tests.Support;

namespace CaseFlow.Engine.Tests.Fuzzing;

/// <summary>Whatever a file holds, the reader answers: within a second, with 200 MB at most, and never with an exception.</summary>
public sealed class ReaderFuzzTests
{
    private const int Cases = 500;

    private static readonly HashSet<string> Codes = [.. typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!)];

    private static readonly ReadOptions[] Options =
    [
        ReadOptions.Default,
        new() { AcceptNonExecutable = true, DanglingReferencesAreCodes = true, WaitFor = new HashSet<string> { "serviceTask", "task", "#a" } },
    ];

    /// <summary>Models that are accepted: of one that is refused anyway a mutation shows little.</summary>
    private static readonly byte[][] Seeds =
    [
        .. new[] { "workflows", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.bpmn", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}refused", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    [Fact]
    public void A_damaged_file_is_read_or_refused()
    {
        var seen = new List<string>();
        Fuzz.Run(Cases, choices =>
        {
            var file = choices.Choose(Seeds);
            var kind = choices.Below(3);
            var changed = kind == 0 ? file : XmlMutator.Mutate(file, choices);
            changed = kind == 1 ? changed : ByteMutator.Mutate(changed, choices);
            seen.Add(Check(changed, choices.Choose(Options)));
        });
        if (Fuzz.IsShort)
        {
            AssertMixture(seen);
        }
    }

    /// <summary>A fuzzer that only ever makes nonsense shows nothing.</summary>
    private static void AssertMixture(List<string> seen)
    {
        foreach (var outcome in (string[])["accepted", DiagnosticCodes.NotWellFormed, DiagnosticCodes.Schema, DiagnosticCodes.DuplicateId, DiagnosticCodes.UnknownReference])
        {
            Assert.InRange(seen.Count(candidate => candidate == outcome), seen.Count / 100, seen.Count);
        }

        Assert.InRange(seen.Distinct().Count(), 15, Codes.Count + 1);
    }

    /// <returns>The first error's code.</returns>
    private static string Check(byte[] file, ReadOptions options)
    {
        var result = BpmnReader.Read(new MemoryStream(file), options);
        Assert.Equal(result.IsAccepted, result.Processes.Count > 0);
        Assert.All(result.Diagnostics, diagnostic =>
        {
            Assert.Contains(diagnostic.Code, Codes);
            Assert.True(diagnostic.Line >= 0 && diagnostic.Message.Length > 0 && diagnostic.Mend.Length > 0, diagnostic.ToString());
        });
        Assert.All(result.Processes, process => Assert.NotEmpty(ElsaExport.Write(process, file).Json));
        AssertCost(file, options);
        if (BpmnDocument.Load(file, out _) is { } document)
        {
            Assert.Equal(file, document.ToBytes());
        }

        return result.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == Severity.Error)?.Code ?? "accepted";
    }

    private static void AssertCost(byte[] file, ReadOptions options)
    {
        var cost = Cost.Of(() => BpmnReader.Read(new MemoryStream(file), options));
        Assert.True(cost is { Seconds: <= 1, Allocated: <= 200_000_000 }, $"{file.Length} bytes: {cost}");
    }
}
