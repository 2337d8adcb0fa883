using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>Equality and order of values. A text beside a date or duration is read as one.</summary>
internal static class Comparing
{
    public static bool Same(Value left, Value right) => left.Equals(right) || (left, right) switch
    {
        (TemporalValue temporal, TextValue text) => temporal.Equals(LikeOf(temporal, text)),
        (TextValue text, TemporalValue temporal) => temporal.Equals(LikeOf(temporal, text)),
        _ => false,
    };

    /// <summary>As other engines' models compare: a number with a numeric text, a boolean with a text.</summary>
    public static bool SameInJuel(Value left, Value right) => Same(left, right) || (left, right) switch
    {
        (NumberValue, TextValue text) => left.Equals(AsNumber(text)),
        (TextValue text, NumberValue) => right.Equals(AsNumber(text)),
        (BooleanValue boolean, TextValue text) => boolean.IsTrue == IsTrue(text),
        (TextValue text, BooleanValue boolean) => boolean.IsTrue == IsTrue(text),
        _ => false,
    };

    /// <summary>Less than, equal to or greater than 0.</summary>
    /// <exception cref="EvaluationException">The two have no order.</exception>
    public static int Order(Value left, Value right) => TryOrder(left, right)
        ?? throw new EvaluationException($"A {left.TypeName} cannot be compared with a {right.TypeName}.");

    /// <summary>As other engines' models compare: a numeric text is a number beside one.</summary>
    public static int OrderInJuel(Value left, Value right) => (left, right) switch
    {
        (NumberValue, TextValue text) => Order(left, (Value?)AsNumber(text) ?? right),
        (TextValue text, NumberValue) => Order((Value?)AsNumber(text) ?? left, right),
        _ => Order(left, right),
    };

    /// <summary>The number a text writes; null when it writes none.</summary>
    public static NumberValue? AsNumber(TextValue text) => NumberText.TryParse(text.Text, out var number) ? new NumberValue(number) : null;

    private static int? TryOrder(Value left, Value right) => (left, right) switch
    {
        (NumberValue a, NumberValue b) => a.Number.CompareTo(b.Number),
        (TextValue a, TextValue b) => string.CompareOrdinal(a.Text, b.Text),
        (DateValue a, DateValue b) => a.OrderTo(b),
        (DurationValue a, DurationValue b) => a.OrderTo(b),
        (TemporalValue temporal, TextValue text) => LikeOf(temporal, text) is { } read ? TryOrder(left, read) : null,
        (TextValue text, TemporalValue temporal) => LikeOf(temporal, text) is { } read ? TryOrder(read, right) : null,
        _ => null,
    };

    private static TemporalValue? LikeOf(TemporalValue temporal, TextValue text) =>
        temporal is DateValue ? DateValue.Parse(text.Text) : DurationValue.Parse(text.Text);

    private static bool IsTrue(TextValue text) => string.Equals(text.Text, "true", StringComparison.OrdinalIgnoreCase);
}
