using System.Text.Json;
using DotLiquid;

namespace CaseFlow.Core.Letters;

/// <summary>The values of a letter as Liquid sees them: JSON turned into strict objects, lists, text, whole numbers, booleans.</summary>
internal static class LetterModel
{
    public static Hash Root(JsonElement model)
    {
        if (model.ValueKind != JsonValueKind.Object)
        {
            throw new LetterException("value", "The values of a letter are a JSON object.");
        }

        var root = new Hash((_, name) => throw Unknown(name));
        foreach (var property in model.EnumerateObject())
        {
            root[property.Name] = Value(property.Value, property.Name);
        }

        return root;
    }

    public static LetterException Unknown(string name) =>
        new("unknown-variable", $"The template names '{name}', which this letter does not have.");

    private static object? Value(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.Array => value.EnumerateArray().Select(item => Value(item, name)).ToList(),
        JsonValueKind.Object => new LetterObject(
            name, value.EnumerateObject().ToDictionary(p => p.Name, p => Value(p.Value, $"{name}.{p.Name}"))),
        _ => throw new LetterException("value", $"'{name}' is not a whole number; measures are given in whole units."),
    };
}

/// <summary>
/// A nested object that says so when it is asked for what it does not have, in conditions too: Liquid's own dictionaries
/// answer "nothing" there, and a misspelt name would silently drop a paragraph.
/// </summary>
internal sealed class LetterObject(string name, IReadOnlyDictionary<string, object?> values) : IIndexable
{
    public object? this[object key] =>
        values.TryGetValue((string)key, out var value) ? value : throw LetterModel.Unknown($"{name}.{key}");

    public bool ContainsKey(object key) => true;

    public object Refuse() => throw new LetterException("value", $"'{name}' is a group of values and cannot be printed itself.");
}
