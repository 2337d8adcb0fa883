using System.Text;
using System.Text.Json;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.State;

/// <summary>
/// What of a state is written again. That the parts give the whole again is checked at every step of every test
/// (<see cref="Run"/>).
/// </summary>
public sealed class StateSegmentsTests
{
    private const int Instances = 1_000;
    private const int AtMost = 20_000;

    private const string Outputs = """
        <extensionElements><loopCharacteristics xmlns="http://camunda.org/schema/zeebe/1.0" outputCollection="done" outputElement="=loopCounter + 100000"/></extensionElements>
        """;

    private const string Cardinality = "<loopCardinality>1000</loopCardinality>";

    [Fact]
    public void A_small_state_is_one_part()
    {
        var run = Start("<multiInstanceLoopCharacteristics><loopCardinality>16</loopCardinality></multiInstanceLoopCharacteristics>", "");
        var parts = StateSegments.Split(run.State);
        Assert.Empty(parts.Segments);
        Assert.Equal(StateJson.Write(run.State), parts.Root);
        Assert.Equal(parts.Root.Length, parts.Length);
    }

    [Fact]
    public void Seventeen_instances_are_two_segments()
    {
        var run = Start("<multiInstanceLoopCharacteristics><loopCardinality>17</loopCardinality></multiInstanceLoopCharacteristics>", "");
        var body = Body(run);
        var parts = StateSegments.Split(run.State);
        Assert.Equal([new SegmentKey(body, 0), new SegmentKey(body, 1)], parts.Segments.Keys);
        Assert.Equal(parts.Length, parts.Root.Length + parts.Segments.Values.Sum(segment => segment.Length));
        Assert.DoesNotContain("loop", Encoding.UTF8.GetString(parts.Root), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(Outputs, "")]
    [InlineData("", """<startEvent id="ps"/><sequenceFlow id="pf" sourceRef="ps" targetRef="work"/><userTask id="work"/><boundaryEvent id="late" attachedToRef="work"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>""")]
    public void With_a_thousand_waiting_little_is_written_for_a_completion(string extension, string inside)
    {
        var run = Start($"<multiInstanceLoopCharacteristics>{extension}{Cardinality}</multiInstanceLoopCharacteristics>", inside);
        foreach (var counter in (int[])[999, 0, 500, 501, 17])
        {
            var (bytes, segments) = Written(run, () => CompleteInstance(run, inside.Length > 0 ? "work" : "many", counter));
            Assert.InRange(bytes, 1, AtMost / 2);
            Assert.Single(segments);
        }
    }

    [Fact]
    public void The_items_of_a_collection_are_not_written_again()
    {
        var items = Value.Of(Enumerable.Range(0, Instances).Select(number => (Value)new MapValue(Variables.Of(("iin", Value.Of($"{number:000000000000}")), ("area", Value.Of(number))))));
        var run = Start("""<multiInstanceLoopCharacteristics c:collection="${items}" c:elementVariable="item"/>""", "", ("items", items));
        var (bytes, segments) = Written(run, () => CompleteInstance(run, "many", 400));
        Assert.InRange(bytes, 1, AtMost);
        Assert.Equal([new SegmentKey(Body(run), 25)], segments);
    }

    [Fact]
    public void A_sequential_loop_writes_its_items_once()
    {
        var items = Value.Of(Enumerable.Range(0, Instances).Select(number => Value.Of($"household {number}")));
        var run = Start($"""<multiInstanceLoopCharacteristics isSequential="true" c:collection="{"${items}"}" c:elementVariable="item">{Outputs}</multiInstanceLoopCharacteristics>""", "", ("items", items));
        for (var counter = 0; counter < 40; counter++)
        {
            var (bytes, segments) = Written(run, () => CompleteInstance(run, "many", counter));
            Assert.InRange(bytes, 1, 3_000);
            Assert.InRange(segments.Length, 1, 2);
        }

        Assert.Equal(40, run.State.Nodes[Body(run)].Progress!.Outputs!.Count);
    }

    [Fact]
    public void What_completed_instances_leave_to_be_compensated_comes_in_small_parts()
    {
        var run = Start($"<multiInstanceLoopCharacteristics>{Cardinality}</multiInstanceLoopCharacteristics>", "", compensated: true);
        for (var counter = 0; counter < 40; counter++)
        {
            var (bytes, segments) = Written(run, () => CompleteInstance(run, "many", counter));
            Assert.InRange(bytes, 1, AtMost / 2);
            // When there are too many for the root part they leave it together, once.
            Assert.InRange(segments.Length, 0, counter == 16 ? 4 : 2);
        }

        Assert.Equal(40, run.State.Compensations.Count);
        Assert.InRange(StateSegments.Split(run.State).Root.Length, 1, 1_000);
    }

    [Fact]
    public void A_large_variable_is_written_when_it_changes()
    {
        var run = Run.Start("s:start -> a:user -> b:user -> e:end", ("long", new string('x', 5_000)), ("small", 1));
        Assert.Equal([new SegmentKey(1, -2)], StateSegments.Split(run.State).Segments.Keys);
        Assert.Empty(Written(run, () => run.Complete("a", ("small", 2))).Segments);
        Assert.Equal([new SegmentKey(1, -2)], Written(run, () => run.Set(("long", new string('y', 5_000)))).Segments);
    }

    [Theory]
    [InlineData("""{"o":{"0":1}}""")]
    [InlineData("""{"i":[]}""")]
    [InlineData("""{"vars":{"x":1}}""")]
    [InlineData("[]")]
    public void Parts_that_do_not_belong_together_are_refused(string segment)
    {
        var root = StateJson.Write(Run.Start("s:start -> a:user").State);
        var segments = new Dictionary<SegmentKey, byte[]> { [new(77, 0)] = Encoding.UTF8.GetBytes(segment) };
        Assert.Throws<JsonException>(() => StateSegments.Join(root, segments));
    }

    [Fact]
    public void A_loop_that_is_none_takes_no_items()
    {
        var root = StateJson.Write(Run.Start("s:start -> a:user").State);
        Assert.Throws<JsonException>(() => StateSegments.Join(root, new Dictionary<SegmentKey, byte[]> { [new(1, -1)] = "{\"i\":[1]}"u8.ToArray() }));
    }

    [Fact]
    public void Keys_are_in_order_of_their_owners()
    {
        SegmentKey[] keys = [new(1, -2), new(1, 0), new(1, 3), new(2, -1)];
        Assert.Equal(keys, keys.Reverse().Order());
        Assert.True(keys[0] < keys[1] && keys[1] <= keys[1] && keys[3] > keys[2] && keys[3] >= keys[3]);
    }

    /// <summary>What is written for a step: the root part, the segments that are not as before, and the events.</summary>
    private static (int Bytes, SegmentKey[] Segments) Written(Run run, Action step)
    {
        var before = StateSegments.Split(run.State).Segments;
        var events = run.Events.Count;
        step();
        var after = StateSegments.Split(run.State);
        var changed = after.Segments.Where(part => !before.TryGetValue(part.Key, out var old) || !old.AsSpan().SequenceEqual(part.Value)).ToArray();
        var history = StateJson.Write([.. run.Events.Skip(events)]);
        return (after.Root.Length + changed.Sum(part => part.Value.Length) + history.Length, [.. changed.Select(part => part.Key)]);
    }

    private static int Body(Run run) => run.State.Nodes.First(node => node.Value.Role == NodeRole.Body).Key;

    private static void CompleteInstance(Run run, string task, int counter)
    {
        var node = run.State.Nodes.First(node => node.Value.Element == task
            && (node.Value.LoopCounter ?? run.State.Nodes[node.Value.Parent].LoopCounter) == counter);
        run.Step(new CompleteTask(node.Key) { Variables = Run.Map([("last", counter)]) });
    }

    private static Run Start(string loop, string inside, params (string Name, object? Value)[] variables) => Start(loop, inside, compensated: false, variables);

    private static Run Start(string loop, string inside, bool compensated, params (string Name, object? Value)[] variables) => Run.StartXml(
        $"""
        <definitions id="d" targetNamespace="urn:test" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:c="urn:caseflow:bpmn:1">
          <process id="process" isExecutable="true">
            <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="many"/>
            {(inside.Length > 0 ? $"<subProcess id=\"many\">{loop}{inside}</subProcess>" : $"<userTask id=\"many\">{loop}</userTask>")}
            <sequenceFlow id="f2" sourceRef="many" targetRef="next"/><userTask id="next"/>
            {(compensated ? """<boundaryEvent id="undo" attachedToRef="many"><compensateEventDefinition/></boundaryEvent><task id="undoing" isForCompensation="true"/><association id="a" associationDirection="One" sourceRef="undo" targetRef="undoing"/>""" : "")}
          </process>
        </definitions>
        """,
        variables: variables);
}
