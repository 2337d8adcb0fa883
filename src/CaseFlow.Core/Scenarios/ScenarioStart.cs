using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using CaseFlow.Engine.Values;
using NodaTime;

namespace CaseFlow.Core.Scenarios;

/// <summary>A start event with a trigger, or what else starts a process by itself.</summary>
internal sealed class ScenarioStart(string process, string element, EventTrigger trigger)
{
    private TimerSpecification? timer;
    private int? remaining;

    public string Process { get; } = process;

    public string Element { get; } = element;

    public EventTrigger Trigger { get; } = trigger;

    /// <summary>As scenarios count them: message, signal, timer, conditional.</summary>
    public string Kind => Trigger switch
    {
        MessageTrigger => "message",
        SignalTrigger => "signal",
        TimerTrigger => "timer",
        _ => "conditional",
    };

    /// <summary>Of a message or signal; null of any other.</summary>
    public string? Name { get; } = trigger switch
    {
        MessageTrigger message => Text(message.Name),
        SignalTrigger signal => Text(signal.Name),
        _ => null,
    };

    /// <summary>When a timer fires next; null when it is none.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>The definition comes into force: its timer counts from now.</summary>
    /// <exception cref="DueTimeException">The timer's text means no time.</exception>
    public void Arm(IDueTimes times, Instant start)
    {
        if (Trigger is TimerTrigger given)
        {
            var text = Text(given.Value);
            remaining = null;
            if (given.Kind == TimerKind.Cycle && !Cron.IsCron(text))
            {
                Iso8601.TrySplitCycle(text, out remaining, out text);
            }

            timer = new TimerSpecification(given.Kind, text, given.Calendar, given.Before);
            DueAt = Count(times, start, again: false);
        }
    }

    /// <summary>Arms the next occurrence; false when there is none.</summary>
    public bool Again(IDueTimes times)
    {
        remaining--;
        var goesOn = timer!.Kind == TimerKind.Cycle && remaining is null or > 0;
        DueAt = goesOn ? Count(times, DueAt!.Value, again: true) : null;
        return goesOn;
    }

    private Instant Count(IDueTimes times, Instant from, bool again) =>
        times.Count(timer!, from, again, 0, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static string Text(Expression template) => template.Evaluate(Nothing.Instance).AsText();

    /// <summary>A start has no variables yet.</summary>
    private sealed class Nothing : IVariableSource
    {
        public static Nothing Instance { get; } = new();

        public Value? Find(string name) => null;
    }
}
