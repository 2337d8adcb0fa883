using System.Collections.Immutable;
using CaseFlow.Engine.Values;
using static CaseFlow.Engine.Expressions.Arguments;

namespace CaseFlow.Engine.Expressions;

/// <summary>Numbers. Rounding takes a scale, the number of decimals: 2 keeps cents, -3 keeps thousands.</summary>
internal static class NumberFunctions
{
    public static readonly Function[] All =
    [
        new(["number"], 1, arguments => arguments[0] is NumberValue number ? number
            : (Value?)Comparing.AsNumber(new TextValue(Text(arguments[0]))) ?? throw new EvaluationException("The text is not a number.")),
        new(["sum"], 1, Function.AnyNumber, arguments => Value.Of(Items(arguments).Sum(Number))),
        new(["mean"], 1, Function.AnyNumber, arguments => Value.Of(NotEmpty(Items(arguments)).Average(Number))),
        new(["min"], 1, Function.AnyNumber, arguments => Extreme(arguments, wanted: -1)),
        new(["max"], 1, Function.AnyNumber, arguments => Extreme(arguments, wanted: 1)),
        new(["abs"], 1, arguments => Value.Of(Math.Abs(Number(arguments[0])))),
        new(["modulo"], 2, arguments => Value.Of(Modulo(Number(arguments[0]), Number(arguments[1])))),
        new(["floor"], 1, 2, arguments => Round(arguments, decimal.Floor)),
        new(["ceiling"], 1, 2, arguments => Round(arguments, decimal.Ceiling)),
        new(["round up"], 2, arguments => Round(arguments, number => number < 0 ? decimal.Floor(number) : decimal.Ceiling(number))),
        new(["round down"], 2, arguments => Round(arguments, decimal.Truncate)),
        new(["round half up"], 2, arguments => Round(arguments, number => decimal.Round(number, MidpointRounding.AwayFromZero))),
        new(["round half down"], 2, arguments => Round(arguments, HalfDown)),
        new(["decimal"], 2, arguments => Round(arguments, number => decimal.Round(number, MidpointRounding.ToEven))),
    ];

    /// <summary>The least or greatest of numbers, texts, dates or durations.</summary>
    public static Value Extreme(ImmutableArray<Value> arguments, int wanted)
    {
        var items = NotEmpty(Items(arguments));
        var extreme = items[0];
        Comparing.Order(extreme, extreme);
        foreach (var item in items.AsSpan()[1..])
        {
            extreme = Math.Sign(Comparing.Order(item, extreme)) == wanted ? item : extreme;
        }

        return extreme;
    }

    /// <summary>FEEL's has the sign of the divisor.</summary>
    private static decimal Modulo(decimal dividend, decimal divisor)
    {
        if (divisor == 0)
        {
            throw new EvaluationException("Division by zero.");
        }

        var rest = dividend % divisor;
        return rest != 0 && rest < 0 != divisor < 0 ? rest + divisor : rest;
    }

    private static decimal HalfDown(decimal number)
    {
        var whole = decimal.Truncate(number);
        return Math.Abs(number - whole) > 0.5m ? whole + Math.Sign(number) : whole;
    }

    private static Value Round(ImmutableArray<Value> arguments, Func<decimal, decimal> toWhole)
    {
        var number = Number(arguments[0]);
        var scale = arguments.Length == 2 ? Whole(arguments[1]) : 0;
        if (Math.Abs(scale) > 20)
        {
            throw new EvaluationException("A scale must lie between -20 and 20.");
        }

        // The whole part needs no rounding to decimals, and would overflow when it is shifted.
        var whole = scale > 0 ? decimal.Truncate(number) : 0;
        var power = 1m;
        for (var digit = 0; digit < Math.Abs(scale); digit++)
        {
            power *= 10;
        }

        return Value.Of(scale < 0 ? toWhole(number / power) * power : whole + (toWhole((number - whole) * power) / power));
    }
}
