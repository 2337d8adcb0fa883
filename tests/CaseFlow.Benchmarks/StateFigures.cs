using System.Text;
using CaseFlow.Engine;
using CaseFlow.Engine.State;

namespace CaseFlow.Benchmarks;

/// <summary>How large what is stored is.</summary>
internal static class StateFigures
{
    public static IEnumerable<Figure> Measure()
    {
        var definitions = Models.Read(Models.Twenty);
        var start = new Start(definitions.Graph.Definition, "K-1") { Variables = StepFigures.Variables };
        var state = Models.Step(definitions, null, start).State;
        yield return new("state of an instance with one open task", StateJson.Write(state).Length, 1_500, "bytes");
        yield return Figure.Baseline("its variables alone", Encoding.UTF8.GetByteCount(Engine.Values.ValueJson.Write(new Engine.Values.MapValue(StepFigures.Variables))), "bytes");
    }
}
