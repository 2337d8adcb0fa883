using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Decisions;

/// <summary>A column of conditions.</summary>
/// <param name="Label">As messages call it.</param>
/// <param name="Expression">Gives the input; null: it is null.</param>
/// <param name="Type">Its type.</param>
/// <param name="Allowed">What it may be, besides null.</param>
/// <param name="Names">Its names in the column's cells.</param>
internal sealed record InputClause(string Label, Expression? Expression, ValueType Type, Test Allowed, ImmutableArray<string> Names);

/// <summary>A column of results.</summary>
/// <param name="Name">Its name in the result.</param>
/// <param name="Type">Its type.</param>
/// <param name="Values">What it may be, in falling priority; empty: anything.</param>
/// <param name="Default">When no rule holds; null: there is none.</param>
internal sealed record OutputClause(string Name, ValueType Type, ImmutableArray<Value> Values, Expression? Default);

/// <summary>A row.</summary>
/// <param name="Label">As messages call it.</param>
/// <param name="Tests">One for each input.</param>
/// <param name="Outputs">One for each output; null: an empty cell.</param>
internal sealed record DecisionRule(string Label, ImmutableArray<Test> Tests, ImmutableArray<Expression?> Outputs);

/// <summary>A rule that holds.</summary>
internal sealed record Hit(string Rule, ImmutableArray<Value> Outputs);

/// <summary>A decision table (DMN 1.3, chapter 8).</summary>
internal sealed class DecisionTable(
    HitPolicy hitPolicy, ImmutableArray<InputClause> inputs, ImmutableArray<OutputClause> outputs, ImmutableArray<DecisionRule> rules) : DecisionLogic
{
    public HitPolicy HitPolicy { get; } = hitPolicy;

    public override IReadOnlyList<string> OutputNames { get; } = [.. outputs.Select(output => output.Name)];

    public override IEnumerable<Expression> Expressions =>
        inputs.Select(static input => input.Expression).Concat(outputs.Select(static output => output.Default)).Concat(rules.SelectMany(static rule => rule.Outputs)).OfType<Expression>();

    public override Value Evaluate(LocalScope variables)
    {
        var columns = inputs.Select(input => Column.Of(input, variables)).ToArray();
        var hits = new List<Hit>();
        foreach (var rule in rules)
        {
            if (!Holds(rule, columns))
            {
                continue;
            }

            hits.Add(new Hit(rule.Label, [.. outputs.Select((output, number) => Output(rule, output, rule.Outputs[number], variables))]));
            if (HitPolicy == HitPolicy.First)
            {
                break;
            }
        }

        return new HitResult(HitPolicy, outputs).Of(hits, () => Default(variables));
    }

    private static bool Holds(DecisionRule rule, Column[] columns)
    {
        for (var number = 0; number < columns.Length; number++)
        {
            var column = columns[number];
            try
            {
                if (!rule.Tests[number].Accepts(column.Input, column.Scope))
                {
                    return false;
                }
            }
            catch (EvaluationException exception)
            {
                throw At($"{rule.Label}, input «{column.Label}»", exception);
            }
        }

        return true;
    }

    private static Value Output(DecisionRule rule, OutputClause output, Expression? cell, LocalScope variables) =>
        In($"{rule.Label}, output «{output.Name}»", () =>
        {
            var value = output.Type.Output(cell?.Evaluate(variables) ?? Value.Null);
            return output.Values.IsEmpty || value is NullValue || output.Values.Contains(value)
                ? value
                : throw new EvaluationException("The result is none of the output values.");
        });

    /// <summary>Null when no output has a default.</summary>
    private Hit? Default(LocalScope variables) => outputs.All(output => output.Default is null)
        ? null
        : new Hit("the default", [.. outputs.Select(output =>
            In($"Default of output «{output.Name}»", () => output.Type.Output(output.Default?.Evaluate(variables) ?? Value.Null)))]);

    /// <summary>A column's input, and the names its cells see.</summary>
    private sealed record Column(string Label, Value Input, LocalScope Scope)
    {
        public static Column Of(InputClause clause, LocalScope variables) => In($"Input «{clause.Label}»", () =>
        {
            var value = clause.Type.Input(clause.Expression?.Evaluate(variables) ?? Value.Null);
            if (value is not NullValue && !clause.Allowed.Accepts(value, variables))
            {
                throw new EvaluationException("The value is none of the input values.");
            }

            return new Column(clause.Label, value, clause.Names.Aggregate(variables, (scope, name) => scope.With(name, value)));
        });
    }
}
