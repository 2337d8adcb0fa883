using System.Collections.Immutable;
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

/// <summary>Ends the transaction around it by compensating what is complete; caught on the transaction's boundary.</summary>
public sealed record CancelTrigger : EventTrigger
{
    public static CancelTrigger Instance { get; } = new();
}

/// <param name="Code">A text template; null on a catching event catches every error.</param>
/// <param name="CodeVariable">Takes the code when the error is caught; null: none.</param>
/// <param name="MessageVariable">Takes the message when the error is caught; null: none.</param>
public sealed record ErrorTrigger(Expression? Code, string? CodeVariable = null, string? MessageVariable = null) : EventTrigger;

/// <param name="Code">A text template; null on a catching event catches every escalation.</param>
/// <param name="CodeVariable">Takes the code when the escalation is caught; null: none.</param>
public sealed record EscalationTrigger(Expression? Code, string? CodeVariable = null) : EventTrigger;

/// <param name="Name">A text template.</param>
/// <param name="CorrelationKey">Evaluated when the subscription opens; null matches by name alone.</param>
public sealed record MessageTrigger(Expression Name, Expression? CorrelationKey) : EventTrigger;

/// <param name="Name">A text template.</param>
public sealed record SignalTrigger(Expression Name) : EventTrigger;

/// <summary>Occurs when the condition becomes true; it must have been false before it occurs again (BPMN 2.0.2, 10.5.2).</summary>
public sealed record ConditionalTrigger(Expression Condition) : EventTrigger;

/// <param name="Name">Joins a throwing event with the catching one of the same scope.</param>
public sealed record LinkTrigger(string Name) : EventTrigger;

/// <param name="Activity">The completed activity to compensate; null: all of the scope.</param>
/// <param name="WaitForCompletion">Whether a throwing event waits for the handlers.</param>
public sealed record CompensationTrigger(string? Activity, bool WaitForCompletion) : EventTrigger;

/// <summary>Several definitions: catching, one of them (or with <paramref name="Parallel"/> all) must occur; throwing, all are thrown.</summary>
public sealed record MultipleTrigger(ImmutableArray<EventTrigger> Triggers, bool Parallel) : EventTrigger;

public enum TimerKind
{
    /// <summary>timeDate: an instant, ISO 8601.</summary>
    Date,

    /// <summary>timeDuration: ISO 8601, counted in <see cref="TimerTrigger.Calendar"/>.</summary>
    Duration,

    /// <summary>timeCycle: R n/duration, or a cron expression.</summary>
    Cycle,

    /// <summary>The due time of the case's deadline of this requirement id (attribute <c>deadline</c>).</summary>
    Deadline,
}

/// <param name="Kind">Which of the definitions is given.</param>
/// <param name="Value">A text template; its text is ISO 8601, or a requirement id for <see cref="TimerKind.Deadline"/>.</param>
/// <param name="Calendar">Name of the calendar in which the duration counts (<c>working</c> = the responsible office's); null: elapsed time.</param>
/// <param name="Before">An ISO 8601 duration counted in <paramref name="Calendar"/> by which the event occurs before the due time; null: at it.</param>
public sealed record TimerTrigger(TimerKind Kind, Expression Value, string? Calendar, string? Before) : EventTrigger;
