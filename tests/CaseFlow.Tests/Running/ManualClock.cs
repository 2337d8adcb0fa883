using NodaTime;

namespace CaseFlow.Tests.Running;

/// <summary>A clock that the test moves.</summary>
public sealed class ManualClock(Instant now) : IClock
{
    private long ticks = now.ToUnixTimeTicks();

    public Instant Now
    {
        get => Instant.FromUnixTimeTicks(Interlocked.Read(ref ticks));
        set => Interlocked.Exchange(ref ticks, value.ToUnixTimeTicks());
    }

    public Instant GetCurrentInstant() => Now;

    public void Advance(Duration by) => Now += by;
}
