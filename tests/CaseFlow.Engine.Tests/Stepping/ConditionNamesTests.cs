using CaseFlow.Engine.Tests.Support;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Tests.Stepping;

/// <summary>Conditional events are looked at again when something that they read has changed, and only then.</summary>
public sealed class ConditionNamesTests
{
    [Theory]
    [InlineData("${x == 1}", "x", 1, true)]
    [InlineData("${x == 1}", "y", 1, false)]
    [InlineData("=x = 1 or y = 1", "x", 1, true)]
    [InlineData("${not (x == 2)}", "x", 1, true)]
    [InlineData("=count([x, 2, 3][item > 1]) = 2", "x", 1, true)]
    [InlineData("=some n in [1, x] satisfies n = 7", "x", 7, true)]
    [InlineData("=if b then false else x = 7", "x", 7, true)]
    public void It_occurs_when_its_condition_becomes_true(string condition, string variable, int value, bool occurs) =>
        Run.StartXml(Xml(condition, ""), variables: ("b", false))
            .IsWaitingAt("t")
            .Set((variable, value))
            .IsWaitingAt(occurs ? "caught" : "t");

    [Fact]
    public void An_entry_of_a_map_is_its_variable()
    {
        var order = new MapValue(Variables.Of(("total", Value.Of(9))));
        Run.StartXml(Xml("${order.total > 5}", "")).Set(("total", 9)).IsWaitingAt("t").Set(("order", order)).IsWaitingAt("caught");
    }

    [Fact]
    public void What_a_loop_counts_is_read_without_being_set()
    {
        var run = Run.StartXml(Xml("${nrOfCompletedInstances >= 2}", "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>"));
        CompleteInstance();
        CompleteInstance();
        run.IsWaitingAt("caught");

        void CompleteInstance() =>
            run.Step(new CompleteTask(run.State.Nodes.First(node => node.Value.LoopCounter is not null).Key) { Variables = Run.Map([("other", 1)]) });
    }

    [Fact]
    public void One_that_is_true_already_occurs_at_once() => Run.StartXml(Xml("${x == 1}", ""), variables: ("x", 1)).IsWaitingAt("caught");

    private static string Xml(string condition, string inside) => $$"""
        <definitions id="d" targetNamespace="urn:test" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
          <process id="process" isExecutable="true">
            <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
            <userTask id="t">{{inside}}</userTask>
            <boundaryEvent id="b" attachedToRef="t"><conditionalEventDefinition><condition>{{condition.Replace(">", "&gt;", StringComparison.Ordinal)}}</condition></conditionalEventDefinition></boundaryEvent>
            <sequenceFlow id="f2" sourceRef="b" targetRef="caught"/><userTask id="caught"/>
          </process>
        </definitions>
        """;
}
