using CaseFlow.Core.Calendars;
using CaseFlow.Core.Database;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>Due times in the calendars of the offices: <c>working</c> is the responsible office's own, any other name a schedule in its time zone.</summary>
public sealed class OfficeDueTimes(IDbContextFactory<CaseFlowDb> databases, OfficeCalendars calendars) : IDueTimes
{
    private readonly ElapsedTimes elapsed = new();

    /// <inheritdoc />
    public async ValueTask<Instant> Count(TimerSpecification specification, Instant from, bool again, long officeId, CancellationToken cancellation) =>
        specification.Calendar is { } name
            ? WorkingDueTimes.Count(specification, from, await CalendarOf(name, officeId, cancellation))
            : await elapsed.Count(specification, from, again, officeId, cancellation);

    /// <inheritdoc />
    public async ValueTask<Instant> CountBack(string duration, Instant due, string? calendar, long officeId, CancellationToken cancellation) =>
        calendar is { } name
            ? WorkingDueTimes.CountBack(duration, due, await CalendarOf(name, officeId, cancellation))
            : await elapsed.CountBack(duration, due, calendar: null, officeId, cancellation);

    private async Task<WorkingCalendar> CalendarOf(string name, long officeId, CancellationToken cancellation)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            return await calendars.Of(db, officeId, cancellation, name == "working" ? null : name);
        }
        catch (KeyNotFoundException missing)
        {
            throw new DueTimeException(missing.Message, missing);
        }
    }
}
