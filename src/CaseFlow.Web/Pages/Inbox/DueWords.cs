using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Web.Components;
using CaseFlow.Web.Localization;
using NodaTime;

namespace CaseFlow.Web.Pages.Inbox;

/// <summary>Says how a due time stands by some clock: that of the office, or of a trial.</summary>
public sealed class DueWords(PageTexts texts)
{
    // The process warns with the same four working hours left.
    private static readonly Duration Soon = Duration.FromHours(4);

    /// <summary>There is no due time.</summary>
    public static Due None { get; } = new(null, null, StatusKind.Neutral, "due.none");

    /// <summary>The due time at this moment.</summary>
    /// <param name="due">When it is due.</param>
    /// <param name="calendar">In whose working time what is left is counted.</param>
    /// <param name="now">The moment.</param>
    public Due Of(Instant due, WorkingCalendar calendar, Instant now)
    {
        if (due == WorkItem.NotDue)
        {
            return None;
        }

        var at = texts.Moment(due, calendar.Zone);
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
