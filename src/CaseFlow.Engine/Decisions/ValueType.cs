using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Decisions;

/// <summary>
/// A typeRef. A value that is written in another way than the type asks (a number as text, a date as text) is read as that
/// type; one that is something else is left alone, and fails where it is compared.
/// </summary>
internal sealed class ValueType
{
    private readonly string name;

    private ValueType(string name) => this.name = name;

    public static ValueType Of(string? typeRef) =>
        new((typeRef ?? "")[((typeRef ?? "").LastIndexOf(':') + 1)..].Trim().ToLowerInvariant());

    /// <summary>The input of a column as its cells compare it: dates and durations as such.</summary>
    public Value Input(Value value) => (name, value) switch
    {
        ("number" or "integer" or "long" or "double" or "decimal", TextValue text) => (Value?)Comparing.AsNumber(text) ?? value,
        ("boolean", TextValue { Text: "true" }) => Value.True,
        ("boolean", TextValue { Text: "false" }) => Value.False,
        ("string", NumberValue or BooleanValue) => Value.Of(value.AsText()),
        ("date" or "datetime" or "dateandtime" or "date and time", TextValue text) => (Value?)DateValue.Parse(text.Text) ?? value,
        ("duration" or "daytimeduration" or "yearmonthduration" or "days and time duration" or "years and months duration", TextValue text) =>
            (Value?)DurationValue.Parse(text.Text) ?? value,
        _ => value,
    };

    /// <summary>A result, in which dates and durations are ISO 8601 texts.</summary>
    public Value Output(Value value) => TemporalValue.Plain(Input(value));
}
