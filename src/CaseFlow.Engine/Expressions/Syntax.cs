using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>A node of a parsed expression.</summary>
internal abstract class Syntax
{
    public abstract Value Evaluate(IVariableSource variables);

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

    public override Value Evaluate(IVariableSource variables) => Value;
}

internal sealed class Name(string name) : Syntax
{
    public string Text { get; } = name;

    public override Value Evaluate(IVariableSource variables) =>
        variables.Find(Text) ?? throw new EvaluationException($"There is no variable «{Text}».");
}

internal sealed class Property(Syntax target, string name) : Syntax
{
    public override Value Evaluate(IVariableSource variables) => target.Evaluate(variables) switch
    {
        MapValue map when map.Entries.TryGetValue(name, out var value) => value,
        MapValue => throw new EvaluationException($"The map has no entry «{name}»."),
        var other => throw new EvaluationException($"A {other.TypeName} has no property «{name}»."),
    };
}

/// <summary>FEEL counts a list from 1, and with negative numbers from its end; other engines' models count from 0.</summary>
internal sealed class Index(Syntax target, Syntax index, bool fromZero) : Syntax
{
    public override Value Evaluate(IVariableSource variables) => (target.Evaluate(variables), index.Evaluate(variables)) switch
    {
        (ListValue list, NumberValue number) => At(list.Items, number.Number),
        (MapValue map, TextValue key) when map.Entries.TryGetValue(key.Text, out var value) => value,
        (MapValue, TextValue key) => throw new EvaluationException($"The map has no entry «{key.Text}»."),
        var (collection, key) => throw new EvaluationException($"A {collection.TypeName} cannot be indexed by a {key.TypeName}."),
    };

    private Value At(ImmutableArray<Value> items, decimal index)
    {
        var position = fromZero ? index : index > 0 ? index - 1 : index < 0 ? items.Length + index : -1;
        return position == decimal.Truncate(position) && position >= 0 && position < items.Length
            ? items[(int)position]
            : throw new EvaluationException($"The index is outside the list of {items.Length}; the first is {(fromZero ? 0 : 1)}.");
    }
}

internal sealed class Not(Syntax operand) : Syntax
{
    public override Value Evaluate(IVariableSource variables) => Value.Of(!Boolean(operand.Evaluate(variables), "not"));
}

internal sealed class Negate(Syntax operand) : Syntax
{
    public override Value Evaluate(IVariableSource variables) => Value.Of(-Number(operand.Evaluate(variables), "-"));
}

internal sealed class Empty(Syntax operand) : Syntax
{
    public override Value Evaluate(IVariableSource variables) => Value.Of(operand.Evaluate(variables) switch
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
    public override Value Evaluate(IVariableSource variables)
    {
        var role = isAnd ? "and" : "or";
        var first = Boolean(left.Evaluate(variables), role);
        return first == isAnd ? Value.Of(Boolean(right.Evaluate(variables), role)) : Value.Of(first);
    }
}

internal sealed class Conditional(Syntax condition, Syntax whenTrue, Syntax whenFalse) : Syntax
{
    public override Value Evaluate(IVariableSource variables) =>
        (Boolean(condition.Evaluate(variables), "if") ? whenTrue : whenFalse).Evaluate(variables);
}

internal sealed class Equality(Syntax left, Syntax right, bool negated) : Syntax
{
    public override Value Evaluate(IVariableSource variables) =>
        Value.Of(left.Evaluate(variables).Equals(right.Evaluate(variables)) != negated);
}

internal sealed class Comparison(Syntax left, Syntax right, Token @operator) : Syntax
{
    public override Value Evaluate(IVariableSource variables)
    {
        var order = (left.Evaluate(variables), right.Evaluate(variables)) switch
        {
            (NumberValue a, NumberValue b) => a.Number.CompareTo(b.Number),
            (TextValue a, TextValue b) => string.CompareOrdinal(a.Text, b.Text),
            var (a, b) => throw new EvaluationException($"A {a.TypeName} cannot be compared with a {b.TypeName}."),
        };
        return Value.Of(@operator switch
        {
            Token.Less => order < 0,
            Token.LessOrEqual => order <= 0,
            Token.Greater => order > 0,
            _ => order >= 0,
        });
    }
}

internal sealed class In(Syntax item, Syntax list) : Syntax
{
    public override Value Evaluate(IVariableSource variables) => list.Evaluate(variables) switch
    {
        ListValue values => Value.Of(values.Items.Contains(item.Evaluate(variables))),
        var other => throw new EvaluationException($"in needs a list, not {other.TypeName}."),
    };
}

internal sealed class Arithmetic(Syntax left, Syntax right, Token @operator) : Syntax
{
    public override Value Evaluate(IVariableSource variables)
    {
        var (a, b) = (left.Evaluate(variables), right.Evaluate(variables));
        if (@operator == Token.Plus && (a is TextValue || b is TextValue))
        {
            return Value.Of(a.AsText() + b.AsText());
        }

        try
        {
            return Value.Of(Compute(Number(a, "Arithmetic"), Number(b, "Arithmetic")));
        }
        catch (DivideByZeroException)
        {
            throw new EvaluationException("Division by zero.");
        }
        catch (OverflowException)
        {
            throw new EvaluationException("The number is out of range.");
        }
    }

    private decimal Compute(decimal a, decimal b) => @operator switch
    {
        Token.Plus => a + b,
        Token.Minus => a - b,
        Token.Times => a * b,
        Token.Divide => a / b,
        _ => a % b,
    };
}

internal sealed class ListSyntax(ImmutableArray<Syntax> items) : Syntax
{
    public override Value Evaluate(IVariableSource variables) => Value.Of(items.Select(item => item.Evaluate(variables)));
}

internal sealed class MapSyntax(ImmutableArray<(string Name, Syntax Value)> entries) : Syntax
{
    public override Value Evaluate(IVariableSource variables)
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
    public override Value Evaluate(IVariableSource variables) =>
        function.Apply([.. arguments.Select(argument => argument.Evaluate(variables))]);
}

internal sealed class TextTemplate(ImmutableArray<Syntax> parts) : Syntax
{
    public override Value Evaluate(IVariableSource variables) =>
        Value.Of(string.Concat(parts.Select(part => part.Evaluate(variables).AsText())));
}
