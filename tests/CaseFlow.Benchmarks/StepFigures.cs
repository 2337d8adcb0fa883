using System.Collections.Immutable;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;

namespace CaseFlow.Benchmarks;

/// <summary>A step of the pure engine in a process of 20 elements, from start to end.</summary>
internal static class StepFigures
{
    private static readonly string[] Tasks = ["register", "check", "household", "land", "decide", "sign", "handOut"];

    public static ImmutableSortedDictionary<string, Value> Variables { get; } = Engine.Values.Variables.Of(
        ("channel", Value.Of("leb")), ("cows", Value.Of(7)), ("documents", Value.Of(3)), ("horses", Value.Of(2)));

    public static IEnumerable<Figure> Measure()
    {
        var definitions = Models.Read(Models.Twenty);
        var steps = Tasks.Length + 1;
        var run = Measured.Best(30, 500, () => RunToEnd(definitions)).Per(steps);
        yield return new("a step of a 20-element process, mean from start to end", run.Microseconds, 12, "µs");
        yield return new("allocated by it", run.Bytes, 6_000, "bytes");
        var (longest, element) = Longest(definitions);
        yield return new($"its largest step ({element})", longest.Microseconds, 12, "µs");
        yield return new("allocated by it", longest.Bytes, 6_000, "bytes");

        var walk = new PlainWalk(definitions.Graph);
        var plain = Measured.Best(30, 500, () => walk.RunToEnd(Tasks)).Per(steps);
        yield return Figure.Baseline("tokens moved in the same graph, no history, nothing kept", plain.Microseconds, "µs");
        yield return Figure.Baseline("allocated by it", plain.Bytes, "bytes");
        var state = RunTo(definitions, "decide");
        var copy = Measured.Best(10, 1_000, () => StateJson.ReadState(StateJson.Write(state)));
        yield return Figure.Baseline("the state to JSON and back", copy.Microseconds, "µs");
    }

    public static ProcessState RunToEnd(Models.Single definitions) => RunTo(definitions, "");

    private static ProcessState RunTo(Models.Single definitions, string task)
    {
        var state = Models.Step(definitions, null, new Start(definitions.Graph.Definition, "K-1") { Variables = Variables }).State;
        foreach (var next in Tasks.TakeWhile(next => next != task))
        {
            state = Models.Step(definitions, state, Completion(state, next)).State;
        }

        return state;
    }

    private static (Measured Longest, string Element) Longest(Models.Single definitions)
    {
        var longest = (Measured: new Measured(0, 0), Element: "");
        foreach (var task in Tasks)
        {
            var state = RunTo(definitions, task);
            var trigger = Completion(state, task);
            var measured = Measured.Best(20, 500, () => Models.Step(definitions, state, trigger));
            longest = measured.Microseconds > longest.Measured.Microseconds ? (measured, task) : longest;
        }

        return longest;
    }

    /// <summary>Completes the task with a result, as a person does.</summary>
    private static CompleteTask Completion(ProcessState state, string task) =>
        new(state.Nodes.First(node => node.Value.Element == task).Key) { Variables = Result };

    private static readonly ImmutableSortedDictionary<string, Value> Result = Engine.Values.Variables.Of(("approved", Value.True));
}

/// <summary>
/// The plainest loop that does the same: it moves tokens along the flows of the graph until each is at a user task. It
/// keeps no history, makes no effects, and knows neither scopes nor incidents.
/// </summary>
internal sealed class PlainWalk(ProcessGraph graph)
{
    private readonly VariableSource source = new();

    public int RunToEnd(string[] tasks)
    {
        var waiting = new List<FlowElement>();
        var joined = new List<SequenceFlow>();
        Walk(graph["received"], waiting, joined);
        foreach (var task in tasks)
        {
            var element = graph[task];
            waiting.Remove(element);
            Walk(element, waiting, joined);
        }

        return waiting.Count;
    }

    private void Walk(FlowElement from, List<FlowElement> waiting, List<SequenceFlow> joined)
    {
        var moving = new Queue<SequenceFlow>();
        Take(from, moving);
        while (moving.TryDequeue(out var flow))
        {
            switch (flow.Target)
            {
                case UserTask task:
                    waiting.Add(task);
                    break;
                case ParallelGateway { Incoming.Count: > 1 } join:
                    joined.Add(flow);
                    if (joined.Count == join.Incoming.Count)
                    {
                        joined.Clear();
                        Take(join, moving);
                    }

                    break;
                default:
                    Take(flow.Target, moving);
                    break;
            }
        }
    }

    private void Take(FlowElement element, Queue<SequenceFlow> moving)
    {
        foreach (var flow in element.Outgoing)
        {
            if (flow.Condition is null ? flow != element.DefaultFlow || element.Outgoing.Count == 1 : flow.Condition.IsTrue(source))
            {
                moving.Enqueue(flow);
                if (element is ExclusiveGateway)
                {
                    return;
                }
            }
        }

        if (element is ExclusiveGateway && element.DefaultFlow is { } otherwise)
        {
            moving.Enqueue(otherwise);
        }
    }

    private sealed class VariableSource : Engine.Expressions.IVariableSource
    {
        public Value? Find(string name) => StepFigures.Variables.GetValueOrDefault(name);
    }
}
