using CaseFlow.Engine.Expressions;

namespace CaseFlow.Engine.Model;

/// <summary>BPMN's event definition: what an event waits for (catching) or does (throwing).</summary>
public abstract record EventTrigger;

public sealed record NoneTrigger : EventTrigger
{
    public static NoneTrigger Instance { get; } = new();
}

public sealed record TerminateTrigger : EventTrigger
{
    public static TerminateTrigger Instance { get; } = new();
}

/// <summary>An error; a null code on a catching event catches every error.</summary>
public sealed record ErrorTrigger(string? Code) : EventTrigger;

/// <param name="Name">A text template.</param>
/// <param name="CorrelationKey">Evaluated when the subscription opens; null matches by name alone.</param>
public sealed record MessageTrigger(Expression Name, Expression? CorrelationKey) : EventTrigger;

public enum TimerKind
{
    /// <summary>timeDate: an instant, ISO 8601.</summary>
    Date,

    /// <summary>timeDuration: ISO 8601, counted in <see cref="TimerTrigger.Calendar"/>.</summary>
    Duration,

    /// <summary>timeCycle: R n/duration.</summary>
    Cycle,

    /// <summary>The due time of the case's deadline of this requirement id (attribute <c>deadline</c>).</summary>
    Deadline,
}

/// <param name="Kind">Which of the definitions is given.</param>
/// <param name="Value">A text template; its text is ISO 8601, or a requirement id for <see cref="TimerKind.Deadline"/>.</param>
/// <param name="Calendar">Name of the calendar in which the duration counts (<c>working</c> = the responsible office's); null: elapsed time.</param>
/// <param name="Before">An ISO 8601 duration counted in <paramref name="Calendar"/> by which the event occurs before the due time; null: at it.</param>
public sealed record TimerTrigger(TimerKind Kind, Expression Value, string? Calendar, string? Before) : EventTrigger;
