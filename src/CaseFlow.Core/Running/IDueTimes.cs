using CaseFlow.Core.Cases;
using CaseFlow.Engine.State;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>Counts when a timer is due. The engine knows only what the timer says; calendars and offices are asked here.</summary>
public interface IDueTimes
{
    /// <summary>When this timer is due.</summary>
    /// <param name="specification">What the timer says; not of the kind Deadline.</param>
    /// <param name="from">A duration counts from here; a cycle from its last due time.</param>
    /// <param name="again">True for a further occurrence of a cycle.</param>
    /// <param name="officeId">The responsible office, whose calendar "working" means.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="DueTimeException">It cannot be counted.</exception>
    ValueTask<Instant> Count(TimerSpecification specification, Instant from, bool again, long officeId, CancellationToken cancellation);

    /// <summary>The instant that lies so long before another.</summary>
    /// <param name="duration">ISO 8601.</param>
    /// <param name="due">Counted back from here.</param>
    /// <param name="calendar">Name of the calendar; null: elapsed time.</param>
    /// <param name="officeId">The responsible office.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="DueTimeException">It cannot be counted.</exception>
    ValueTask<Instant> CountBack(string duration, Instant due, string? calendar, long officeId, CancellationToken cancellation);
}

/// <summary>A due time that cannot be counted: the calendar's years have ended, or the timer names what there is not.</summary>
public sealed class DueTimeException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>How a timer's specification and the case's deadlines give its due time.</summary>
internal static class TimerDue
{
    /// <exception cref="DueTimeException">It cannot be counted, or there is no such deadline.</exception>
    public static async ValueTask<Instant> Of(
        TimerSpecification specification, Instant from, bool again, long officeId, IDueTimes dueTimes, Func<string, CaseDeadline?> deadlines, CancellationToken cancellation)
    {
        var due = specification.Kind == Engine.Model.TimerKind.Deadline
            ? (deadlines(specification.Value)
                ?? throw new DueTimeException($"The case has no deadline {specification.Value}.")).DueAt
            : await dueTimes.Count(specification, from, again, officeId, cancellation);
        return specification.Before is { } before
            ? await dueTimes.CountBack(before, due, specification.Calendar, officeId, cancellation)
            : due;
    }
}
