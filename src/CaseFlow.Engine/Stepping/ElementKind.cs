using System.Globalization;
using CaseFlow.Engine.Model;

namespace CaseFlow.Engine.Stepping;

/// <summary>When an element of one version can stand in the place of an element of another.</summary>
internal static class ElementKind
{
    /// <summary>What it is, as far as an instance that stands there depends on it.</summary>
    public static string Of(FlowElement element) => element.GetType().Name + element switch
    {
        // What an event sub-process, a transaction or a handler holds is closed in different ways.
        SubProcess sub => $" {sub.TriggeredByEvent} {sub.IsTransaction} {sub.IsForCompensation}",
        ReceiveTask receive => $" {receive.Message is null} {receive.IsForCompensation}",
        Activity activity => $" {activity.IsForCompensation}",
        Event happening => $" {(happening.Trigger as MultipleTrigger)?.Parallel} {string.Join(' ', happening.Triggers.Select(trigger => trigger.GetType().Name))}",
        _ => "",
    };

    /// <summary>How it is repeated.</summary>
    public static string LoopOf(FlowElement element) => (element as Activity)?.Loop switch
    {
        null => "once",
        MultiInstanceLoop loop => loop.Sequential ? "one by one" : "at once",
        _ => "while",
    };

    /// <summary>
    /// Whether what is armed for one can go on for the other. Texts are compared as they are written, not what they gave
    /// when it was armed. A timer of the same kind goes on whatever its term is now: its due time is not counted again.
    /// </summary>
    public static bool WaitsAlike(FlowElement old, FlowElement other) => Words(old) == Words(other);

    private static string Words(FlowElement element) => element switch
    {
        ReceiveTask { Message: { } message } => Words(message),
        Event happening => string.Create(
            CultureInfo.InvariantCulture, $"{(happening.Trigger as MultipleTrigger)?.Parallel} {string.Join('\n', happening.Triggers.Select(Words))}"),
        _ => "",
    };

    private static string Words(EventTrigger trigger) => trigger switch
    {
        MessageTrigger message => $"message {message.Name.Text} {message.CorrelationKey?.Text}",
        SignalTrigger signal => $"signal {signal.Name.Text}",
        ConditionalTrigger condition => $"condition {condition.Condition.Text}",
        TimerTrigger timer => $"timer {timer.Kind}",
        _ => trigger.GetType().Name,
    };
}
