using System.Collections.Immutable;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Engine.Stepping;

/// <summary>
/// A subscription whose expressions have been evaluated. Everything is prepared before anything is armed, so that a
/// failing expression leaves no half-armed element behind.
/// </summary>
internal sealed record PreparedSubscription(SubscriptionKind Kind, string? Name, string? Key, TimerSpecification? Timer, int? Remaining)
{
    public Subscription For(int node, string element) => new(node, element, Kind, Name, Key, Timer, Remaining);

    /// <summary>Prepares all that this event waits for; errors, escalations and the like are not waited for.</summary>
    /// <exception cref="EvaluationException">An expression fails, or its text is no date, duration or cycle.</exception>
    public static ImmutableArray<PreparedSubscription> AllOf(Event catching, IVariableSource variables) =>
        [.. catching.Triggers.Where(trigger => trigger is MessageTrigger or TimerTrigger or SignalTrigger or ConditionalTrigger).Select(trigger => Of(trigger, variables))];

    /// <summary>Prepares what this trigger waits for.</summary>
    /// <exception cref="EvaluationException">An expression fails, or its text is no date, duration or cycle.</exception>
    public static PreparedSubscription Of(EventTrigger trigger, IVariableSource variables) => trigger switch
    {
        MessageTrigger message => new(SubscriptionKind.Message, NameOf(message.Name, variables), message.CorrelationKey?.Evaluate(variables).AsText(), null, null),
        SignalTrigger signal => new(SubscriptionKind.Signal, NameOf(signal.Name, variables), null, null, null),
        ConditionalTrigger condition => new(SubscriptionKind.Conditional, condition.Condition.Text, null, null, null),
        TimerTrigger timer => OfTimer(timer, timer.Value.Evaluate(variables).AsText().Trim()),
        _ => throw new InvalidOperationException($"{trigger.GetType().Name} is not waited for."),
    };

    /// <exception cref="EvaluationException">The expression fails or gives nothing.</exception>
    public static string NameOf(Expression name, IVariableSource variables) => name.Evaluate(variables).AsText() is { Length: > 0 } text
        ? text
        : throw new EvaluationException($"The name or code «{name}» gives nothing.");

    private static PreparedSubscription OfTimer(TimerTrigger timer, string text)
    {
        int? remaining = null;
        switch (timer.Kind)
        {
            case TimerKind.Date when !Iso8601.IsDateTime(text):
                throw new EvaluationException("The timer's date is not an ISO 8601 date-time such as 2026-11-23T09:00:00+05:00.");
            case TimerKind.Duration when !Iso8601.IsDuration(text):
                throw new EvaluationException("The timer's duration is not an ISO 8601 duration such as P2D or PT15M.");
            case TimerKind.Cycle when !Cron.IsCron(text):
                text = Iso8601.TrySplitCycle(text, out remaining, out var rest) ? rest : throw new EvaluationException($"The timer's cycle {Iso8601.FaultOfCycle(text)}.");
                break;
        }

        return new(SubscriptionKind.Timer, null, null, new TimerSpecification(timer.Kind, text, timer.Calendar, timer.Before), remaining);
    }
}
