using System.Collections.Immutable;
using System.Globalization;

namespace CaseFlow.Engine.Values;

/// <summary>
/// A value of the expression language and of a process variable: null, boolean, number, text, list or map.
/// Dates and durations travel as ISO 8601 text. Values are immutable and compare by content.
/// </summary>
public abstract record Value
{
    /// <summary>The one null.</summary>
    public static Value Null { get; } = new NullValue();

    public static Value True { get; } = new BooleanValue(true);

    public static Value False { get; } = new BooleanValue(false);

    /// <summary>The name of the value's type as error messages print it.</summary>
    public abstract string TypeName { get; }

    public static Value Of(bool value) => value ? True : False;

    public static Value Of(decimal value) => new NumberValue(value);

    public static Value Of(string? value) => value is null ? Null : new TextValue(value);

    public static Value Of(IEnumerable<Value> values) => new ListValue([.. values]);

    /// <summary>The value as text inside a text template: numbers without trailing zeros, null as nothing.</summary>
    public virtual string AsText() => ToString() ?? "";
}

public sealed record NullValue : Value
{
    public override string TypeName => "null";

    public override string AsText() => "";
}

public sealed record BooleanValue(bool IsTrue) : Value
{
    public override string TypeName => "boolean";

    public override string AsText() => IsTrue ? "true" : "false";
}

public sealed record NumberValue(decimal Number) : Value
{
    public override string TypeName => "number";

    public override string AsText() => Number.ToString("0.############################", CultureInfo.InvariantCulture);
}

public sealed record TextValue(string Text) : Value
{
    public override string TypeName => "text";

    public override string AsText() => Text;
}

public sealed record ListValue(ImmutableArray<Value> Items) : Value
{
    public override string TypeName => "list";

    public bool Equals(ListValue? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);

    public override string AsText() => ValueJson.Write(this);
}

/// <summary>A map with its keys in ordinal order, so that equal maps are written alike.</summary>
public sealed record MapValue(ImmutableSortedDictionary<string, Value> Entries) : Value
{
    public static MapValue Empty { get; } = new(ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal));

    public override string TypeName => "map";

    public bool Equals(MapValue? other) => other is not null && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => Entries.Aggregate(19, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));

    public override string AsText() => ValueJson.Write(this);
}
