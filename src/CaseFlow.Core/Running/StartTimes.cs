using CaseFlow.Engine.Model;
using CaseFlow.Engine.State;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>When a start timer occurs. There is no case yet, so it knows no deadlines.</summary>
internal static class StartTimes
{
    /// <summary>The first occurrence of a definition that comes into force.</summary>
    /// <exception cref="DueTimeException">It cannot be counted.</exception>
    public static ValueTask<Instant> First(
        TimerSpecification timer, Instant inForceFrom, long officeId, IDueTimes dueTimes, CancellationToken cancellation) =>
        Count(timer, inForceFrom, again: false, officeId, dueTimes, cancellation);

    /// <summary>The occurrence after one that was due then; null: that was the last.</summary>
    /// <param name="timer">What the timer says.</param>
    /// <param name="last">When it was due.</param>
    /// <param name="remaining">Occurrences left, that one included; null: without end.</param>
    /// <param name="officeId">The office whose calendar "working" means.</param>
    /// <param name="dueTimes">Counts.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="DueTimeException">It cannot be counted.</exception>
    public static async ValueTask<Instant?> Next(
        TimerSpecification timer, Instant last, int? remaining, long officeId, IDueTimes dueTimes, CancellationToken cancellation) =>
        timer.Kind == TimerKind.Cycle && remaining is null or > 1
            ? await Count(timer, last, again: true, officeId, dueTimes, cancellation)
            : null;

    private static ValueTask<Instant> Count(
        TimerSpecification timer, Instant from, bool again, long officeId, IDueTimes dueTimes, CancellationToken cancellation) =>
        TimerDue.Of(timer, from, again, officeId, dueTimes, static _ => null, cancellation);
}
