using NodaTime;

namespace CaseFlow.Tests.People;

/// <summary>A clock that stands still.</summary>
internal sealed class At(Instant now) : IClock
{
    public Instant GetCurrentInstant() => now;
}
