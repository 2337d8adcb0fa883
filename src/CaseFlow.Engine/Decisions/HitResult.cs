using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Decisions;

/// <summary>Makes one result of the rules that hold (DMN 1.3, 8.2.10 and 8.2.11).</summary>
internal sealed class HitResult(HitPolicy policy, ImmutableArray<OutputClause> outputs)
{
    /// <exception cref="EvaluationException">The policy is violated.</exception>
    public Value Of(IReadOnlyList<Hit> hits, Func<Hit?> byDefault)
    {
        if (hits.Count == 0)
        {
            return byDefault() is { } hit ? OfDefault(Row(hit)) : OfNothing();
        }

        return policy switch
        {
            HitPolicy.Unique => Row(Only(hits)),
            HitPolicy.Any => Row(Agreed(hits)),
            HitPolicy.Priority => Row(ByPriority(hits).First()),
            HitPolicy.First => Row(hits[0]),
            HitPolicy.OutputOrder => Value.Of(ByPriority(hits).Select(Row)),
            HitPolicy.RuleOrder or HitPolicy.Collect => Value.Of(hits.Select(Row)),
            HitPolicy.CollectCount => Value.Of(hits.Count),
            _ => Aggregate([.. hits.Select(hit => hit.Outputs[0]).Where(value => value is not NullValue)]),
        };
    }

    private static Hit Only(IReadOnlyList<Hit> hits) => hits.Count == 1
        ? hits[0]
        : throw new EvaluationException($"{hits[0].Rule} and {hits[1].Rule} hold, but the hit policy is UNIQUE.");

    private static Hit Agreed(IReadOnlyList<Hit> hits) => hits.FirstOrDefault(hit => !hit.Outputs.SequenceEqual(hits[0].Outputs)) is { } other
        ? throw new EvaluationException($"{hits[0].Rule} and {other.Rule} hold with different outputs, but the hit policy is ANY.")
        : hits[0];

    /// <summary>A list of rules stays a list when there is none.</summary>
    private Value OfNothing() => policy switch
    {
        HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Collect => Value.Of([]),
        HitPolicy.CollectCount => Value.Of(0),
        _ => Value.Null,
    };

    private Value OfDefault(Value row) => policy is HitPolicy.RuleOrder or HitPolicy.OutputOrder or HitPolicy.Collect ? Value.Of([row]) : row;

    private Value Row(Hit hit) => outputs.Length == 1
        ? hit.Outputs[0]
        : new MapValue(Variables.Of([.. outputs.Select((output, number) => (output.Name, hit.Outputs[number]))]));

    /// <summary>By the first output that has a list of values, then the next; rules that are alike stay in the order of the table.</summary>
    private IOrderedEnumerable<Hit> ByPriority(IReadOnlyList<Hit> hits)
    {
        var ordered = hits.OrderBy(static _ => 0);
        for (var number = 0; number < outputs.Length; number++)
        {
            var (values, place) = (outputs[number].Values, number);
            if (!values.IsEmpty)
            {
                ordered = ordered.ThenBy(hit => values.IndexOf(hit.Outputs[place]) is var index and >= 0 ? index : values.Length);
            }
        }

        return ordered;
    }

    private Value Aggregate(ImmutableArray<Value> values)
    {
        if (values.IsEmpty)
        {
            return Value.Null;
        }

        var function = policy switch
        {
            HitPolicy.CollectSum => "sum",
            HitPolicy.CollectMinimum => "min",
            _ => "max",
        };
        return Function.Find(function)!.Apply([new ListValue(values)]);
    }
}
