using System.Collections.Immutable;

namespace CaseFlow.Engine.Values;

/// <summary>Builds the variable maps that triggers, events and the state carry (names in ordinal order).</summary>
public static class Variables
{
    public static ImmutableSortedDictionary<string, Value> None { get; } =
        ImmutableSortedDictionary.Create<string, Value>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, Value> Of(params ReadOnlySpan<(string Name, Value Value)> entries)
    {
        var builder = None.ToBuilder();
        foreach (var (name, value) in entries)
        {
            builder[name] = value;
        }

        return builder.ToImmutable();
    }
}
