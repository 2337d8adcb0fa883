using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseFlow.Core.Database;

/// <summary>
/// Gives out keys from blocks taken from the table key_blocks: portable, without a round trip for each row, and known
/// before anything is written. Keys are unique over all tables and are not free of gaps. One instance for each database
/// in a process; thread-safe. It is also an interceptor, so that a context finds it in its options and no transaction
/// starts without keys in hand.
/// </summary>
/// <param name="open">Opens a connection of its own to the same database; the caller closes it.</param>
/// <param name="oneWriter">
/// True for SQLite: while a transaction writes, no other connection can, so a block must never be taken from inside one.
/// </param>
public sealed class KeyBlocks(Func<DbConnection> open, bool oneWriter) : DbTransactionInterceptor
{
    /// <summary>How many keys are taken at a time; a restart loses at most so many.</summary>
    public const int BlockSize = 1000;

    /// <summary>How many keys are kept back for callers inside a transaction.</summary>
    public const int Kept = 500;

    private readonly Lock gate = new();
    private readonly Lock refilling = new();
    private readonly Queue<(long First, long End)> blocks = new();
    private long next;
    private long end;
    private long inHand;

    /// <summary>The next key.</summary>
    /// <param name="inTransaction">The caller has a transaction open on this database.</param>
    /// <exception cref="InvalidOperationException">
    /// SQLite, inside a transaction, and more than <see cref="Kept"/> keys were drawn in it: call <see cref="Reserve"/>
    /// before such a transaction.
    /// </exception>
    public long Next(bool inTransaction)
    {
        while (true)
        {
            lock (gate)
            {
                if (inHand > (inTransaction ? 0 : Kept))
                {
                    return Take();
                }
            }

            if (inTransaction && oneWriter)
            {
                throw new InvalidOperationException(
                    "The keys reserved for this transaction are used up. Call Reserve before a transaction that adds many rows.");
            }

            Refill(Kept + 1);
        }
    }

    /// <summary>Makes sure that a following transaction can draw this many keys.</summary>
    public void Reserve(int count) => Refill(count + Kept);

    /// <inheritdoc />
    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result)
    {
        TopUp();
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default)
    {
        TopUp();
        return ValueTask.FromResult(result);
    }

    private void TopUp()
    {
        try
        {
            Refill(Kept);
        }
        catch (DbException)
        {
            // The transaction that makes the tables comes before there is a table of keys. In any other case the error
            // is met again, and told, by whoever needs a key.
        }
    }

    private long Take()
    {
        if (next == end)
        {
            (next, end) = blocks.Dequeue();
        }

        inHand--;
        return next++;
    }

    private void Refill(long wanted)
    {
        // The gate is not held while the database answers: those inside a transaction go on drawing from what is kept.
        lock (refilling)
        {
            long missing;
            lock (gate)
            {
                missing = wanted - inHand;
            }

            if (missing <= 0)
            {
                return;
            }

            var count = (missing + BlockSize - 1) / BlockSize * BlockSize;
            var first = Allocate(count);
            lock (gate)
            {
                blocks.Enqueue((first, first + count));
                inHand += count;
            }
        }
    }

    private long Allocate(long count)
    {
        using var connection = open();
        using var transaction = connection.BeginTransaction();
        using var update = connection.CreateCommand();
        update.Transaction = transaction;
        update.CommandText = "UPDATE key_blocks SET next_key = next_key + @count WHERE name = @name";
        Add(update, "@count", count);
        Add(update, "@name", KeyBlock.Keys);
        if (update.ExecuteNonQuery() != 1)
        {
            throw new InvalidOperationException("The table key_blocks has lost its row.");
        }

        using var select = connection.CreateCommand();
        select.Transaction = transaction;
        select.CommandText = "SELECT next_key FROM key_blocks WHERE name = @name";
        Add(select, "@name", KeyBlock.Keys);
        var after = Convert.ToInt64(select.ExecuteScalar(), CultureInfo.InvariantCulture);
        transaction.Commit();
        return after - count;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
