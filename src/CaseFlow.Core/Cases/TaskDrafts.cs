using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>Keeps what a person types into a task until they send it: a lost connection loses a few seconds' work.</summary>
public sealed class TaskDrafts(CaseFlowDb db, Inbox inbox, IClock clock)
{
    /// <summary>Puts the draft in place of the one before.</summary>
    /// <param name="scope">Whose draft.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="no">The task.</param>
    /// <param name="fields">What each field holds; a text too long for its field is cut, since sending it would be refused anyway.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>When it was saved; null when the task is not open for this person, or somebody else has it.</returns>
    public async Task<Instant?> Save(Scope scope, long caseId, int no, IReadOnlyDictionary<string, string> fields, CancellationToken cancellation)
    {
        if (scope.UserId is not { } userId
            || await inbox.FindOpen(scope, caseId, no, cancellation) is not { } item
            || (item.AssigneeId != 0 && item.AssigneeId != userId))
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        var stored = await Own(caseId, no, userId).ToDictionaryAsync(row => row.Key, StringComparer.Ordinal, cancellation);
        foreach (var (key, typed) in fields.Where(field => field.Key.Length <= CaseText.KeyLength))
        {
            var text = typed.Length <= CaseText.TextLength ? typed : typed[..CaseText.TextLength];
            if (stored.GetValueOrDefault(key) is { } row)
            {
                (row.Text, row.SavedAt) = (text, now);
            }
            else
            {
                db.Add(new TaskDraft { CaseId = caseId, No = no, UserId = userId, Key = key, Text = text, SavedAt = now });
            }
        }

        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        return now;
    }

    /// <summary>The person's own draft of a task by key of the field; empty when there is none.</summary>
    public async Task<IReadOnlyDictionary<string, TaskDraft>> Of(Scope scope, long caseId, int no, CancellationToken cancellation) =>
        await Own(caseId, no, scope.UserId ?? 0).AsNoTracking().ToDictionaryAsync(row => row.Key, StringComparer.Ordinal, cancellation);

    /// <summary>Throws the person's draft away.</summary>
    public Task Discard(Scope scope, long caseId, int no, CancellationToken cancellation) =>
        Own(caseId, no, scope.UserId ?? 0).ExecuteDeleteAsync(cancellation);

    /// <summary>Everybody's drafts of a task that is being completed, and of tasks of the case that were withdrawn: nobody comes back to them.</summary>
    /// <param name="db">The database of the step.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="no">The task.</param>
    /// <param name="cancellation">Cancels.</param>
    internal static Task Forget(CaseFlowDb db, long caseId, int no, CancellationToken cancellation) => db.Set<TaskDraft>()
        .Where(row => row.CaseId == caseId
            && (row.No == no || !db.Set<WorkItem>().Any(item => item.CaseId == caseId && item.No == row.No && item.State == WorkItemState.Open)))
        .ExecuteDeleteAsync(cancellation);

    private IQueryable<TaskDraft> Own(long caseId, int no, long userId) =>
        db.Set<TaskDraft>().Where(row => row.CaseId == caseId && row.No == no && row.UserId == userId);
}
