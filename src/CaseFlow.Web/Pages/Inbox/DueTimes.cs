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
    // The process warns with the same four working hours left.
    private static readonly Duration Soon = Duration.FromHours(4);

    private readonly Dictionary<long, WorkingCalendar> known = [];

    /// <summary>How a task's due time stands now.</summary>
    public Task<Due> OfAsync(WorkItem item, CancellationToken cancel) => OfAsync(item.DueAt, item.OfficeId, cancel);

    /// <summary>How a due time stands now, by the clocks of an office.</summary>
    public async Task<Due> OfAsync(Instant due, long officeId, CancellationToken cancel)
    {
        if (due == WorkItem.NotDue)
        {
            return new Due(null, null, StatusKind.Neutral, "due.none");
        }

        var calendar = await CalendarOfAsync(officeId, cancel);
        var at = texts.Moment(due, calendar.Zone);
        var now = clock.GetCurrentInstant();
        if (due <= now)
        {
            return new Due(at, texts.Plain("due.over", Long(now - due)), StatusKind.Late, "due.late");
        }

        var left = WorkingLeft(calendar, now, due);
        return new Due(
            at,
            left is { } working ? texts.Plain("due.working-left", Long(working)) : texts.Plain("due.left", Long(due - now)),
            left <= Soon ? StatusKind.Soon : StatusKind.Good,
            left <= Soon ? "due.soon" : "due.in-time");
    }

    /// <summary>The calendar of an office, read once a request.</summary>
    public async Task<WorkingCalendar> CalendarOfAsync(long officeId, CancellationToken cancel) =>
        known.TryGetValue(officeId, out var calendar) ? calendar : known[officeId] = await calendars.Of(db, officeId, cancel);

    /// <summary>Null beyond the years that the calendar covers.</summary>
    private static Duration? WorkingLeft(WorkingCalendar calendar, Instant now, Instant due)
    {
        try
        {
            return WorkingTime.Between(calendar, now, due);
        }
        catch (CalendarEndsException)
        {
            return null;
        }
    }

    private string Long(Duration span) => span switch
    {
        { TotalHours: >= 48 } => texts.Plain("due.days", (int)span.TotalDays),
        { TotalHours: >= 1 } => texts.Plain("due.hours", (int)span.TotalHours, span.Minutes),
        _ => texts.Plain("due.minutes", (int)Math.Ceiling(span.TotalMinutes)),
    };
}
