using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Benchmarks;

/// <summary>Conditions are evaluated by the engine itself, never by the script engine.</summary>
internal static class ConditionFigures
{
    private const string Condition = "cows + horses * 2 > 100 and channel == \"leb\"";

    public static IEnumerable<Figure> Measure()
    {
        var definitions = Models.Read(Models.Twenty);
        StepFigures.RunToEnd(definitions);
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Count(assembly => assembly.GetName().Name == "Jint");
        yield return new("Jint loaded by reading and running a process with conditions", loaded, 0, "");

        var expression = Expression.Parse("${" + Condition + "}");
        var variables = new Source(StepFigures.Variables);
        var own = Measured.Best(10, 100_000, () => expression.IsTrue(variables));
        yield return new("a condition with three variables", own.Microseconds, 1, "µs");
        var jint = InJint();
        yield return Figure.Baseline("the same in Jint, engine and parsed script reused", jint.Microseconds, "µs");
    }

    private static Measured InJint()
    {
        using var engine = new Jint.Engine();
        var script = Jint.Engine.PrepareScript(Condition.Replace("and", "&&", StringComparison.Ordinal));
        return Measured.Best(5, 10_000, () =>
        {
            foreach (var (name, value) in StepFigures.Variables)
            {
                engine.SetValue(name, value is NumberValue number ? (double)number.Number : value.AsText());
            }

            engine.Evaluate(script);
        });
    }

    private sealed class Source(System.Collections.Immutable.ImmutableSortedDictionary<string, Value> variables) : IVariableSource
    {
        public Value? Find(string name) => variables.GetValueOrDefault(name);
    }
}
