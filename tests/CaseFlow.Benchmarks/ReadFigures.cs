using System.Text;
using System.Xml.Linq;
using CaseFlow.Engine;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.Values;

namespace CaseFlow.Benchmarks;

/// <summary>Reading and checking a file: bounds, schema, references, rules, expressions.</summary>
internal static class ReadFigures
{
    private const int Elements = 2_000;

    public static IEnumerable<Figure> Measure()
    {
        var bytes = Encoding.UTF8.GetBytes(Models.Large(Elements));
        var started = Measured.Now();
        var first = BpmnReader.Read(new MemoryStream(bytes));
        var cold = (Measured.Now() - started) / 1000;
        if (!first.IsAccepted || first.Processes[0].Elements.Count != Elements - 2)
        {
            throw new InvalidOperationException($"{first.Processes.Count} {string.Join('\n', first.Diagnostics.Take(10))}");
        }

        var read = Measured.Best(10, 1, () => BpmnReader.Read(new MemoryStream(bytes)));
        yield return new($"reading and checking {Elements:#,0} elements with diagram, {bytes.Length / 1024} kB", read.Microseconds / 1000, 300, "ms");
        yield return new("allocated by it", read.Bytes / 1024 / 1024, null, "MB");
        yield return new("the first time in the program", cold, null, "ms");
        var load = Measured.Best(10, 1, () => XDocument.Load(new MemoryStream(bytes)));
        yield return Figure.Baseline("XDocument.Load of the same file", load.Microseconds / 1000, "ms");

        var definitions = Models.Read(Models.Large(Elements));
        var variables = Variables.Of(("a", Value.Of(0)));
        var state = Models.Step(definitions, null, new Start(definitions.Graph.Definition) { Variables = variables }).State;
        for (var task = 1; task <= 100; task++)
        {
            state = Models.Step(definitions, state, new CompleteTask(state.Nodes.Last().Key)).State;
        }

        var step = Measured.Best(20, 500, () => Models.Step(definitions, state, new CompleteTask(state.Nodes.Last().Key)));
        yield return new($"a step in a process of {Elements:#,0} elements, inclusive gateways", step.Microseconds, 12, "µs");
    }
}
