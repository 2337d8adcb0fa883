using System.Text;
using CaseFlow.Core.Comparing;
using CaseFlow.Core.Definitions;

namespace CaseFlow.Benchmarks;

/// <summary>What a manager waits for on the server: two versions compared, a process told as text.</summary>
internal static class CompareFigures
{
    private const int Elements = 300;

    private const string Service = """
        key: s
        process: p
        name: {kk: a, ru: a, en: a}
        edition: {id: e, decrees: []}
        terms: {}
        pickup: {time: "16:00"}
        documents: []
        refusalGrounds: []
        numbering: {}
        indicators: []
        """;

    public static IEnumerable<Figure> Measure()
    {
        var text = Models.Large(Elements);
        var before = ComparedVersion.Of(Package(1, text));
        // Every element another one, by id and by name: nothing is matched, everything is told.
        var after = ComparedVersion.Of(Package(2, text.Replace("id=\"", "id=\"x", StringComparison.Ordinal)
            .Replace("name=\"", "name=\"x", StringComparison.Ordinal).Replace("Ref=\"", "Ref=\"x", StringComparison.Ordinal).Replace("bpmnElement=\"", "bpmnElement=\"x", StringComparison.Ordinal).Replace("default=\"", "default=\"x", StringComparison.Ordinal)));
        var changes = Comparison.Of(before, after).Changes.Count;
        if (changes < Elements)
        {
            throw new InvalidOperationException($"{changes} changes were found.");
        }

        var all = Measured.Best(10, 1, () => Comparison.Of(before, after));
        yield return new($"comparing {Elements} elements of which each has changed ({changes:#,0} changes)", all.Microseconds / 1000, 1000, "ms");
        var same = Measured.Best(10, 1, () => Comparison.Of(before, before));
        yield return new($"comparing {Elements} elements that are the same", same.Microseconds / 1000, 1000, "ms");
        var outline = Measured.Best(10, 1, () => ProcessOutline.Of(before.Definition.Graph));
        yield return new($"the text of {Elements} elements", outline.Microseconds / 1000, 1000, "ms");
        var read = Measured.Best(10, 1, () => ComparedVersion.Of(before.Package));
        yield return Figure.Baseline("reading and checking one such version", read.Microseconds / 1000, "ms");
    }

    private static DefinitionPackage Package(int version, string process) => new(
        "s", version,
        [
            new("process.bpmn", Encoding.UTF8.GetBytes(process)),
            new("service.yaml", Encoding.UTF8.GetBytes(Service)),
            new("texts.yaml", "element: {p: {kk: a, ru: a, en: a}}"u8.ToArray()),
        ]);
}
