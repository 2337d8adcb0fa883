using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseFlow.Faults;

/// <summary>Points at which the process kills itself, as kill -9 does, without a word to anybody.</summary>
public sealed class CrashPoints
{
    /// <summary>
    /// The points that there are, how often one is passed at most before it kills, and how often it is chosen. Those that are
    /// seldom passed let a process come far, so they are chosen seldom.
    /// </summary>
    private static readonly (string Name, int AtMost, int Weight)[] All =
    [
        ("command", 40, 6),        // Any SQL command, those within a transaction included.
        ("committing", 6, 5),      // All is written, nothing is committed.
        ("committed", 6, 5),       // Committed, but nobody has been told.
        ("handler", 4, 4),         // A local handler has written its rows.
        ("timers-claimed", 2, 1),  // A batch is claimed, nothing has fired.
        ("timers-fired", 2, 1),    // A batch is committed.
        ("mail-sent", 4, 4),       // The server has the mail, the outbox does not know.
        ("call-made", 2, 1),       // A remote call was made, its answer is not committed.
    ];

    private readonly string name;
    private long left;

    private CrashPoints(string name, int after) => (this.name, left) = (name, after);

    /// <summary>Never.</summary>
    public static CrashPoints None => new("", 0);

    /// <summary>The same seed, the same point.</summary>
    public static CrashPoints FromSeed(int seed)
    {
        var random = new Random(seed);
        var lot = random.Next(All.Sum(static point => point.Weight));
        var chosen = All.First(point => (lot -= point.Weight) < 0);
        return new CrashPoints(chosen.Name, 1 + random.Next(chosen.AtMost));
    }

    /// <summary>Kills the process when this is the point, and its time has come.</summary>
    public void At(string point)
    {
        if (point != name || Interlocked.Decrement(ref left) != 0)
        {
            return;
        }

        using var self = Process.GetCurrentProcess();
        self.Kill();

        // The signal takes a moment; not one instruction of the product may follow.
        using var never = new ManualResetEvent(initialState: false);
        never.WaitOne();
    }
}

/// <summary>Points inside the database's work.</summary>
internal sealed class CrashInTransaction(CrashPoints crash) : DbTransactionInterceptor
{
    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        crash.At("committing");
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        crash.At("committed");
        return Task.CompletedTask;
    }
}

internal sealed class CrashAtCommand(CrashPoints crash) : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        crash.At("command");
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        crash.At("command");
        return ValueTask.FromResult(result);
    }
}
