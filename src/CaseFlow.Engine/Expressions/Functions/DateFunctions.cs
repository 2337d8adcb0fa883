using System.Collections.Immutable;
using CaseFlow.Engine.Values;
using static CaseFlow.Engine.Expressions.Arguments;

namespace CaseFlow.Engine.Expressions;

/// <summary>Dates and durations from their ISO 8601 texts. There is no clock: <c>now()</c> and <c>today()</c> do not exist.</summary>
internal static class DateFunctions
{
    public static readonly Function[] All =
    [
        new(["date"], 1, 3, arguments => arguments.Length switch
        {
            1 => Moment(arguments[0]).WithoutTime(),
            3 => OfParts(arguments),
            _ => throw new EvaluationException("A date is made of one text, or of year, month and day."),
        }) { IsTemporal = true },
        new(["date and time"], 1, arguments => Moment(arguments[0]) with { HasTime = true }) { IsTemporal = true },
        new(["duration"], 1, arguments => arguments[0] as DurationValue ?? DurationValue.Parse(Text(arguments[0]))
            ?? throw new EvaluationException("The text is not an ISO 8601 duration such as P2D or PT15M.")) { IsTemporal = true },
    ];

    private static DateValue Moment(Value value) => value as DateValue ?? DateValue.Parse(Text(value))
        ?? throw new EvaluationException("The text is not an ISO 8601 date such as 2026-11-23 or 2026-11-23T09:00:00+05:00.");

    private static DateValue OfParts(ImmutableArray<Value> arguments)
    {
        var (year, month, day) = (Whole(arguments[0]), Whole(arguments[1]), Whole(arguments[2]));
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateValue(new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified), null, HasTime: false)
            : throw new EvaluationException("There is no such day.");
    }
}
