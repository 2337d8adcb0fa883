using NodaTime;

namespace CaseFlow.Tests.Web;

/// <summary>A clock that stands still until a test moves it; the same time for NodaTime and for ASP.NET Core.</summary>
public sealed class TestClock(Instant start) : TimeProvider, IClock
{
    private readonly Lock gate = new();
    private Instant now = start;

    public Instant GetCurrentInstant()
    {
        lock (gate)
        {
            return now;
        }
    }

    public void Advance(Duration by)
    {
        lock (gate)
        {
            now += by;
        }
    }

    public override DateTimeOffset GetUtcNow() => GetCurrentInstant().ToDateTimeOffset();
}
