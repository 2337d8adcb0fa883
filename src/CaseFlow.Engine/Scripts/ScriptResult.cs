using System.Globalization;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;
using Jint;
using Jint.Native;
using Jint.Native.Object;

namespace CaseFlow.Engine.Scripts;

/// <summary>
/// A script's value as data. It is counted while it is read: an object that holds one big part many times is small for
/// the interpreter and endless for whoever writes it down.
/// </summary>
internal sealed class ScriptResult
{
    private int left = Value.MaximumSize;

    /// <exception cref="EvaluationException">It is a function, a number that is none, or too large.</exception>
    public static Value Read(JsValue value) => new ScriptResult().Read(value, 0);

    private Value Read(JsValue value, int depth)
    {
        if (depth > Value.MaximumDepth || (left -= value.IsString() ? value.AsString().Length + 2 : 5) < 0)
        {
            throw new EvaluationException("The script's result is too large.");
        }

        return value switch
        {
            _ when value.IsUndefined() || value.IsNull() => Value.Null,
            _ when value.IsBoolean() => Value.Of(value.AsBoolean()),
            _ when value.IsNumber() => Number(value.AsNumber()),
            _ when value.IsString() => Value.Of(value.AsString()),
            _ when value.IsArray() => Value.Of([.. value.AsArray().Select(item => Read(item, depth + 1))]),
            JsObject map => Map(map, depth),
            _ => throw new EvaluationException("The script's result is not data."),
        };
    }

    private MapValue Map(ObjectInstance map, int depth)
    {
        var entries = MapValue.Empty.Entries.ToBuilder();
        foreach (var (key, property) in map.GetOwnProperties())
        {
            if (key.IsString() && property.Enumerable)
            {
                entries[key.AsString()] = Read(map.Get(key), depth + 1);
            }
        }

        return new MapValue(entries.ToImmutable());
    }

    private static Value Number(double number) =>
        double.IsFinite(number) && decimal.TryParse(number.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? Value.Of(exact)
            : throw new EvaluationException("The script's result is a number out of range.");
}
