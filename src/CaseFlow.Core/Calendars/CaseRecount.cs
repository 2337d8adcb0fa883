using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Running;
using CaseFlow.Engine.Model;
using NodaTime;
using NodaTime.Text;

namespace CaseFlow.Core.Calendars;

/// <summary>Counts the running deadlines and timers of one case anew, from where they were counted before.</summary>
internal sealed class CaseRecount(Case row, Definition definition, OfficeWeeks offices, long calendarVersion)
{
    public Case Case => row;

    public long CalendarVersion => calendarVersion;

    /// <summary>Deadlines whose due time is another one now.</summary>
    public List<(string Id, Instant From, Instant To)> Moved { get; } = [];

    /// <summary>What the history says of it: the deadlines that moved, as far as they fit.</summary>
    public string Why
    {
        get
        {
            var all = string.Join("; ", Moved.Select(move => $"{move.Id}: {InstantPattern.General.Format(move.From)} > {InstantPattern.General.Format(move.To)}"));
            return all.Length == 0 ? "timers" : all.Length > 200 ? all[..200] : all;
        }
    }

    public void Deadlines(IEnumerable<CaseDeadline> running)
    {
        foreach (var deadline in running.OrderBy(deadline => deadline.RequirementId, StringComparer.Ordinal))
        {
            // One whose days are not entered keeps its old due time, and is counted when they are.
            if (definition.TermOf(deadline.RequirementId) is { } term && Try(() => Deadline.Compute(deadline.StartedAt, term.Term, offices.Of(deadline.OfficeId, term.Schedule), term.Rule)) is { } counted)
            {
                if (counted.DueAt != deadline.DueAt)
                {
                    Moved.Add((deadline.RequirementId, deadline.DueAt, counted.DueAt));
                }

                (deadline.DueAt, deadline.Explanation, deadline.CalendarVersion) = (counted.DueAt, DeadlineJson.Write(counted.Explanation), calendarVersion);
            }
        }
    }

    /// <summary>Moves the timers that count working time or hang on a deadline; true when one has moved.</summary>
    public bool Timers(IEnumerable<CaseTimer> running, IReadOnlyList<CaseDeadline> deadlines)
    {
        var moved = false;
        foreach (var timer in running)
        {
            if (Try(() => DueOf(timer, deadlines)) is { } due && due.At != timer.DueAt)
            {
                timer.DueAt = due.At;
                moved = true;
            }
        }

        return moved;
    }

    /// <summary>From when the result is handed out (R2), by the terms of the service as they are now; null: none of them moved.</summary>
    public Instant? PickupAt(IReadOnlyList<CaseDeadline> deadlines)
    {
        if (!Moved.Exists(move => definition.Service.Terms.ContainsKey(move.Id)))
        {
            return null;
        }

        var calendar = offices.Of(row.OfficeId);
        var last = deadlines.Where(deadline => definition.Service.Terms.ContainsKey(deadline.RequirementId)).Max(deadline => deadline.DueAt);
        return OfficeDates.PickupTime(calendar, calendar.DateOf(last), definition.Service.PickupTime);
    }

    public LocalDateTime LocalTime(Instant at) => at.InZone(offices.Of(row.OfficeId).Zone).LocalDateTime;

    private Due? DueOf(CaseTimer timer, IReadOnlyList<CaseDeadline> deadlines)
    {
        var specification = TimerJson.Read(timer.Specification);
        var calendar = specification.Calendar is { } name ? offices.Of(row.OfficeId, name == "working" ? null : name) : null;
        Instant due;
        if (specification.Kind == TimerKind.Deadline)
        {
            if (deadlines.FirstOrDefault(deadline => deadline.RequirementId == specification.Value) is not { } deadline)
            {
                return null;
            }

            due = deadline.DueAt;
        }
        else if (calendar is not null)
        {
            due = WorkingDueTimes.Count(specification, timer.CountedFrom, calendar);
        }
        else
        {
            return null;
        }

        return (specification.Before, calendar) switch
        {
            ({ } before, { } working) => new Due(WorkingDueTimes.CountBack(before, due, working)),
            // Counted by the clock alone: it moves with its deadline.
            ({ } before, null) => new Due(due - Elapsed(before)),
            _ => new Due(due),
        };
    }

    private static Duration Elapsed(string duration) => PeriodPattern.NormalizingIso.Parse(duration).GetValueOrThrow().ToDuration();

    private static T? Try<T>(Func<T?> count)
        where T : class
    {
        try
        {
            return count();
        }
        catch (Exception error) when (error is CalendarEndsException or DueTimeException)
        {
            return null;
        }
    }

    private sealed record Due(Instant At);
}
