using NodaTime;

namespace CaseFlow.Core.Scenarios;

/// <summary>The clock of a trial: it stands still until an action moves it.</summary>
internal sealed class VirtualClock(Instant start) : IClock
{
    public Instant Now { get; private set; } = start;

    public Instant GetCurrentInstant() => Now;

    /// <summary>Moves forward; never back.</summary>
    public void MoveTo(Instant instant) => Now = Instant.Max(Now, instant);
}
