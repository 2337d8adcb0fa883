using System.Collections.Immutable;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>
/// A built-in function. Names are FEEL's; a few are also known as other engines' models write them, as methods
/// (<c>list.size()</c>). All are strict: a null, or another type than the one needed, is an error.
/// </summary>
internal sealed class Function
{
    public const int AnyNumber = int.MaxValue;

    private static readonly Dictionary<string, Function> ByName = Index([.. TextFunctions.All, .. NumberFunctions.All, .. ListFunctions.All, .. DateFunctions.All]);

    private static readonly Dictionary<string, Function> Methods = Index(Expressions.Methods.All);

    private readonly string[] names;
    private readonly int least;
    private readonly int most;
    private readonly Func<ImmutableArray<Value>, Value> apply;

    public Function(string[] names, int arity, Func<ImmutableArray<Value>, Value> apply)
        : this(names, arity, arity, apply)
    {
    }

    /// <param name="names">FEEL's, then others'.</param>
    /// <param name="least">Fewest arguments.</param>
    /// <param name="most">Most arguments, or <see cref="AnyNumber"/>.</param>
    /// <param name="apply">Gets as many arguments as promised.</param>
    public Function(string[] names, int least, int most, Func<ImmutableArray<Value>, Value> apply)
    {
        this.names = names;
        this.least = least;
        this.most = most;
        this.apply = apply;
    }

    public static IEnumerable<string> Names => ByName.Keys;

    public static IEnumerable<string> MethodNames => Methods.Keys;

    /// <summary>It searches one text for another: its work is the product of their lengths.</summary>
    public bool IsSearch { get; init; }

    /// <summary>How much more than a look it does with each item or character.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>It makes a date or a duration.</summary>
    public bool IsTemporal { get; init; }

    /// <summary>As a message puts it.</summary>
    public string Arity => most == least ? $"{least}" : most == AnyNumber ? $"{least} or more" : $"{least} to {most}";

    public static Function? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>A method that only other engines' models call, inside <c>${…}</c>.</summary>
    public static Function? FindMethod(string name) => Methods.GetValueOrDefault(name);

    public bool Takes(int count) => count >= least && count <= most;

    /// <summary>In units of <see cref="Work"/>.</summary>
    public long Cost(ImmutableArray<Value> arguments)
    {
        var cost = 1L;
        foreach (var argument in arguments)
        {
            var size = argument.Size * Weight / 64;
            cost = IsSearch ? cost * (1 + size) : cost + size;
        }

        return cost;
    }

    public Value Apply(ImmutableArray<Value> arguments)
    {
        try
        {
            return apply(arguments);
        }
        catch (OverflowException)
        {
            throw new EvaluationException($"{names[0]}: the number is out of range.");
        }
    }

    private static Dictionary<string, Function> Index(IEnumerable<Function> functions) =>
        functions.SelectMany(function => function.names.Select(name => (name, function)))
            .ToDictionary(pair => pair.name, pair => pair.function, StringComparer.Ordinal);
}

/// <summary>What functions ask of their arguments.</summary>
internal static class Arguments
{
    public static string Text(Value value) => value is TextValue text
        ? text.Text
        : throw new EvaluationException($"A text is needed, not {value.TypeName}.");

    public static decimal Number(Value value) => value is NumberValue number
        ? number.Number
        : throw new EvaluationException($"A number is needed, not {value.TypeName}.");

    public static int Whole(Value value) => Number(value) is var number && number == decimal.Truncate(number) && Math.Abs(number) <= Value.MaximumSize
        ? (int)number
        : throw new EvaluationException("A small whole number is needed.");

    public static bool Boolean(Value value) => value is BooleanValue boolean
        ? boolean.IsTrue
        : throw new EvaluationException($"A boolean is needed, not {value.TypeName}.");

    public static ImmutableArray<Value> List(Value value) => value is ListValue list
        ? list.Items
        : throw new EvaluationException($"A list is needed, not {value.TypeName}.");

    public static MapValue Map(Value value) => value is MapValue map
        ? map
        : throw new EvaluationException($"A map is needed, not {value.TypeName}.");

    /// <summary>One list, or the items themselves: <c>max([1, 2])</c>, <c>max(1, 2)</c>.</summary>
    public static ImmutableArray<Value> Items(ImmutableArray<Value> arguments) => arguments is [ListValue list] ? list.Items : arguments;

    public static ImmutableArray<Value> NotEmpty(ImmutableArray<Value> items) => items.IsEmpty
        ? throw new EvaluationException("The list is empty.")
        : items;

    /// <summary>The 0-based place of a FEEL position, which begins at 1 and counts from the end when negative.</summary>
    public static int Position(Value position, int length)
    {
        var number = Whole(position);
        var place = number < 0 ? length + number : number - 1;
        return number == 0 || place < 0 || place > length
            ? throw new EvaluationException($"The position is outside 1 to {length}.")
            : place;
    }

    /// <summary>The length given as the third argument, or all that is left.</summary>
    public static int Length(ImmutableArray<Value> arguments, int left)
    {
        var length = arguments.Length == 3 ? Whole(arguments[2]) : left;
        return length < 0 ? throw new EvaluationException("A length cannot be negative.") : Math.Min(length, left);
    }
}
