namespace CaseFlow.Benchmarks;

/// <summary>What one execution costs.</summary>
/// <param name="Microseconds">Processor time of the program: what others do on the machine meanwhile does not count.</param>
/// <param name="Bytes">Allocated on the measuring thread.</param>
internal sealed record Measured(double Microseconds, double Bytes)
{
    /// <summary>
    /// The best of several rounds: whatever disturbs only adds, the rounds before the compiler has tiered up included.
    /// </summary>
    public static Measured Best(int rounds, int executions, Action action)
    {
        var best = new Measured(double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Now();
            for (var execution = 0; execution < executions; execution++)
            {
                action();
            }

            var elapsed = (Now() - started) / executions;
            var bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)executions;
            best = new Measured(Math.Min(best.Microseconds, elapsed), Math.Min(best.Bytes, bytes));
        }

        return best;
    }

    /// <summary>Microseconds of processor time since the program began.</summary>
    public static double Now() => Environment.CpuUsage.TotalTime.TotalMicroseconds;

    public Measured Per(int parts) => new(Microseconds / parts, Bytes / parts);
}
