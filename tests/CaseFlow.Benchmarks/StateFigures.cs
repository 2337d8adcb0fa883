using System.Text;
using System.Xml.Linq;
using CaseFlow.Engine;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Benchmarks;

/// <summary>How large what is stored is, and how much of it is written for a step.</summary>
internal static class StateFigures
{
    private const int Instances = 1_000;

    private const string Task = """<userTask id="many" c:roles="clerk"/>""";
    private const string SubProcess = """
        <subProcess id="many"><startEvent id="s"/><userTask id="work" c:roles="clerk"/><endEvent id="e"/>
        <boundaryEvent id="late" attachedToRef="work"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
        <sequenceFlow id="i" sourceRef="s" targetRef="work"/><sequenceFlow id="o" sourceRef="work" targetRef="e"/></subProcess>
        """;

    public static IEnumerable<Figure> Measure()
    {
        var definitions = Models.Read(Models.Twenty);
        var start = new Start(definitions.Graph.Definition, "K-1") { Variables = StepFigures.Variables };
        var state = Models.Step(definitions, null, start).State;
        yield return new("state of an instance with one open task", StateJson.Write(state).Length, 1_500, "bytes");
        yield return Figure.Baseline("its variables alone", Encoding.UTF8.GetByteCount(ValueJson.Write(new MapValue(StepFigures.Variables))), "bytes");
        foreach (var figure in Waiting("user tasks", Task).Concat(Waiting("sub-processes with a task and a timer", SubProcess)))
        {
            yield return figure;
        }
    }

    /// <summary>A completion with 1,000 waiting, each with an item of about 100 bytes: the root part, what changed of the segments, and the events.</summary>
    private static IEnumerable<Figure> Waiting(string name, string activity)
    {
        var definitions = Models.Read(Models.Many(activity, new XElement("m", new XAttribute(Models.Own + "collection", "${list}"), new XAttribute(Models.Own + "elementVariable", "item"))));
        var list = Value.Of(Enumerable.Range(0, Instances).Select(number => (Value)new MapValue(Variables.Of(
            ("household", Value.Of(number)), ("district", Value.Of("Karatal")), ("land", Value.Of(number * 10)), ("kinds", Value.Of("cattle, horses, sheep, poultry"))))));
        var before = Models.Step(definitions, null, new Start(definitions.Graph.Definition) { Variables = Variables.Of(("list", list)) }).State;
        var most = 0;
        var total = 0;
        foreach (var task in before.Nodes.Where(node => definitions.Graph[node.Value.Element == "p" ? "start" : node.Value.Element] is Engine.Model.UserTask && node.Value.Role == NodeRole.Flow).Select(node => node.Key).ToArray())
        {
            var stepped = Models.Step(definitions, before, new CompleteTask(task) { Variables = Variables.Of(("last", Value.Of(task))) });
            (most, total) = (Math.Max(most, Written(before, stepped)), total + 1);
        }

        if (total != Instances)
        {
            throw new InvalidOperationException($"{total} wait.");
        }

        yield return new($"written for a completion with 1,000 {name} waiting, at most", most, 20_000, "bytes");
        yield return Figure.Baseline("the whole state", StateJson.Write(before).Length, "bytes");
        var whole = StateJson.Write(before);
        var parts = StateSegments.Split(before);
        yield return Figure.Baseline("splitting it", Measured.Best(10, 10, () => StateSegments.Split(before)).Microseconds / 1000, "ms");
        yield return Figure.Baseline("writing it in one piece", Measured.Best(10, 10, () => StateJson.Write(before)).Microseconds / 1000, "ms");
        yield return Figure.Baseline("joining it", Measured.Best(10, 10, () => StateSegments.Join(parts.Root, parts.Segments)).Microseconds / 1000, "ms");
        yield return Figure.Baseline("reading it in one piece", Measured.Best(10, 10, () => StateJson.ReadState(whole)).Microseconds / 1000, "ms");
    }

    private static int Written(ProcessState before, Stepped stepped)
    {
        var (old, parts) = (StateSegments.Split(before).Segments, StateSegments.Split(stepped.State));
        return parts.Root.Length + StateJson.Write(stepped.Events).Length
            + parts.Segments.Where(part => !old.TryGetValue(part.Key, out var content) || !content.AsSpan().SequenceEqual(part.Value)).Sum(part => part.Value.Length);
    }
}
