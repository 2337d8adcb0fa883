namespace CaseFlow.Benchmarks;

/// <summary>One line of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The measured number.</param>
/// <param name="Limit">It must not be above this; null: it only explains others.</param>
/// <param name="Unit">Of both.</param>
internal sealed record Figure(string Name, double Value, double? Limit, string Unit)
{
    public bool IsKept => Limit is null || Value <= Limit;

    /// <summary>Something to compare a figure with, from the same run.</summary>
    public static Figure Baseline(string name, double value, string unit) => new("  beside it: " + name, value, null, unit);
}
