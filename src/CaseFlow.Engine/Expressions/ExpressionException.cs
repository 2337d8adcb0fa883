namespace CaseFlow.Engine.Expressions;

/// <summary>An expression cannot be parsed: found when a definition is read.</summary>
public sealed class ExpressionSyntaxException(string text, int position, string message)
    : Exception($"{message} (at character {position + 1} of «{text}»)")
{
    /// <summary>0-based.</summary>
    public int Position { get; } = position;
}

/// <summary>An expression cannot be evaluated: the stepper turns it into an incident. The message holds names and types, never values.</summary>
public class EvaluationException(string message) : Exception(message);

/// <summary>An expression names a variable that does not exist. An incident like any other, except where a host asks "is it true yet?".</summary>
public sealed class UnknownVariableException(string variable) : EvaluationException($"There is no variable «{variable}».")
{
    public string Variable { get; } = variable;
}
