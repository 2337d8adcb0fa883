namespace CaseFlow.Engine.Expressions;

/// <summary>An expression cannot be parsed: found when a definition is read.</summary>
public sealed class ExpressionSyntaxException(string text, int position, string message)
    : Exception($"{message} (at character {position + 1} of «{text}»)")
{
    /// <summary>0-based.</summary>
    public int Position { get; } = position;
}

/// <summary>An expression cannot be evaluated: the stepper turns it into an incident. The message holds names and types, never values.</summary>
public sealed class EvaluationException(string message) : Exception(message);
