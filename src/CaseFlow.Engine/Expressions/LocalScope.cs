using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>
/// What one evaluation may still do. Loops and functions on long lists count against it, as a text of a few lines could
/// otherwise run for hours. A unit is about 100 ns.
/// </summary>
internal sealed class Work
{
    public const int Limit = 1_000_000;

    private int left = Limit;

    /// <exception cref="EvaluationException">The limit is reached.</exception>
    public void Spend(long units)
    {
        if (units > left)
        {
            left = 0;
            throw new EvaluationException($"The evaluation takes more than {Limit} steps.");
        }

        left -= (int)units;
    }
}

/// <summary>Names that an expression binds (<c>for x in …</c>, <c>item</c> of a filter, <c>?</c> of a cell) over those of the process.</summary>
internal sealed class LocalScope : IVariableSource
{
    private const string Item = "item";

    private readonly IVariableSource outer;
    private readonly string? name;
    private readonly Value value = Value.Null;
    private readonly MapValue? entries;

    /// <summary>Binds nothing, but counts the work.</summary>
    public LocalScope(IVariableSource outer, Work work)
    {
        this.outer = outer;
        Work = work;
    }

    private LocalScope(LocalScope outer, string name, Value value, MapValue? entries)
    {
        this.outer = outer;
        this.name = name;
        this.value = value;
        this.entries = entries;
        Work = outer.Work;
    }

    public Work Work { get; }

    /// <summary>The variables with their count of work; the same ones if they have it.</summary>
    public static LocalScope Of(IVariableSource variables) => variables as LocalScope ?? new LocalScope(variables, new Work());

    public LocalScope With(string boundName, Value boundValue) => new(this, boundName, boundValue, null);

    /// <summary>Binds <c>item</c>; the entries of an item that is a map are names, too.</summary>
    public LocalScope WithItem(Value item) => new(this, Item, item, item as MapValue);

    public Value? Find(string wanted)
    {
        if (name is null)
        {
            return outer.Find(wanted);
        }

        if (string.Equals(wanted, name, StringComparison.Ordinal))
        {
            return value;
        }

        return entries?.Entries.TryGetValue(wanted, out var entry) == true ? entry : outer.Find(wanted);
    }
}
