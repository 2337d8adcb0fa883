using CaseFlow.Engine.Values;
using static CaseFlow.Engine.Expressions.Arguments;

namespace CaseFlow.Engine.Expressions;

/// <summary>Methods that other engines' models call inside <c>${…}</c>, where FEEL has another name or counts from 1. The target is the first argument.</summary>
internal static class Methods
{
    public static readonly Function[] All =
    [
        new(["get"], 2, arguments => arguments[0] is MapValue map
            ? map.Entries.GetValueOrDefault(Text(arguments[1]), Value.Null)
            : Index.Of(new ListValue(List(arguments[0])), Value.Of(Number(arguments[1])), first: 0)),
        new(["containsKey"], 2, arguments => Value.Of(Map(arguments[0]).Entries.ContainsKey(Text(arguments[1])))),
        new(["equals"], 2, arguments => Value.Of(arguments[0].Equals(arguments[1]))),
        new(["equalsIgnoreCase"], 2, arguments => Value.Of(string.Equals(Text(arguments[0]), Text(arguments[1]), StringComparison.OrdinalIgnoreCase))),
        new(["toString"], 1, arguments => Value.Of(arguments[0].AsText())) { Weight = 16 },
        new(["indexOf"], 2, arguments => Value.Of(arguments[0] is ListValue list
            ? list.Items.IndexOf(arguments[1])
            : Text(arguments[0]).IndexOf(Text(arguments[1]), StringComparison.Ordinal))) { IsSearch = true },
        new(["substring"], 2, 3, arguments =>
        {
            var text = Text(arguments[0]);
            var (start, end) = (Whole(arguments[1]), arguments.Length == 3 ? Whole(arguments[2]) : text.Length);
            return start >= 0 && start <= end && end <= text.Length
                ? Value.Of(text[start..end])
                : throw new EvaluationException($"The position is outside 0 to {text.Length}.");
        }),
    ];
}
