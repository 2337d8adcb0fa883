using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using NodaTime;

namespace CaseFlow.Web.Pages.Inbox;

/// <summary>How a due time stands, for people.</summary>
/// <param name="At">Day and time at the office; null: there is no due time.</param>
/// <param name="Left">How much working time is left, or by how much it is overdue; null: there is no due time.</param>
/// <param name="Kind">Colour of the tag.</param>
/// <param name="Word">Key of the tag's word.</param>
public sealed record Due(string? At, string? Left, StatusKind Kind, string Word);

/// <summary>Due times as the clocks and the calendar of their office have them.</summary>
public sealed class DueTimes(CaseFlowDb db, OfficeCalendars calendars, PageTexts texts, IClock clock)
{
    private readonly Dictionary<long, WorkingCalendar> known = [];
    private readonly DueWords words = new(texts);

    /// <summary>How a task's due time stands now.</summary>
    public Task<Due> OfAsync(WorkItem item, CancellationToken cancel) => OfAsync(item.DueAt, item.OfficeId, cancel);

    /// <summary>How a due time stands now, by the clocks of an office.</summary>
    public async Task<Due> OfAsync(Instant due, long officeId, CancellationToken cancel) => due == WorkItem.NotDue
        ? DueWords.None
        : words.Of(due, await CalendarOfAsync(officeId, cancel), clock.GetCurrentInstant());

    /// <summary>The calendar of an office, read once a request.</summary>
    public async Task<WorkingCalendar> CalendarOfAsync(long officeId, CancellationToken cancel) =>
        known.TryGetValue(officeId, out var calendar) ? calendar : known[officeId] = await calendars.Of(db, officeId, cancel);
}
