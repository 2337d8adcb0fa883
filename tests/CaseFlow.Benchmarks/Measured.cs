using System.Diagnostics;

namespace CaseFlow.Benchmarks;

/// <summary>What one execution costs.</summary>
/// <param name="Microseconds">Wall time.</param>
/// <param name="Bytes">Allocated on the measuring thread.</param>
internal readonly record struct Measured(double Microseconds, double Bytes)
{
    /// <summary>
    /// The best of several rounds: on a shared machine everything that disturbs only adds. The rounds before the
    /// compiler has tiered up are therefore no harm either.
    /// </summary>
    public static Measured Best(int rounds, int executions, Action action)
    {
        var best = new Measured(double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            for (var execution = 0; execution < executions; execution++)
            {
                action();
            }

            var elapsed = Stopwatch.GetElapsedTime(started).TotalMicroseconds / executions;
            var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)executions;
            best = new Measured(Math.Min(best.Microseconds, elapsed), Math.Min(best.Bytes, bytes));
        }

        return best;
    }

    public Measured Per(int parts) => new(Microseconds / parts, Bytes / parts);
}
