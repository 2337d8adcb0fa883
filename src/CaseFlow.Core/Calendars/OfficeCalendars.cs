using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Core.Calendars;

/// <summary>The working calendar of an office: its schedule in its time zone.</summary>
public sealed class OfficeCalendars(CalendarCache calendars)
{
    /// <summary>Key of the shipped calendar set.</summary>
    public const string Set = "kz";

    /// <summary>The calendar in which the office works.</summary>
    /// <param name="db">The database.</param>
    /// <param name="officeId">The office.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="schedule">Another schedule than the office's own, such as that of a term; null: its own.</param>
    /// <exception cref="KeyNotFoundException">There is no such office or schedule.</exception>
    public async Task<WorkingCalendar> Of(CaseFlowDb db, long officeId, CancellationToken cancellation, string? schedule = null)
    {
        var office = await db.Set<Office>().AsNoTracking().Where(row => row.Id == officeId)
            .Select(row => new { row.Schedule, row.TimeZone }).FirstOrDefaultAsync(cancellation)
            ?? throw new KeyNotFoundException($"There is no office {officeId}.");
        return await calendars.ForAsync(db, schedule ?? office.Schedule, office.TimeZone, cancellation);
    }
}
