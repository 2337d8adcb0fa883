using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>Limits of a running installation (configuration section Running).</summary>
public sealed class RunnerOptions
{
    /// <summary>Bytes of a case's state as JSON, all its segments together; a step that would exceed it is refused, with an incident.</summary>
    public int StateBytes { get; set; } = 256 * 1024;

    /// <summary>Waiting instances of one multi-instance activity; beyond: as above.</summary>
    public int WaitingInstances { get; set; } = 1000;

    /// <summary>Services in one step, after which an endless loop is assumed.</summary>
    public int ServicesInAStep { get; set; } = 1000;

    /// <summary>Element activations in one step, after which the engine raises an incident.</summary>
    public int StepLimit { get; set; } = 100_000;

    /// <summary>How often a step is made again after a conflict with another process.</summary>
    public int Attempts { get; set; } = 20;

    /// <summary>Seconds for which a pump keeps a row in hand before another may take it.</summary>
    public int ClaimSeconds { get; set; } = 30;

    /// <summary>Failures of an outbox row or a timer, after which it becomes an incident.</summary>
    public int PumpAttempts { get; set; } = 8;

    /// <summary>Seconds to wait after the first failure; it doubles with each, up to an hour.</summary>
    public int BackOffSeconds { get; set; } = 10;

    /// <summary>Cases that the timer pump steps in one transaction.</summary>
    public int TimerBatch { get; set; } = 25;

    internal Duration Claim => Duration.FromSeconds(ClaimSeconds);

    /// <summary>The wait after so many failures.</summary>
    internal Duration BackOffAfter(int attempts) =>
        Duration.Min(Duration.FromSeconds(BackOffSeconds) * Math.Pow(2, Math.Min(attempts, 30) - 1), Duration.FromHours(1));
}
