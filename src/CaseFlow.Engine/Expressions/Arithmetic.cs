using CaseFlow.Engine.Values;

namespace CaseFlow.Engine.Expressions;

/// <summary>Numbers, dates and durations; <c>+</c> also joins texts.</summary>
internal sealed class Arithmetic(Syntax left, Syntax right, Token @operator) : Syntax
{
    protected override Value Compute(IVariableSource variables)
    {
        var (a, b) = (left.Evaluate(variables), right.Evaluate(variables));
        try
        {
            return (a, b) switch
            {
                (TemporalValue, _) or (_, DurationValue) when a is not TextValue => WithTime(a, b),
                (TextValue, _) or (_, TextValue) when @operator == Token.Plus => Join(variables, a, b),
                _ => Value.Of(OfNumbers(Number(a, "Arithmetic"), Number(b, "Arithmetic"))),
            };
        }
        catch (DivideByZeroException)
        {
            throw new EvaluationException("Division by zero.");
        }
        catch (OverflowException)
        {
            throw new EvaluationException("The number is out of range.");
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new EvaluationException("The date is out of range.");
        }
    }

    private static Value Join(IVariableSource variables, Value a, Value b)
    {
        var joined = Value.Of(a.AsText() + b.AsText());
        Charge(variables, joined);
        return joined;
    }

    private decimal OfNumbers(decimal a, decimal b) => @operator switch
    {
        Token.Plus => a + b,
        Token.Minus => a - b,
        Token.Times => a * b,
        Token.Divide => a / b,
        _ => a % b,
    };

    private Value WithTime(Value a, Value b) => (a, @operator, b) switch
    {
        (DateValue date, Token.Plus, DurationValue duration) => date.Plus(duration),
        (DurationValue duration, Token.Plus, DateValue date) => date.Plus(duration),
        (DateValue date, Token.Minus, DurationValue duration) => date.Plus(duration.Times(-1)),
        (DateValue later, Token.Minus, DateValue earlier) => later.Minus(earlier),
        (DurationValue one, Token.Plus, DurationValue other) => one.Plus(other),
        (DurationValue one, Token.Minus, DurationValue other) => one.Plus(other.Times(-1)),
        (DurationValue duration, Token.Times, NumberValue factor) => duration.Times(factor.Number),
        (NumberValue factor, Token.Times, DurationValue duration) => duration.Times(factor.Number),
        (DurationValue duration, Token.Divide, NumberValue divisor) => duration.Times(1, divisor.Number),
        _ => throw new EvaluationException($"A {a.TypeName} and a {b.TypeName} cannot be reckoned like this; string(…) makes a text of either."),
    };
}
