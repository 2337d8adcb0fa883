using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;

namespace CaseFlow.Core.Running;

/// <summary>Where cases are kept: the database, or memory for trying a definition out.</summary>
public interface ICaseStore
{
    /// <summary>Begins a unit of work: loading, stepping and committing one case, or several at once.</summary>
    ICaseSession Open();
}

/// <summary>One unit of work. What is not committed when it is disposed of never was.</summary>
public interface ICaseSession : IAsyncDisposable
{
    /// <summary>The case as last committed; null: there is none. The row is the caller's own copy.</summary>
    Task<Case?> Load(long caseId, CancellationToken cancellation);

    /// <summary>The step that this trigger caused, if it ever did.</summary>
    Task<HistoryRow?> FindStep(long caseId, string triggerId, CancellationToken cancellation);

    Task<WorkItem?> FindWorkItem(long caseId, int no, CancellationToken cancellation);

    Task<CaseTimer?> FindTimer(long caseId, int no, CancellationToken cancellation);

    /// <summary>The deadlines of a case, met ones included, by requirement id.</summary>
    Task<IReadOnlyList<CaseDeadline>> Deadlines(long caseId, CancellationToken cancellation);

    /// <summary>A key for a new outbox row or incident.</summary>
    long NextKey();

    /// <summary>
    /// The database, in the transaction in which the step will be committed; it is begun when this is first called. Null
    /// when the store has no database.
    /// </summary>
    Task<CaseFlowDb?> Transaction(CancellationToken cancellation);

    /// <summary>Writes all of these changes or none.</summary>
    Task<CommitResult> Commit(IReadOnlyList<CaseChange> changes, CancellationToken cancellation);
}

public enum CommitResult
{
    Done,

    /// <summary>Somebody else stepped a case meanwhile: load and step again.</summary>
    Conflict,

    /// <summary>A work item that a person completes is not open, or claimed by another.</summary>
    NotMine,
}
