using CaseFlow.Engine.Values;
using static CaseFlow.Engine.Expressions.Arguments;

namespace CaseFlow.Engine.Expressions;

internal static class TextFunctions
{
    public static readonly Function[] All =
    [
        new(["contains"], 2, arguments => Value.Of(arguments[0] is ListValue list
            ? list.Items.Contains(arguments[1])
            : Text(arguments[0]).Contains(Text(arguments[1]), StringComparison.Ordinal))) { IsSearch = true },
        new(["starts with", "startsWith"], 2, arguments => Value.Of(Text(arguments[0]).StartsWith(Text(arguments[1]), StringComparison.Ordinal))),
        new(["ends with", "endsWith"], 2, arguments => Value.Of(Text(arguments[0]).EndsWith(Text(arguments[1]), StringComparison.Ordinal))),
        new(["upper case", "toUpperCase"], 1, arguments => Value.Of(Text(arguments[0]).ToUpperInvariant())),
        new(["lower case", "toLowerCase"], 1, arguments => Value.Of(Text(arguments[0]).ToLowerInvariant())),
        new(["string length", "length"], 1, arguments => Value.Of(Text(arguments[0]).Length)),
        new(["string"], 1, arguments => Value.Of(arguments[0].AsText())) { Weight = 16 },
        new(["trim"], 1, arguments => Value.Of(Text(arguments[0]).Trim())),
        new(["substring"], 2, 3, arguments =>
        {
            var text = Text(arguments[0]);
            var start = Position(arguments[1], text.Length);
            return Value.Of(text.Substring(start, Length(arguments, text.Length - start)));
        }),
        new(["substring before"], 2, arguments => Around(Text(arguments[0]), Text(arguments[1]), before: true)) { IsSearch = true },
        new(["substring after"], 2, arguments => Around(Text(arguments[0]), Text(arguments[1]), before: false)) { IsSearch = true },
        new(["string join"], 1, 2, arguments => Value.Of(string.Join(
            arguments.Length == 2 ? Text(arguments[1]) : "", List(arguments[0]).Where(item => item is not NullValue).Select(Text)))) { IsSearch = true },
    ];

    private static Value Around(string text, string match, bool before)
    {
        var at = text.IndexOf(match, StringComparison.Ordinal);
        return Value.Of(at < 0 ? "" : before ? text[..at] : text[(at + match.Length)..]);
    }
}
