using System.Collections.Immutable;
using System.Globalization;
using CaseFlow.Core.Access;
using CaseFlow.Core.Calendars;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Complaints;
using CaseFlow.Core.Database;
using CaseFlow.Core.Letters;
using CaseFlow.Core.Numbers;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Values;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Dispatch;

/// <summary>
/// The dispatch register of a chancery: how each letter leaves the house, provably (P24.3). What a case waits for (its
/// reply was handed to the post, delivered, or came back) is told to it in the transaction that changes the register, so
/// that letter and clock cannot disagree.
/// </summary>
public sealed class DispatchRegister(
    IDbContextFactory<CaseFlowDb> databases, ProcessRunner runner, OfficeCalendars calendars, IClock clock)
{
    /// <summary>The reply was handed to the post: the clock stops (P24.3).</summary>
    public const string HandedMessage = "replyHandedToPost";

    /// <summary>The reply was delivered.</summary>
    public const string DeliveredMessage = "letterDelivered";

    /// <summary>The post brought the reply back; it brings the variable <c>returnReason</c>.</summary>
    public const string ReturnedMessage = "letterReturned";

    /// <summary>The journal that numbers the lists of an office and a year.</summary>
    public const string ListSeries = "postal-list";

    private const int Attempts = 5;

    /// <summary>Puts a letter into the register of the office that posts it; the caller saves, in the step of the case.</summary>
    /// <param name="db">The database of the step.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="letter">The letter, as it was stored.</param>
    /// <param name="officeId">The office that posts it.</param>
    /// <param name="purpose">Why it is posted.</param>
    /// <param name="addressee">Name on the envelope.</param>
    /// <param name="address">Where the envelope goes.</param>
    /// <param name="now">The time of the step.</param>
    /// <param name="by">The user; 0: the system.</param>
    public static DispatchItem Add(
        CaseFlowDb db, long caseId, StoredLetter letter, long officeId, DispatchPurpose purpose, string addressee, string address, Instant now, long by)
    {
        var item = new DispatchItem
        {
            CaseId = caseId,
            LetterId = letter.Id,
            OfficeId = officeId,
            Purpose = purpose,
            Addressee = addressee,
            Address = address,
            CreatedAt = now,
        };
        db.Add(item);
        Move(db, item, DispatchState.Waiting, now, by);
        return item;
    }

    /// <summary>Takes back what a case has not yet handed to the post: another body replies, or it was joined. The caller saves.</summary>
    /// <param name="db">The database of the step.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="purpose">Which of its letters.</param>
    /// <param name="now">The time of the step.</param>
    /// <param name="by">The user; 0: the system.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>How many letters.</returns>
    public static async Task<int> Withdraw(
        CaseFlowDb db, long caseId, DispatchPurpose purpose, Instant now, long by, CancellationToken cancellation)
    {
        var items = await db.Set<DispatchItem>()
            .Where(item => item.CaseId == caseId && item.Purpose == purpose && item.State < DispatchState.Handed)
            .ToListAsync(cancellation);
        items.ForEach(item => Move(db, item, DispatchState.Withdrawn, now, by));
        return items.Count;
    }

    /// <summary>
    /// Records that letters were printed, signed or enveloped. A letter goes from each state to the next alone. A reply
    /// counts as signed only when its case says so, too: the head has done the task of signing (R9).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">That state is reached in another way.</exception>
    public async Task<DispatchResult> Advance(Scope scope, IReadOnlyCollection<long> ids, DispatchState to, CancellationToken cancellation)
    {
        if (to is not (DispatchState.Printed or DispatchState.Signed or DispatchState.Enveloped))
        {
            throw new ArgumentOutOfRangeException(nameof(to), to, "A letter is printed, signed or enveloped by this.");
        }

        return await Each(scope, ids, async (db, item, token) =>
        {
            if (item.State != to - 1)
            {
                return DispatchProblem.Changed;
            }

            if (to == DispatchState.Signed && await NotSigned(db, item, token))
            {
                return DispatchProblem.NotSigned;
            }

            await Save(db, item, to, scope, token);
            return null;
        }, cancellation);
    }

    /// <summary>
    /// Hands enveloped letters to the post, with a list of their own. Each letter is a transaction of its own: what cannot
    /// go stays behind and is told, the rest has gone.
    /// </summary>
    /// <param name="scope">Who.</param>
    /// <param name="officeId">The office that posts.</param>
    /// <param name="tracking">The post's number of each letter by its id, as typed; a reply needs one, since it must be provable.</param>
    /// <param name="cancellation">Stops between two letters.</param>
    public async Task<DispatchResult> HandToPost(
        Scope scope, long officeId, IReadOnlyDictionary<long, string> tracking, CancellationToken cancellation)
    {
        var numbers = tracking.ToDictionary(static pair => pair.Key, static pair => TrackingNumber.Clean(pair.Value));
        var twice = numbers.Values.Where(static number => number.Length > 0).CountBy(static number => number).Where(static one => one.Value > 1).Select(static one => one.Key).ToHashSet(StringComparer.Ordinal);
        PostalList? list = null;
        var result = await Each(scope, numbers.Keys, async (db, item, token) =>
        {
            if (item.State != DispatchState.Enveloped || item.OfficeId != officeId)
            {
                return DispatchProblem.Changed;
            }

            var number = numbers[item.Id];
            if (await WrongNumber(db, item, number, twice, token) is { } wrong)
            {
                return wrong;
            }

            PostalList? made = null;
            var problem = await Tell(db, item, HandedMessage, Variables.None, scope, async (database, same, cancel) =>
            {
                made = list ?? await NewList(database, officeId, scope, cancel);
                (same.ListId, same.TrackingNumber, same.HandedAt) = (made.Id, number, made.HandedAt);
                Move(database, same, DispatchState.Handed, made.HandedAt, scope.UserId ?? 0);
            }, token);
            list ??= problem is null ? made : null;
            return problem;
        }, cancellation);
        return result with { ListId = list?.Id ?? 0 };
    }

    /// <summary>Records that letters were delivered, and tells their cases.</summary>
    public Task<DispatchResult> Delivered(Scope scope, IReadOnlyCollection<long> ids, CancellationToken cancellation) =>
        Arrive(scope, ids, DispatchState.Delivered, "", DeliveredMessage, Variables.None, cancellation);

    /// <summary>Records that the post brought letters back, and tells their cases.</summary>
    public Task<DispatchResult> Returned(Scope scope, IReadOnlyCollection<long> ids, ReturnReason reason, CancellationToken cancellation) =>
        Arrive(scope, ids, DispatchState.Returned, reason.ToString(), ReturnedMessage, Variables.Of(("returnReason", Value.Of(reason.ToString()))), cancellation);

    private Task<DispatchResult> Arrive(
        Scope scope, IReadOnlyCollection<long> ids, DispatchState to, string note, string message, ImmutableSortedDictionary<string, Value> variables, CancellationToken cancellation) =>
        Each(scope, ids, async (db, item, token) => item.State != DispatchState.Handed
            ? DispatchProblem.Changed
            : await Tell(db, item, message, variables, scope, (database, same, _) =>
            {
                Move(database, same, to, clock.GetCurrentInstant(), scope.UserId ?? 0, note);
                return Task.CompletedTask;
            }, token), cancellation);

    /// <summary>Does the work for each letter, again when somebody else has changed the letter meanwhile.</summary>
    private async Task<DispatchResult> Each(
        Scope scope, IEnumerable<long> ids, Func<CaseFlowDb, DispatchItem, CancellationToken, Task<DispatchProblem?>> work, CancellationToken cancellation)
    {
        var done = 0;
        var refused = new List<DispatchRefusal>();
        foreach (var id in ids.Distinct().Order())
        {
            if (await One(scope, id, work, cancellation) is { } problem)
            {
                refused.Add(new DispatchRefusal(id, problem));
            }
            else
            {
                done++;
            }
        }

        return new DispatchResult(done, refused);
    }

    private async Task<DispatchProblem?> One(
        Scope scope, long id, Func<CaseFlowDb, DispatchItem, CancellationToken, Task<DispatchProblem?>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var item = await db.Set<DispatchItem>().FirstOrDefaultAsync(row => row.Id == id, cancellation);
            if (item is null || !MayPost(scope, item.OfficeId))
            {
                return DispatchProblem.NotFound;
            }

            try
            {
                return await work(db, item, cancellation);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Somebody else was first: its version has moved on, or its next step is there already. Looked at anew.
            }
            catch (DispatchChangedException)
            {
                if (attempt == Attempts)
                {
                    return DispatchProblem.Changed;
                }
            }
        }
    }

    private static bool MayPost(Scope scope, long officeId) => scope.UserId is null || scope.Has(Roles.Chancery, officeId);

    /// <summary>
    /// Changes the register and tells the case, in one step of the case. When the case does not wait for the message, the
    /// register alone is changed, if it is of a kind that the case may miss.
    /// </summary>
    private async Task<DispatchProblem?> Tell(
        CaseFlowDb db,
        DispatchItem item,
        string message,
        ImmutableSortedDictionary<string, Value> variables,
        Scope scope,
        Func<CaseFlowDb, DispatchItem, CancellationToken, Task> change,
        CancellationToken cancellation)
    {
        var waiting = item.Purpose == DispatchPurpose.Reply ? await CaseSubscription.OfMessage(db, item.CaseId, message, cancellation) : null;
        if (waiting is null)
        {
            if (message == HandedMessage && await NotSigned(db, item, cancellation))
            {
                return DispatchProblem.NotSigned;
            }

            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await change(db, item, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(CancellationToken.None);
            return null;
        }

        // Of this person's doing alone: who comes second must not take the first one's step for their own.
        var triggerId = string.Create(CultureInfo.InvariantCulture, $"dispatch-{item.Id}-{db.Keys.Next(inTransaction: false)}");
        var result = await runner.Run(
            new CaseCommand(item.CaseId, triggerId, new DeliverMessage(waiting.No) { Variables = variables }, scope.UserId ?? 0)
            {
                Alongside = async (database, _, cancel) =>
                {
                    var same = await database.Set<DispatchItem>().SingleAsync(row => row.Id == item.Id, cancel);
                    if (same.Version != item.Version)
                    {
                        throw new DispatchChangedException();
                    }

                    await change(database, same, cancel);
                },
            },
            cancellation);
        return result is Committed or AlreadyDone { Same: true } ? null : throw new DispatchChangedException();
    }

    /// <summary>
    /// Whether it is a reply that may not yet leave the house: its case does not wait for just that, having been approved
    /// and signed; nor has the case its reply already, so that this letter is sent once more.
    /// </summary>
    /// <exception cref="DispatchChangedException">The letter is not any more as it was when it was looked at.</exception>
    private static async Task<bool> NotSigned(CaseFlowDb db, DispatchItem item, CancellationToken cancellation)
    {
        if (item.Purpose != DispatchPurpose.Reply
            || await CaseSubscription.OfMessage(db, item.CaseId, HandedMessage, cancellation) is not null
            || await db.Set<Complaint>().AnyAsync(row => row.CaseId == item.CaseId && row.RepliedAt != null, cancellation))
        {
            return false;
        }

        // A case that waits no more may have been told just now, by somebody who was first with this letter.
        return await db.Set<DispatchItem>().AnyAsync(row => row.Id == item.Id && row.Version == item.Version, cancellation)
            ? true
            : throw new DispatchChangedException();
    }

    private static async Task<DispatchProblem?> WrongNumber(
        CaseFlowDb db, DispatchItem item, string number, HashSet<string> twice, CancellationToken cancellation)
    {
        if (number.Length == 0)
        {
            return item.Purpose == DispatchPurpose.Reply ? DispatchProblem.NumberMissing : null;
        }

        if (!TrackingNumber.IsOne(number))
        {
            return DispatchProblem.NumberWrong;
        }

        return twice.Contains(number) || await db.Set<DispatchItem>().AnyAsync(row => row.TrackingNumber == number && row.Id != item.Id, cancellation)
            ? DispatchProblem.NumberUsed
            : null;
    }

    private async Task<PostalList> NewList(CaseFlowDb db, long officeId, Scope scope, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var day = (await calendars.Of(db, officeId, cancellation)).DateOf(now);
        var list = new PostalList
        {
            OfficeId = officeId,
            Day = day,
            No = await Journal.Draw(db, officeId, ListSeries, day.Year, cancellation),
            HandedAt = now,
            HandedBy = scope.UserId ?? 0,
        };
        db.Add(list);
        return list;
    }

    private async Task Save(CaseFlowDb db, DispatchItem item, DispatchState to, Scope scope, CancellationToken cancellation)
    {
        Move(db, item, to, clock.GetCurrentInstant(), scope.UserId ?? 0);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The version counts the states: each is a step of the same number.</summary>
    private static void Move(CaseFlowDb db, DispatchItem item, DispatchState to, Instant now, long by, string note = "")
    {
        item.State = to;
        item.Version++;
        db.Add(new DispatchStep { ItemId = item.Id, No = (int)item.Version, State = to, At = now, By = by, Note = note });
    }

    /// <summary>Somebody else changed the letter or its case between the look and the step.</summary>
    private sealed class DispatchChangedException : Exception;
}
