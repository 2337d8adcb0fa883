using System.Xml.Linq;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Benchmarks;

/// <summary>10,000 automatic instances of a multi-instance activity in one step take ten times as long as 1,000: linear is 1, quadratic 10.</summary>
internal static class LoopFigures
{
    private const string Task = """<serviceTask id="many"/>""";
    private const string SubProcess = """
        <subProcess id="many"><startEvent id="s"/><serviceTask id="t"/><endEvent id="e"/>
        <sequenceFlow id="i" sourceRef="s" targetRef="t"/><sequenceFlow id="o" sourceRef="t" targetRef="e"/></subProcess>
        """;

    public static IEnumerable<Figure> Measure() =>
    [
        .. Of("parallel service tasks", Task, new XElement("m", new XElement("loopCardinality", "${n}"))),
        .. Of("sequential service tasks", Task, new XElement("m", new XAttribute("isSequential", "true"), new XElement("loopCardinality", "${n}"))),
        .. Of("parallel sub-processes", SubProcess, new XElement("m", new XElement("loopCardinality", "${n}"))),
        .. Of("sequential sub-processes", SubProcess, new XElement("m", new XAttribute("isSequential", "true"), new XElement("loopCardinality", "${n}"))),
    ];

    private static IEnumerable<Figure> Of(string name, string activity, XElement loop)
    {
        var definitions = Models.Read(Models.Many(activity, loop));
        var few = Instances(definitions, 1_000);
        var many = Instances(definitions, 10_000);
        yield return new($"10,000 {name}, each, times what one of 1,000 takes", many.Microseconds / few.Microseconds, 2, "");
        yield return Figure.Baseline("one of 1,000", few.Microseconds, "µs");
        yield return Figure.Baseline("one of 10,000", many.Microseconds, "µs");
    }

    private static Measured Instances(Models.Single definitions, int count)
    {
        var start = new Start(definitions.Graph.Definition) { Variables = Variables.Of(("n", Value.Of(count))) };
        if (Models.Step(definitions, null, start).State is not { Status: ProcessStatus.Ended, Outcome: "end" } state)
        {
            throw new InvalidOperationException("The instances are not automatic.");
        }

        return Measured.Best(15, 10_000 / count, () => Models.Step(definitions, null, start)).Per(count);
    }
}
