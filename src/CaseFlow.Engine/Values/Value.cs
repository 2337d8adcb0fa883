using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Values;

/// <summary>
/// A value of the expression language and of a process variable: null, boolean, number, text, list or map.
/// Dates and durations travel as ISO 8601 text. Values are immutable and compare by content. One that is too deep or too
/// large cannot be made: an <see cref="EvaluationException"/> says so.
/// </summary>
public abstract record Value
{
    /// <summary>Lists and maps may nest this deep; JSON, comparison and printing walk them recursively.</summary>
    public const int MaximumDepth = 32;

    /// <summary>
    /// About how many characters a value may need as JSON. Without a limit, a loop that doubles a text or a list would
    /// fill the memory long before the step limit stops it.
    /// </summary>
    public const int MaximumSize = 250_000;

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

    internal virtual int Depth => 0;

    internal virtual int Size => 5;

    /// <summary>The value as text inside a text template: numbers without trailing zeros, null as nothing.</summary>
    public virtual string AsText() => ToString() ?? "";

    private protected static int Within(int limit, long actual, string what) => actual <= limit
        ? (int)actual
        : throw new EvaluationException($"A {what} is beyond the limit of {limit}.");
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

    internal override int Size => 10;

    // A negative zero would print as -0: equal values must be written alike.
    public override string AsText() => Number == 0 ? "0" : Number.ToString("0.############################", CultureInfo.InvariantCulture);
}

public sealed record TextValue(string Text) : Value
{
    private readonly string text = WellFormed(Text);

    public string Text
    {
        get => text;
        init => text = WellFormed(value);
    }

    public override string TypeName => "text";

    internal override int Size => text.Length + 2;

    public override string AsText() => Text;

    /// <summary>Half a surrogate pair cannot be written as UTF-8: it would come back from the store as something else.</summary>
    private static string WellFormed(string text)
    {
        Within(MaximumSize, text.Length, "text's length");
        return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
    }
}

public sealed record ListValue(ImmutableArray<Value> Items) : Value
{
    public override string TypeName => "list";

    internal override int Depth { get; } = Within(MaximumDepth, 1 + Items.Aggregate(0, (depth, item) => Math.Max(depth, item.Depth)), "list's depth");

    internal override int Size { get; } = Within(MaximumSize, 2 + Items.Sum(item => item.Size + 1L), "list's size");

    public bool Equals(ListValue? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Aggregate(17, HashCode.Combine);

    public override string AsText() => ValueJson.Write(this);
}

/// <summary>A map with its keys in ordinal order, so that equal maps are written alike.</summary>
public sealed record MapValue(ImmutableSortedDictionary<string, Value> Entries) : Value
{
    public static MapValue Empty { get; } = new(ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal));

    public override string TypeName => "map";

    internal override int Depth { get; } = Within(MaximumDepth, 1 + Entries.Aggregate(0, (depth, entry) => Math.Max(depth, entry.Value.Depth)), "map's depth");

    internal override int Size { get; } = Within(MaximumSize, 2 + Entries.Sum(entry => entry.Key.Length + entry.Value.Size + 4L), "map's size");

    public bool Equals(MapValue? other) => other is not null && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => Entries.Aggregate(19, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));

    public override string AsText() => ValueJson.Write(this);
}
