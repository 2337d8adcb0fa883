using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Model;
using NodaTime;

namespace CaseFlow.Core.Scenarios;

/// <summary>A start event with a trigger, or what else starts a process by itself.</summary>
internal sealed class ScenarioStart(string process, StartSubscription subscription)
{
    private int? remaining;

    public string Process { get; } = process;

    public StartSubscription Subscription { get; } = subscription;

    public string Element => Subscription.Element.Id;

    /// <summary>As scenarios count them: message, signal, timer, conditional.</summary>
    public string Kind => Subscription.Kind.ToString().ToLowerInvariant();

    /// <summary>Of a message or signal; null of any other.</summary>
    public string? Name => Subscription.Name;

    /// <summary>When a timer fires next; null when it is none.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>What starts this process, as it comes into force: its timers count from now.</summary>
    /// <exception cref="DueTimeException">The timer's text means no time.</exception>
    public static IEnumerable<ScenarioStart> AllOf(ProcessGraph graph, IDueTimes times, Instant now)
    {
        foreach (var (element, trigger) in graph.Starters)
        {
            var start = new ScenarioStart(graph.Definition.Key, StartSubscription.Of(element, trigger));
            if (start.Subscription.Timer is { } timer)
            {
                start.remaining = start.Subscription.Occurrences;
                start.DueAt = StartTimes.First(timer, now, 0, times, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            }

            yield return start;
        }
    }

    /// <summary>Arms the next occurrence; false when there is none.</summary>
    public bool Again(IDueTimes times)
    {
        DueAt = StartTimes.Next(Subscription.Timer!, DueAt!.Value, remaining, 0, times, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        remaining--;
        return DueAt is not null;
    }
}
