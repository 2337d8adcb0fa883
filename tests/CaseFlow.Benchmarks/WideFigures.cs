using System.Globalization;
using System.Text;
using CaseFlow.Engine;
using CaseFlow.Engine.Values;

namespace CaseFlow.Benchmarks;

/// <summary>Shapes in which a careless engine looks at everything for everything: no promise, but a figure to watch.</summary>
internal static class WideFigures
{
    public static IEnumerable<Figure> Measure()
    {
        foreach (var branches in new[] { 100, 1_000 })
        {
            var joined = Join(branches);
            yield return new($"a step before an inclusive join of {branches:#,0} branches, half of them arrived", joined.Microseconds, null, "µs");
        }

        foreach (var conditions in new[] { 100, 1_000 })
        {
            var set = Conditions(conditions);
            yield return new($"setting a variable that none of {conditions:#,0} conditional events reads", set.Microseconds, null, "µs");
        }
    }

    private static Measured Join(int branches)
    {
        var model = new StringBuilder(Models.Head).Append("""
            <startEvent id="start"/><inclusiveGateway id="split"/><inclusiveGateway id="join"/><endEvent id="end"/>
            <sequenceFlow id="in" sourceRef="start" targetRef="split"/><sequenceFlow id="out" sourceRef="join" targetRef="end"/>
            """);
        for (var branch = 0; branch < branches; branch++)
        {
            model.Append(CultureInfo.InvariantCulture, $"""
                <userTask id="t{branch}"/><sequenceFlow id="a{branch}" sourceRef="split" targetRef="t{branch}"/><sequenceFlow id="b{branch}" sourceRef="t{branch}" targetRef="join"/>
                """);
        }

        var definitions = Models.Read(model.Append("</process></definitions>").ToString());
        var state = Models.Step(definitions, null, new Start(definitions.Graph.Definition)).State;
        for (var branch = 0; branch < branches / 2; branch++)
        {
            state = Models.Step(definitions, state, new CompleteTask(state.Nodes.Last().Key)).State;
        }

        return Measured.Best(10, 20_000 / branches, () => Models.Step(definitions, state, new CompleteTask(state.Nodes.Last().Key)));
    }

    private static Measured Conditions(int conditions)
    {
        var model = new StringBuilder(Models.Head).Append("""<startEvent id="start"/><sequenceFlow id="in" sourceRef="start" targetRef="t"/><userTask id="t"/>""");
        for (var number = 0; number < conditions; number++)
        {
            model.Append(CultureInfo.InvariantCulture, $$"""
                <boundaryEvent id="c{{number}}" attachedToRef="t"><conditionalEventDefinition><condition>${unknown{{number}} == 1}</condition></conditionalEventDefinition></boundaryEvent>
                <endEvent id="e{{number}}"/><sequenceFlow id="f{{number}}" sourceRef="c{{number}}" targetRef="e{{number}}"/>
                """);
        }

        var definitions = Models.Read(model.Append("</process></definitions>").ToString());
        var state = Models.Step(definitions, null, new Start(definitions.Graph.Definition)).State;
        var set = new SetVariables(1) { Variables = Variables.Of(("other", Value.True)) };
        return Measured.Best(10, 20_000 / conditions, () => Models.Step(definitions, state, set));
    }
}
