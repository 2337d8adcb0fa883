using System.Collections.Immutable;
using NodaTime;

namespace CaseFlow.Core.Calendars;

/// <summary>Counts one term and writes down each step; the last line written is the result.</summary>
internal sealed class DeadlineCount(WorkingCalendar calendar, Instant start)
{
    private readonly ImmutableArray<DeadlineLine>.Builder _lines = ImmutableArray.CreateBuilder<DeadlineLine>();
    private readonly LocalDate _startDay = calendar.DateOf(start);

    public ImmutableArray<DeadlineLine> Lines => _lines.ToImmutable();

    public void WorkingDaysFromNext(int count)
    {
        Write(DeadlineLineKind.Start, start);
        var last = NthWorkingDayAfter(_startDay, count);
        Write(DeadlineLineKind.Due, calendar.ClosingOf(last));
    }

    public void WorkingDaysHourForHour(int count)
    {
        var begins = FirstOpenInstant();
        Write(DeadlineLineKind.Begins, begins);
        var last = NthWorkingDayAfter(calendar.DateOf(begins), count);
        Write(DeadlineLineKind.Due, calendar.At(last, IntoHours(last, begins.InZone(calendar.Zone).TimeOfDay)));
    }

    public void WorkingHours(Duration amount)
    {
        Write(DeadlineLineKind.Begins, FirstOpenInstant());
        var left = amount;
        for (var date = calendar.DateOf(_lines[^1].At!.Value); ; date = date.PlusDays(1))
        {
            var before = left;
            Instant? due = null;
            foreach (var open in calendar.OpenIntervals(date))
            {
                var from = Instant.Max(open.Start, start);
                if (due is null && from < open.End)
                {
                    due = open.End - from >= left ? from + left : null;
                    left -= due is null ? open.End - from : left;
                }
            }

            Write(before > left ? DeadlineLineKind.WorkingHours : DeadlineLineKind.Skipped, date, amount: before - left);
            if (due is { } found)
            {
                Write(DeadlineLineKind.Due, found);
                return;
            }
        }
    }

    public void CalendarDays(int count)
    {
        Write(DeadlineLineKind.Start, start);
        for (var number = 1; number <= count; number++)
        {
            Write(DeadlineLineKind.CalendarDay, _startDay.PlusDays(number), number);
        }

        EndOnWorkingDay(_startDay.PlusDays(count));
    }

    public void CalendarMonths(int count)
    {
        Write(DeadlineLineKind.Start, start);
        for (var number = 1; number <= count; number++)
        {
            // From the start each time: a month after 31 January is 28 February, two months after it 31 March.
            Write(DeadlineLineKind.CalendarMonth, _startDay.PlusMonths(number), number);
        }

        EndOnWorkingDay(_startDay.PlusMonths(count));
    }

    private LocalDate NthWorkingDayAfter(LocalDate date, int count)
    {
        for (var number = 0; number < count;)
        {
            date = date.PlusDays(1);
            if (calendar.IsWorkingDay(date))
            {
                Write(DeadlineLineKind.WorkingDay, date, ++number);
            }
            else
            {
                Write(DeadlineLineKind.Skipped, date);
            }
        }

        return date;
    }

    private void EndOnWorkingDay(LocalDate last)
    {
        for (; !calendar.IsWorkingDay(last); last = last.PlusDays(1))
        {
            Write(DeadlineLineKind.Moved, last);
        }

        Write(DeadlineLineKind.Due, calendar.ClosingOf(last));
    }

    /// <summary>The start itself when the office is open then, else its next opening; the days in between are written down as skipped.</summary>
    private Instant FirstOpenInstant()
    {
        for (var date = _startDay; ; date = date.PlusDays(1))
        {
            foreach (var open in calendar.OpenIntervals(date))
            {
                if (start < open.End)
                {
                    return Instant.Max(open.Start, start);
                }
            }

            if (calendar.IsWorkingDay(date))
            {
                Write(DeadlineLineKind.Start, start);
            }
            else
            {
                Write(DeadlineLineKind.Skipped, date);
            }
        }
    }

    /// <summary>The last day may open later, or close earlier, than the first.</summary>
    private LocalTime IntoHours(LocalDate date, LocalTime time)
    {
        var hours = calendar.HoursOn(date);
        var open = hours.FirstOrDefault(period => time < period.To) ?? hours[^1];
        return LocalTime.Min(LocalTime.Max(time, open.From), open.To);
    }

    private void Write(DeadlineLineKind kind, Instant at)
    {
        var status = calendar.StatusOf(calendar.DateOf(at));
        _lines.Add(new DeadlineLine(kind, calendar.DateOf(at), status.Reason, status.Names) { At = at, Offset = calendar.Zone.GetUtcOffset(at) });
    }

    private void Write(DeadlineLineKind kind, LocalDate date, int? number = null, Duration? amount = null)
    {
        var status = calendar.StatusOf(date);
        _lines.Add(new DeadlineLine(kind, date, status.Reason, status.Names) { Number = number, Amount = amount });
    }
}
