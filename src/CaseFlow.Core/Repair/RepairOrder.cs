using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Repair;

/// <summary>What is to be done about one incident, or one place of a case.</summary>
/// <param name="Kind">What.</param>
/// <param name="CaseId">The case; 0 with an incident that has none.</param>
public sealed record RepairOrder(RepairKind Kind, long CaseId)
{
    /// <summary>The incident that it mends; 0: none.</summary>
    public long IncidentId { get; init; }

    /// <summary>The version of the case that the manager saw; 0: whatever it is now, such as for an incident, which is either open or not.</summary>
    public long SeenVersion { get; init; }

    /// <summary>Number of the node, of the scope with <see cref="Flow"/>, or of the timer; with an incident it is the incident's.</summary>
    public int Number { get; init; }

    /// <summary>A token that waits at a join is moved or taken away: the flow on which it came.</summary>
    public string? Flow { get; init; }

    /// <summary>With <see cref="RepairKind.Move"/>: BPMN id of the element that begins.</summary>
    public string Target { get; init; } = "";

    /// <summary>With <see cref="RepairKind.SetVariable"/>: which.</summary>
    public string Variable { get; init; } = "";

    /// <summary>With <see cref="RepairKind.SetVariable"/>: as it was typed.</summary>
    public string Value { get; init; } = "";

    /// <summary>With <see cref="RepairKind.MoveTimer"/>: when it is due.</summary>
    public Instant? Due { get; init; }
}

/// <summary>Codes of what stands against a repair, besides those of the engine and the runner; pages have a text for each.</summary>
public static class RepairCodes
{
    /// <summary>There is no such case or incident, or it is of an office where the person is no manager.</summary>
    public const string NotFound = "not-found";

    /// <summary>The incident was mended meanwhile.</summary>
    public const string Resolved = "resolved";

    /// <summary>The case was stepped since the manager looked at it.</summary>
    public const string Moved = "case-moved";

    /// <summary>The case has ended.</summary>
    public const string Ended = "ended";

    /// <summary>This cannot be done about such an incident: only trying again helps, or repairing the case.</summary>
    public const string OnlyRetry = "only-retry";

    /// <summary>The timer is that of a statutory term, which moves only with the calendar or a corrected start event (R5).</summary>
    public const string Statutory = "statutory";

    /// <summary>There is no such variable there, and the definition names none.</summary>
    public const string NoVariable = "no-variable";

    /// <summary>The value is of another type than the variable's, or a free text.</summary>
    public const string WrongValue = "wrong-value";

    /// <summary>The new due time has passed already.</summary>
    public const string Past = "past";
}

/// <summary>What a manager may put into a variable: a value of the type that is there. Free texts never get into a state.</summary>
public static class RepairValues
{
    private const int CodeLength = 60;

    /// <summary>The value that was typed; null: it is no such value.</summary>
    /// <param name="current">What the variable holds now; of null any simple value may follow.</param>
    /// <param name="typed">true or false, a number, an ISO 8601 date, or a code of letters, digits, dots and dashes.</param>
    public static Value? Read(Value current, string typed)
    {
        var text = typed.Trim();
        return current switch
        {
            BooleanValue => Boolean(text),
            NumberValue => Number(text),
            TextValue => Code(text),
            NullValue => Boolean(text) ?? Number(text) ?? Code(text),
            _ => null,
        };
    }

    /// <summary>Whether a variable can be changed at all: no list, no map.</summary>
    public static bool IsSimple(Value current) => current is BooleanValue or NumberValue or TextValue or NullValue;

    private static Value? Boolean(string text) => text switch { "true" => Value.Of(true), "false" => Value.Of(false), _ => null };

    private static Value? Number(string text) => decimal.TryParse(
        text, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var number)
        ? Value.Of(number)
        : null;

    private static Value? Code(string text) =>
        text.Length is > 0 and <= CodeLength && text.All(static sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' or '_' or ':' or '+') ? Value.Of(text) : null;
}
