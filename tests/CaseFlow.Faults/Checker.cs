using System.Globalization;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;

namespace CaseFlow.Faults;

/// <summary>
/// Looks at what a run has left, in the database and in the mailboxes: nothing lost, nothing done twice. Each violation is a
/// line; none is what it should be.
/// </summary>
public static class Checker
{
    /// <param name="db">The database of the run.</param>
    /// <param name="cases">How many cases the run had.</param>
    /// <param name="mails">Subject and Message-Id of every mail that the server took.</param>
    public static async Task<IReadOnlyList<string>> Check(CaseFlowDb db, int cases, IReadOnlyCollection<(string Subject, string MessageId)> mails)
    {
        var wrong = new List<string>();
        var marks = (await db.Set<Setting>().AsNoTracking().Select(row => row.Key).ToListAsync()).Where(key => key != Script.CounterKey).ToHashSet(StringComparer.Ordinal);
        for (var number = 0; number < cases; number++)
        {
            wrong.AddRange((await Case(db, Script.CaseId(number), marks)).Select(line => $"case {number}: {line}"));
        }

        var numbers = (await db.Set<Case>().Select(row => row.Number).ToListAsync()).Select(text => int.Parse(text, CultureInfo.InvariantCulture)).Order();
        if (!numbers.SequenceEqual(Enumerable.Range(1, cases)))
        {
            wrong.Add("the numbers have gaps, or one was given twice");
        }

        wrong.AddRange(Mails(marks, mails));
        foreach (var (what, left) in new[]
        {
            ("timers", await db.Set<CaseTimer>().CountAsync()),
            ("outbox rows", await db.Set<OutboxMessage>().CountAsync()),
            ("incidents", await db.Set<CaseIncident>().CountAsync()),
        })
        {
            if (left > 0)
            {
                wrong.Add($"{left} {what} are left");
            }
        }

        return wrong;
    }

    private static async Task<IEnumerable<string>> Case(CaseFlowDb db, long id, HashSet<string> marks)
    {
        var row = await db.Set<Case>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id);
        if (row is null)
        {
            return ["it does not exist"];
        }

        var history = await db.Set<HistoryRow>().AsNoTracking().Where(step => step.CaseId == id).OrderBy(step => step.Version).ToListAsync();
        var work = await db.Set<WorkItem>().AsNoTracking().Where(item => item.CaseId == id).ToListAsync();
        return History(row, history).Concat(Triggers(history)).Concat(End(row, work, marks));
    }

    private static IEnumerable<string> History(Case row, List<HistoryRow> history)
    {
        if (!history.Select(step => step.Version).SequenceEqual(Enumerable.Range(1, history.Count).Select(version => (long)version)) || row.Version != history.Count)
        {
            yield return "the versions are not contiguous";
        }

        var previous = new byte[32];
        foreach (var step in history)
        {
            if (!step.PreviousHash.AsSpan().SequenceEqual(previous) || !step.Hash.AsSpan().SequenceEqual(step.ComputeHash()))
            {
                yield return $"the chain of hashes breaks at version {step.Version}";
            }

            previous = step.Hash;
        }

        if (!row.HistoryHash.AsSpan().SequenceEqual(previous))
        {
            yield return "the case does not point at the end of its chain";
        }

        if (Fold(history) is var folded && !folded.AsSpan().SequenceEqual(row.State))
        {
            yield return "the events do not give the state";
        }
    }

    /// <summary>The state that the events give; empty when they contradict each other.</summary>
    private static byte[] Fold(List<HistoryRow> history)
    {
        try
        {
            return StateJson.Write(StateFold.Fold(history.SelectMany(step => StateJson.ReadEvents(step.Events))));
        }
        catch (Exception error) when (error is KeyNotFoundException or ArgumentException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Triggers(List<HistoryRow> history)
    {
        foreach (var (kind, expected) in new[]
        {
            ("start", 1), ("complete-task", 2), ("timer", Script.Reminders + 1), ("service-done", 1),
        })
        {
            var count = history.Count(step => step.Kind == kind);
            if (count != expected)
            {
                yield return $"{kind} happened {count} times instead of {expected}";
            }
        }

        if (history.Count != Script.Reminders + 5)
        {
            yield return $"{history.Count} steps were made";
        }
    }

    private static IEnumerable<string> End(Case row, List<WorkItem> work, HashSet<string> marks)
    {
        if (row.Status != ProcessStatus.Ended || row.Outcome != "e")
        {
            yield return $"it is {row.Status} at '{row.Outcome}'";
        }

        if (work.Count != 2 || work.Exists(item => item.State != WorkItemState.Done))
        {
            yield return "its work items are not both done";
        }

        var notes = marks.Count(mark => mark.StartsWith(Script.Mark(row.Id, "note-"), StringComparison.Ordinal));
        if (!marks.Contains(Script.Mark(row.Id, "register")) || !marks.Contains(Script.Mark(row.Id, "tell")) || notes != Script.Reminders)
        {
            yield return "a row of a handler is missing, or there is one too many";
        }
    }

    /// <summary>Each piece of work was told; if more than once, then under one Message-Id.</summary>
    private static IEnumerable<string> Mails(HashSet<string> marks, IReadOnlyCollection<(string Subject, string MessageId)> mails)
    {
        var bySubject = mails.ToLookup(mail => mail.Subject, mail => mail.MessageId, StringComparer.Ordinal);
        foreach (var mark in marks.Order(StringComparer.Ordinal))
        {
            var ids = bySubject[mark].Distinct(StringComparer.Ordinal).Count();
            if (ids != 1)
            {
                yield return $"the mail {mark} went out under {ids} Message-Ids";
            }
        }

        if (bySubject.FirstOrDefault(group => !marks.Contains(group.Key)) is { } stray)
        {
            yield return $"the mail {stray.Key} tells of work that was never committed";
        }
    }
}
