using System.Diagnostics;
using System.Globalization;

namespace CaseFlow.Engine.Tests.Support;

/// <summary>What an action costs this thread, however busy the machine is with other work.</summary>
/// <param name="Seconds">On a processor, where the system says so (Linux), else by the clock.</param>
/// <param name="Allocated">Bytes altogether, which is more than what is used at a time.</param>
internal sealed record Cost(double Seconds, long Allocated)
{
    private const string OnProcessor = "/proc/thread-self/schedstat";

    public static Cost Of(Action action)
    {
        var (seconds, allocated) = (Now(), GC.GetAllocatedBytesForCurrentThread());
        action();
        return new Cost(Now() - seconds, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static double Now() => File.Exists(OnProcessor)
        ? double.Parse(File.ReadAllText(OnProcessor).Split(' ')[0], CultureInfo.InvariantCulture) / 1e9
        : (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
}
