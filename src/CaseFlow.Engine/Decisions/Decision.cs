using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Decisions;

/// <summary>
/// A decision of a DMN file: a decision table or a literal expression, and the decisions it requires. Immutable; evaluated
/// without I/O or clock.
/// </summary>
public sealed class Decision
{
    private readonly DecisionLogic logic;

    internal Decision(string id, DecisionLogic logic)
    {
        Id = id;
        this.logic = logic;
    }

    public string Id { get; }

    /// <summary>As people call it.</summary>
    public string? Name { get; internal init; }

    /// <summary>1-based line of the file.</summary>
    public int Line { get; internal init; }

    /// <summary>Name of the decision's variable (DMN 1.3, 7.3.1); null when it has none.</summary>
    public string? VariableName { get; internal init; }

    /// <summary>How many rules may hold, and what becomes of them; null when the decision is not a table.</summary>
    public HitPolicy? HitPolicy => (logic as DecisionTable)?.HitPolicy;

    /// <summary>
    /// Names of the outputs, in document order. A decision with one output gives its value, one with several gives a map
    /// of these names; an output without name is called like the decision's variable, or its id.
    /// </summary>
    public IReadOnlyList<string> OutputNames => logic.OutputNames;

    /// <summary>Decisions whose results this one needs; in document order.</summary>
    public IReadOnlyList<Decision> Requires { get; internal init; } = [];

    /// <summary>The result: null when no rule holds and there is no default output; see docs/decisions.md for each hit policy.</summary>
    /// <exception cref="EvaluationException">An unknown name, types that do not fit, a hit policy that is violated: the message names decision and rule.</exception>
    public Value Evaluate(IVariableSource variables) =>
        Evaluate(new LocalScope(variables, new Work()), new Dictionary<Decision, Value>(ReferenceEqualityComparer.Instance));

    /// <summary>
    /// A result of this decision as rows, each a map of all outputs by name, whatever the hit policy: how other engines'
    /// models expect it. A null result is no row.
    /// </summary>
    public IReadOnlyList<MapValue> Rows(Value result)
    {
        var isList = HitPolicy is Decisions.HitPolicy.RuleOrder or Decisions.HitPolicy.OutputOrder or Decisions.HitPolicy.Collect;
        return isList && result is ListValue list ? [.. list.Items.Select(Row)] : result is NullValue ? [] : [Row(result)];
    }

    /// <summary>What it is worked out from, without the decisions that it requires.</summary>
    internal IEnumerable<Expression> Expressions => logic.Expressions;

    public override string ToString() => Id;

    private MapValue Row(Value result) => OutputNames.Count > 1 && result is MapValue map ? map : new MapValue(Variables.Of((OutputNames[0], result)));

    /// <summary>A decision that several others require is evaluated once.</summary>
    private Value Evaluate(LocalScope variables, Dictionary<Decision, Value> known)
    {
        if (known.TryGetValue(this, out var value))
        {
            return value;
        }

        foreach (var required in Requires)
        {
            required.Evaluate(variables, known);
        }

        var visible = Requires.Count == 0 ? variables : new LocalScope(new RequiredResults(Requires, known, variables), variables.Work);
        try
        {
            return known[this] = logic.Evaluate(visible);
        }
        catch (EvaluationException exception)
        {
            throw DecisionLogic.At($"Decision «{Id}»", exception);
        }
    }
}

/// <summary>What a decision does.</summary>
internal abstract class DecisionLogic
{
    public abstract IReadOnlyList<string> OutputNames { get; }

    /// <summary>What it is worked out from.</summary>
    public abstract IEnumerable<Expression> Expressions { get; }

    public abstract Value Evaluate(LocalScope variables);

    /// <summary>Adds to a message what it is about.</summary>
    public static EvaluationException At(string place, EvaluationException exception) => new($"{place}: {exception.Message}");

    protected static T In<T>(string place, Func<T> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (EvaluationException exception)
        {
            throw At(place, exception);
        }
    }
}

/// <summary>A literal expression (DMN 1.3, 7.3.7).</summary>
internal sealed class LiteralLogic(string outputName, Expression expression, ValueType type) : DecisionLogic
{
    public override IReadOnlyList<string> OutputNames { get; } = [outputName];

    public override IEnumerable<Expression> Expressions => [expression];

    public override Value Evaluate(LocalScope variables) => type.Output(expression.Evaluate(variables));
}
