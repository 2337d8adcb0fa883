using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Decisions;

/// <summary>
/// The results of required decisions as variables: by the decision's variable, id and name; and, as other engines' models
/// expect, by the names of its outputs (of several rules, as lists).
/// </summary>
internal sealed class RequiredResults : IVariableSource
{
    private readonly Dictionary<string, Value> results = new(StringComparer.Ordinal);
    private readonly IVariableSource outer;

    public RequiredResults(IReadOnlyList<Decision> required, IReadOnlyDictionary<Decision, Value> known, IVariableSource outer)
    {
        this.outer = outer;
        foreach (var decision in required)
        {
            results.TryAdd(decision.Id, known[decision]);
            results.TryAdd(decision.Name ?? decision.Id, known[decision]);
            results.TryAdd(decision.VariableName ?? decision.Id, known[decision]);
        }

        foreach (var decision in required)
        {
            foreach (var output in decision.OutputNames)
            {
                results.TryAdd(output, decision.OutputNames.Count == 1 ? known[decision] : Part(known[decision], output));
            }
        }
    }

    public Value? Find(string name) => results.GetValueOrDefault(name) ?? outer.Find(name);

    private static Value Part(Value result, string output) => result switch
    {
        MapValue map => map.Entries.GetValueOrDefault(output, Value.Null),
        ListValue list => Value.Of(list.Items.Select(item => Part(item, output))),
        _ => Value.Null,
    };
}
