namespace CaseFlow.Core.Running;

/// <summary>
/// Callers of one case in this process queue here instead of colliding in the database. Between processes the case's
/// version decides; this only saves work.
/// </summary>
public sealed class CaseLocks : IDisposable
{
    private readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, 256).Select(static _ => new SemaphoreSlim(1))];

    /// <summary>Waits until no other caller holds one of these cases; dispose of the result to leave.</summary>
    public async Task<IDisposable> Enter(IEnumerable<long> caseIds, CancellationToken cancellation)
    {
        // In order, so that two batches never wait for each other.
        var wanted = caseIds.Select(id => (int)((ulong)id % (ulong)stripes.Length)).Distinct().Order().ToArray();
        var held = new Held(stripes, wanted);
        try
        {
            foreach (var stripe in wanted)
            {
                await stripes[stripe].WaitAsync(cancellation);
                held.Count++;
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }

        return held;
    }

    public void Dispose()
    {
        foreach (var stripe in stripes)
        {
            stripe.Dispose();
        }
    }

    private sealed class Held(SemaphoreSlim[] stripes, int[] wanted) : IDisposable
    {
        public int Count { get; set; }

        public void Dispose()
        {
            while (Count > 0)
            {
                Count--;
                stripes[wanted[Count]].Release();
            }
        }
    }
}
