using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>A node of a parsed expression.</summary>
internal abstract class Syntax
{
    public Value Evaluate(IVariableSource variables)
    {
        (variables as LocalScope)?.Work.Spend(1);
        return Compute(variables);
    }

    protected abstract Value Compute(IVariableSource variables);

    /// <summary>Counts work that grows with the size of a value. Without a scope there is no loop that could repeat it.</summary>
    protected static void Charge(IVariableSource variables, Value value) => (variables as LocalScope)?.Work.Spend(value.Size / 64);

    protected static bool Boolean(Value value, string role) => value is BooleanValue boolean
        ? boolean.IsTrue
        : throw new EvaluationException($"{role} needs a boolean, not {value.TypeName}.");

    protected static decimal Number(Value value, string role) => value is NumberValue number
        ? number.Number
        : throw new EvaluationException($"{role} needs a number, not {value.TypeName}.");
}

internal sealed class Literal(Value value) : Syntax
{
    public Value Value { get; } = value;

    protected override Value Compute(IVariableSource variables) => Value;
}

internal sealed class Name(string name) : Syntax
{
    public string Text { get; } = name;

    protected override Value Compute(IVariableSource variables) => variables.Find(Text) ?? throw new UnknownVariableException(Text);
}

internal sealed class Property(Syntax target, string name) : Syntax
{
    protected override Value Compute(IVariableSource variables) => target.Evaluate(variables) switch
    {
        MapValue map when map.Entries.TryGetValue(name, out var value) => value,
        MapValue => throw new EvaluationException($"The map has no entry «{name}»."),
        TemporalValue temporal when temporal.Part(name) is { } part => Value.Of(part),
        var other => throw new EvaluationException($"A {other.TypeName} has no property «{name}»."),
    };
}

/// <summary>An element of a list, or the entry of a map. Other engines' models count from 0; FEEL see <see cref="Filter"/>.</summary>
internal sealed class Index(Syntax target, Syntax index) : Syntax
{
    public static Value Of(Value collection, Value key, int first) => (collection, key) switch
    {
        (ListValue list, NumberValue number) => At(list.Items, number.Number, first),
        (MapValue map, TextValue text) when map.Entries.TryGetValue(text.Text, out var value) => value,
        (MapValue, TextValue text) => throw new EvaluationException($"The map has no entry «{text.Text}»."),
        _ => throw new EvaluationException($"A {collection.TypeName} cannot be indexed by a {key.TypeName}."),
    };

    protected override Value Compute(IVariableSource variables) => Of(target.Evaluate(variables), index.Evaluate(variables), first: 0);

    /// <summary>FEEL counts from 1, and with negative numbers from the end.</summary>
    private static Value At(ImmutableArray<Value> items, decimal index, int first)
    {
        var position = first == 1 && index < 0 ? items.Length + index : index - first;
        return position == decimal.Truncate(position) && position >= 0 && position < items.Length
            ? items[(int)position]
            : throw new EvaluationException($"The index is outside the list of {items.Length}; the first is {first}.");
    }
}

internal sealed class Not(Syntax operand) : Syntax
{
    protected override Value Compute(IVariableSource variables) => Value.Of(!Boolean(operand.Evaluate(variables), "not"));
}

internal sealed class Negate(Syntax operand) : Syntax
{
    protected override Value Compute(IVariableSource variables) => operand.Evaluate(variables) switch
    {
        DurationValue duration => duration.Times(-1),
        var value => Value.Of(-Number(value, "-")),
    };
}

internal sealed class Empty(Syntax operand) : Syntax
{
    protected override Value Compute(IVariableSource variables) => Value.Of(operand.Evaluate(variables) switch
    {
        NullValue => true,
        TextValue text => text.Text.Length == 0,
        ListValue list => list.Items.IsEmpty,
        MapValue map => map.Entries.IsEmpty,
        _ => false,
    });
}

internal sealed class AndOr(Syntax left, Syntax right, bool isAnd) : Syntax
{
    protected override Value Compute(IVariableSource variables)
    {
        var role = isAnd ? "and" : "or";
        var first = Boolean(left.Evaluate(variables), role);
        return first == isAnd ? Value.Of(Boolean(right.Evaluate(variables), role)) : Value.Of(first);
    }
}

internal sealed class Conditional(Syntax condition, Syntax whenTrue, Syntax whenFalse) : Syntax
{
    protected override Value Compute(IVariableSource variables) =>
        (Boolean(condition.Evaluate(variables), "if") ? whenTrue : whenFalse).Evaluate(variables);
}

internal sealed class Equality(Syntax left, Syntax right, bool negated, bool juel) : Syntax
{
    protected override Value Compute(IVariableSource variables)
    {
        var (a, b) = (left.Evaluate(variables), right.Evaluate(variables));
        Charge(variables, a);
        return Value.Of((juel ? Comparing.SameInJuel(a, b) : Comparing.Same(a, b)) != negated);
    }
}

/// <summary>Comparing with null fails in FEEL, where a condition must not be false by mistake; in other engines' models, and in a table's cell, it is false.</summary>
internal sealed class Comparison(Syntax left, Syntax right, Token @operator, Dialect dialect) : Syntax
{
    public static bool Holds(int order, Token @operator) => @operator switch
    {
        Token.Less => order < 0,
        Token.LessOrEqual => order <= 0,
        Token.Greater => order > 0,
        _ => order >= 0,
    };

    protected override Value Compute(IVariableSource variables)
    {
        var (a, b) = (left.Evaluate(variables), right.Evaluate(variables));
        if (dialect != Dialect.Feel && (a is NullValue || b is NullValue))
        {
            return Value.False;
        }

        Charge(variables, a);
        return Value.Of(Holds(dialect == Dialect.Juel ? Comparing.OrderInJuel(a, b) : Comparing.Order(a, b), @operator));
    }
}

/// <summary><c>x in …</c> and <c>x between a and b</c>.</summary>
internal sealed class In(Syntax item, Test test) : Syntax
{
    protected override Value Compute(IVariableSource variables) => Value.Of(test.Accepts(item.Evaluate(variables), variables));
}

internal sealed class ListSyntax(ImmutableArray<Syntax> items) : Syntax
{
    protected override Value Compute(IVariableSource variables) => Value.Of(items.Select(item => item.Evaluate(variables)));
}

internal sealed class MapSyntax(ImmutableArray<(string Name, Syntax Value)> entries) : Syntax
{
    protected override Value Compute(IVariableSource variables)
    {
        var map = MapValue.Empty.Entries.ToBuilder();
        foreach (var (name, value) in entries)
        {
            map[name] = value.Evaluate(variables);
        }

        return new MapValue(map.ToImmutable());
    }
}

internal sealed class Call(Function function, ImmutableArray<Syntax> arguments) : Syntax
{
    protected override Value Compute(IVariableSource variables)
    {
        var values = ImmutableArray.CreateBuilder<Value>(arguments.Length);
        foreach (var argument in arguments)
        {
            values.Add(argument.Evaluate(variables));
        }

        var given = values.MoveToImmutable();
        (variables as LocalScope)?.Work.Spend(function.Cost(given));
        return function.Apply(given);
    }
}

internal sealed class TextTemplate(ImmutableArray<Syntax> parts) : Syntax
{
    protected override Value Compute(IVariableSource variables) =>
        Value.Of(string.Concat(parts.Select(part => part.Evaluate(variables).AsText())));
}
