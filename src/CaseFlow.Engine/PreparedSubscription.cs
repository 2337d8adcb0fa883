using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;

namespace CaseFlow.Engine;

/// <summary>
/// A subscription whose expressions have been evaluated. Everything is prepared before anything is armed, so that a
/// failing expression leaves no half-armed element behind.
/// </summary>
internal sealed record PreparedSubscription(SubscriptionKind Kind, string? Name, string? Key, TimerSpecification? Timer, int? Remaining)
{
    public Subscription For(int node, string element) => new(node, element, Kind, Name, Key, Timer, Remaining);

    /// <summary>Prepares what this event waits for.</summary>
    /// <exception cref="EvaluationException">An expression fails, or its text is no date, duration or cycle.</exception>
    public static PreparedSubscription Of(EventTrigger trigger, IVariableSource variables) => trigger switch
    {
        MessageTrigger message => new(SubscriptionKind.Message, NameOf(message, variables), message.CorrelationKey?.Evaluate(variables).AsText(), null, null),
        TimerTrigger timer => OfTimer(timer, timer.Value.Evaluate(variables).AsText().Trim()),
        _ => throw new InvalidOperationException($"{trigger.GetType().Name} is not waited for."),
    };

    /// <exception cref="EvaluationException">The expression fails or gives nothing.</exception>
    public static string NameOf(MessageTrigger message, IVariableSource variables) => message.Name.Evaluate(variables).AsText() is { Length: > 0 } name
        ? name
        : throw new EvaluationException($"The message name «{message.Name}» gives nothing.");

    private static PreparedSubscription OfTimer(TimerTrigger timer, string text)
    {
        int? remaining = null;
        switch (timer.Kind)
        {
            case TimerKind.Date when !Iso8601.IsDateTime(text):
                throw new EvaluationException("The timer's date is not an ISO 8601 date-time such as 2026-11-23T09:00:00+05:00.");
            case TimerKind.Duration when !Iso8601.IsDuration(text):
                throw new EvaluationException("The timer's duration is not an ISO 8601 duration such as P2D or PT15M.");
            case TimerKind.Cycle when !Iso8601.TrySplitCycle(text, out remaining, out text):
                throw new EvaluationException("The timer's cycle is not an ISO 8601 repetition such as R3/PT1H.");
        }

        return new(SubscriptionKind.Timer, null, null, new TimerSpecification(timer.Kind, text, timer.Calendar, timer.Before), remaining);
    }
}
