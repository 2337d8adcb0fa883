namespace CaseFlow.Core.Running;

/// <summary>
/// Wakes the pumps of this process after a commit. Only a hint: a lost one costs a second, since the pumps also look by
/// themselves.
/// </summary>
public sealed class Nudge : IDisposable
{
    private readonly SemaphoreSlim timers = new(0, 1);
    private readonly SemaphoreSlim outbox = new(0, 1);

    /// <summary>A timer was armed.</summary>
    public void Timers() => Wake(timers);

    /// <summary>An outbox row was written.</summary>
    public void Outbox() => Wake(outbox);

    /// <summary>Waits for <see cref="Timers"/>, at most so long.</summary>
    public void WaitForTimers(TimeSpan atMost, CancellationToken cancellation) => timers.Wait(atMost, cancellation);

    /// <summary>Waits for <see cref="Outbox"/>, at most so long.</summary>
    public void WaitForOutbox(TimeSpan atMost, CancellationToken cancellation) => outbox.Wait(atMost, cancellation);

    public void Dispose()
    {
        timers.Dispose();
        outbox.Dispose();
    }

    private static void Wake(SemaphoreSlim signal)
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
    }
}
