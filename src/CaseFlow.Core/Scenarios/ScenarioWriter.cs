using System.Collections.Immutable;
using System.Text;
using CaseFlow.Engine.Values;

namespace CaseFlow.Core.Scenarios;

/// <summary>Writes a scenario file with one run, as <see cref="ScenarioReader"/> reads it: a step a line, in JSON, which is YAML.</summary>
public static class ScenarioWriter
{
    /// <summary>The text of the file.</summary>
    /// <param name="models">Paths of the models, as seen from the file.</param>
    /// <param name="options">How the outside world stands in.</param>
    /// <param name="run">The run.</param>
    public static string Write(IEnumerable<string> models, ScenarioOptions options, ScenarioRun run)
    {
        var text = new StringBuilder();
        text.Append("models: ").Append(ValueJson.Write(Value.Of(models.Select(Value.Of)))).Append('\n');
        text.Append("options: ").Append(ValueJson.Write(Options(options))).Append('\n');
        text.Append("runs:\n- name: ").Append(ValueJson.Write(Value.Of(run.Name))).Append('\n');
        if (run.Clock is { } clock)
        {
            text.Append("  clock: ").Append(ValueJson.Write(Value.Of(clock))).Append('\n');
        }

        text.Append(run.Steps.IsEmpty ? "  steps: []\n" : "  steps:\n");
        foreach (var step in run.Steps)
        {
            text.Append("  - {").AppendJoin(", ", Entries(step).Select(entry => $"{ValueJson.Write(Value.Of(entry.Key))}: {ValueJson.Write(entry.Value)}")).Append("}\n");
        }

        return text.ToString();
    }

    /// <summary>The action first, as people read it.</summary>
    private static IEnumerable<(string Key, Value Value)> Entries(ScenarioStep step)
    {
        if (step.Action is { } action)
        {
            yield return (action.Kind, action.Argument);
            foreach (var (key, value) in action.Keys)
            {
                yield return (key, value);
            }
        }

        foreach (var expectation in step.Expectations)
        {
            yield return (expectation.Kind, expectation.Expected);
        }
    }

    private static MapValue Options(ScenarioOptions options)
    {
        var entries = new List<(string, Value)>();
        if (options.Office is { } office)
        {
            entries.Add(("office", Value.Of(office)));
        }

        if (options.Calendar is { } calendar)
        {
            entries.Add(("calendar", Value.Of(calendar)));
        }

        if (!options.Handlers.IsEmpty)
        {
            entries.Add(("handlers", Map([.. options.Handlers.Select(handler => (handler.Key, Value.Of(handler.Value.Select(answer => (Value)StandIn(answer)))))])));
        }

        return Map([.. entries]);
    }

    private static MapValue StandIn(StandIn answer)
    {
        var entries = new List<(string, Value)>();
        if (!answer.Result.IsEmpty)
        {
            entries.Add(("result", new MapValue(answer.Result)));
        }

        if (answer.Error is { } code)
        {
            entries.Add(("error", Value.Of(code)));
        }

        if (!answer.Deadlines.IsEmpty)
        {
            entries.Add(("deadlines", new MapValue(answer.Deadlines)));
        }

        if (answer.Failed)
        {
            entries.Add(("failed", Value.True));
        }

        return Map([.. entries]);
    }

    private static MapValue Map(ImmutableArray<(string, Value)> entries) => new(Variables.Of(entries.AsSpan()));
}
