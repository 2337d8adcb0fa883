using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>A FEEL unary test: what a cell of a decision table, or the right side of <c>in</c>, says about a value.</summary>
internal abstract class Test
{
    /// <exception cref="EvaluationException">It cannot be told: an unknown name, types without an order.</exception>
    public abstract bool Accepts(Value input, IVariableSource variables);
}

/// <summary><c>-</c>, or an empty cell.</summary>
internal sealed class AnythingTest : Test
{
    public static readonly AnythingTest Instance = new();

    public override bool Accepts(Value input, IVariableSource variables) => true;
}

/// <summary><c>&lt; 5</c>, <c>= "a"</c>. Null is neither less nor greater.</summary>
internal sealed class ComparisonTest(Token @operator, Syntax limit) : Test
{
    public override bool Accepts(Value input, IVariableSource variables)
    {
        var value = limit.Evaluate(variables);
        return @operator switch
        {
            Token.Equal => Comparing.Same(input, value),
            Token.NotEqual => !Comparing.Same(input, value),
            _ => input is not NullValue && value is not NullValue && Comparison.Holds(Comparing.Order(input, value), @operator),
        };
    }
}

/// <summary><c>[1..5]</c>, <c>]1..5[</c>, <c>(1..5)</c>; <c>between 1 and 5</c>.</summary>
internal sealed class RangeTest(Syntax low, bool withLow, Syntax high, bool withHigh) : Test
{
    public override bool Accepts(Value input, IVariableSource variables)
    {
        var (from, to) = (low.Evaluate(variables), high.Evaluate(variables));
        return input is not NullValue && from is not NullValue && to is not NullValue
            && Comparison.Holds(Comparing.Order(input, from), withLow ? Token.GreaterOrEqual : Token.Greater)
            && Comparison.Holds(Comparing.Order(input, to), withHigh ? Token.LessOrEqual : Token.Less);
    }
}

/// <summary>A value: equal to the input, or a list that holds it.</summary>
/// <param name="value">Gives the value.</param>
/// <param name="orTrue">A condition on other variables, in a cell, also holds when it is true, unless the input is a boolean itself.</param>
internal sealed class ValueTest(Syntax value, bool orTrue) : Test
{
    public Syntax Value { get; } = value;

    public override bool Accepts(Value input, IVariableSource variables)
    {
        var wanted = Value.Evaluate(variables);
        (variables as LocalScope)?.Work.Spend(wanted.Size / 64);
        return Comparing.Same(input, wanted)
            || (wanted is ListValue list && list.Items.Any(item => Comparing.Same(input, item)))
            || (orTrue && wanted is BooleanValue { IsTrue: true } && input is not BooleanValue);
    }
}

/// <summary>A condition on <c>?</c>: <c>contains(?, "a")</c>.</summary>
internal sealed class ConditionTest(Syntax condition) : Test
{
    public override bool Accepts(Value input, IVariableSource variables) => condition.Evaluate(variables) switch
    {
        BooleanValue boolean => boolean.IsTrue,
        var other => throw new EvaluationException($"The test gives {other.TypeName}, not boolean."),
    };
}

/// <summary>A cell as other engines write it, <c>${…}</c>: a condition, or the value wanted.</summary>
internal sealed class TemplateTest(Expression expression) : Test
{
    public override bool Accepts(Value input, IVariableSource variables) => expression.Evaluate(variables) switch
    {
        BooleanValue boolean => boolean.IsTrue,
        var wanted => Comparing.SameInJuel(input, wanted),
    };
}

/// <summary><c>1, 2, > 9</c>.</summary>
internal sealed class AnyTest(ImmutableArray<Test> tests) : Test
{
    public ImmutableArray<Test> Tests { get; } = tests;

    public override bool Accepts(Value input, IVariableSource variables)
    {
        foreach (var test in Tests)
        {
            if (test.Accepts(input, variables))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary><c>not(1, 2)</c>.</summary>
internal sealed class NotTest(Test test) : Test
{
    public override bool Accepts(Value input, IVariableSource variables) => !test.Accepts(input, variables);
}
