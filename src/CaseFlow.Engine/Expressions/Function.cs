using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>A built-in function. Names are FEEL's; a few are also known as other engines' models write them, as methods (<c>list.size()</c>).</summary>
internal sealed class Function
{
    private static readonly Dictionary<string, Function> ByName = new(StringComparer.Ordinal);

    private readonly Func<ImmutableArray<Value>, Value> apply;

    static Function()
    {
        Add(["contains"], 2, arguments => arguments[0] is ListValue list
            ? Value.Of(list.Items.Contains(arguments[1]))
            : Value.Of(Text(arguments[0]).Contains(Text(arguments[1]), StringComparison.Ordinal)));
        Add(["list contains"], 2, arguments => Value.Of(List(arguments[0]).Contains(arguments[1])));
        Add(["starts with", "startsWith"], 2, arguments => Value.Of(Text(arguments[0]).StartsWith(Text(arguments[1]), StringComparison.Ordinal)));
        Add(["ends with", "endsWith"], 2, arguments => Value.Of(Text(arguments[0]).EndsWith(Text(arguments[1]), StringComparison.Ordinal)));
        Add(["upper case", "toUpperCase"], 1, arguments => Value.Of(Text(arguments[0]).ToUpperInvariant()));
        Add(["lower case", "toLowerCase"], 1, arguments => Value.Of(Text(arguments[0]).ToLowerInvariant()));
        Add(["string length", "length"], 1, arguments => Value.Of(Text(arguments[0]).Length));
        Add(["string"], 1, arguments => Value.Of(arguments[0].AsText()));
        Add(["count", "size"], 1, arguments => Value.Of(arguments[0] is MapValue map ? map.Entries.Count : List(arguments[0]).Length));
        Add(["isEmpty"], 1, arguments => Value.Of(arguments[0] is TextValue text ? text.Text.Length == 0 : List(arguments[0]).IsEmpty));
        Add(["sum"], 1, arguments => Value.Of(List(arguments[0]).Sum(Number)));
        Add(["min"], 1, arguments => Value.Of(NotEmpty(arguments[0]).Min(Number)));
        Add(["max"], 1, arguments => Value.Of(NotEmpty(arguments[0]).Max(Number)));
        Add(["floor"], 1, arguments => Value.Of(decimal.Floor(Number(arguments[0]))));
        Add(["ceiling"], 1, arguments => Value.Of(decimal.Ceiling(Number(arguments[0]))));
        Add(["abs"], 1, arguments => Value.Of(Math.Abs(Number(arguments[0]))));
        Add(["append"], 2, arguments => Value.Of(List(arguments[0]).Add(arguments[1])));
        Add(["concatenate"], 2, arguments => Value.Of(List(arguments[0]).AddRange(List(arguments[1]))));
    }

    private Function(string name, int arity, Func<ImmutableArray<Value>, Value> apply)
    {
        Name = name;
        Arity = arity;
        this.apply = apply;
    }

    public string Name { get; }

    public int Arity { get; }

    public static IEnumerable<string> Names => ByName.Keys;

    public static Function? Find(string name) => ByName.GetValueOrDefault(name);

    public Value Apply(ImmutableArray<Value> arguments)
    {
        try
        {
            return apply(arguments);
        }
        catch (OverflowException)
        {
            throw new EvaluationException($"{Name}: the number is out of range.");
        }
    }

    private static void Add(string[] names, int arity, Func<ImmutableArray<Value>, Value> apply)
    {
        foreach (var name in names)
        {
            ByName.Add(name, new Function(name, arity, apply));
        }
    }

    private static string Text(Value value) => value is TextValue text
        ? text.Text
        : throw new EvaluationException($"A text is needed, not {value.TypeName}.");

    private static decimal Number(Value value) => value is NumberValue number
        ? number.Number
        : throw new EvaluationException($"A number is needed, not {value.TypeName}.");

    private static ImmutableArray<Value> List(Value value) => value is ListValue list
        ? list.Items
        : throw new EvaluationException($"A list is needed, not {value.TypeName}.");

    private static ImmutableArray<Value> NotEmpty(Value value) => List(value) is { IsEmpty: false } items
        ? items
        : throw new EvaluationException("The list is empty.");
}
