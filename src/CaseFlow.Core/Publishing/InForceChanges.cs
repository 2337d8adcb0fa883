using CaseFlow.Core.Access;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Running;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Publishing;

/// <summary>
/// What one manager may do alone, with a reason, since it is for emergencies and puts nothing in force that nobody has
/// approved: go back to an earlier version, take a plan back, retire a process.
/// </summary>
public sealed class InForceChanges(CaseFlowDb db, DefinitionCatalog catalog, IDueTimes dueTimes, IClock clock)
{
    /// <summary>Puts an earlier version in force, from now on. What was to come into force later is taken back.</summary>
    /// <exception cref="ArgumentException">The reason is missing or too long.</exception>
    public async Task<PublishResult> RollBack(Scope scope, long definitionId, string reason, CancellationToken cancellation)
    {
        Check(reason);
        var version = await db.Set<DefinitionVersion>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == definitionId, cancellation);
        if (!DraftStore.MayWrite(scope) || version is null)
        {
            return PublishOutcome.MovedOn;
        }

        var now = clock.GetCurrentInstant();
        var definition = await catalog.Get(definitionId);
        await using var transaction = await DefinitionsInForce.Begin(db, cancellation);
        var periods = await db.Set<DefinitionInForce>().AsNoTracking().Where(row => row.Key == version.Key).ToListAsync(cancellation);
        var wasInForce = periods.Exists(row => row.DefinitionId == definitionId && row.ValidFrom <= now);
        if (!wasInForce || periods.Exists(row => row.DefinitionId == definitionId && row.ValidFrom <= now && row.ValidUntil > now))
        {
            return PublishOutcome.MovedOn;
        }

        if (await DefinitionsInForce.Put(db, definitionId, definition, dueTimes, now, cancellation) is { Count: > 0 } problems)
        {
            db.ChangeTracker.Clear();
            return new PublishResult(PublishOutcome.Refused, problems);
        }

        return await Note(transaction, version.Key, definitionId, DefinitionChangeKind.RolledBack, scope, now, reason, cancellation);
    }

    /// <summary>No version of a process is in force from now on: intake offers it no more; what runs goes on.</summary>
    /// <exception cref="ArgumentException">The reason is missing or too long.</exception>
    public async Task<PublishResult> Retire(Scope scope, string key, string reason, CancellationToken cancellation)
    {
        Check(reason);
        var now = clock.GetCurrentInstant();
        await using var transaction = await DefinitionsInForce.Begin(db, cancellation);
        var last = await db.Set<DefinitionInForce>().Where(row => row.Key == key && row.ValidUntil > now).OrderBy(row => row.ValidFrom).Select(row => row.DefinitionId).FirstOrDefaultAsync(cancellation);
        if (!DraftStore.MayWrite(scope) || last == 0)
        {
            return PublishOutcome.MovedOn;
        }

        await DefinitionsInForce.Retire(db, key, now, cancellation);
        return await Note(transaction, key, last, DefinitionChangeKind.Retired, scope, now, reason, cancellation);
    }

    /// <summary>Takes back what was to come into force later: the version in force stays.</summary>
    /// <exception cref="ArgumentException">The reason is missing or too long.</exception>
    public async Task<PublishResult> CancelPlan(Scope scope, string key, string reason, CancellationToken cancellation)
    {
        Check(reason);
        var now = clock.GetCurrentInstant();
        await using var transaction = await DefinitionsInForce.Begin(db, cancellation);
        return DraftStore.MayWrite(scope) && await DefinitionsInForce.CancelPlans(db, key, now, cancellation) is [var first, ..]
            ? await Note(transaction, key, first, DefinitionChangeKind.PlanCancelled, scope, now, reason, cancellation)
            : PublishOutcome.MovedOn;
    }

    private async Task<PublishResult> Note(
        Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, string key, long definitionId, DefinitionChangeKind kind, Scope scope, Instant now, string reason, CancellationToken cancellation)
    {
        db.Add(new DefinitionChange { Key = key, DefinitionId = definitionId, Kind = kind, ActorId = scope.UserId ?? 0, At = now, Reason = reason.Trim() });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        db.ChangeTracker.Clear();
        return PublishOutcome.Done;
    }

    private static void Check(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > Draft.ReasonLength)
        {
            throw new ArgumentException("A reason is needed, and of that length.", nameof(reason));
        }
    }
}
