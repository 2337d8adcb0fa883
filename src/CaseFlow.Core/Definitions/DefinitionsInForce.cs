using System.Data;
using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Offices;
using CaseFlow.Core.Running;
using CaseFlow.Engine;
using CaseFlow.Engine.Expressions;
using CaseFlow.Engine.Model;
using CaseFlow.Engine.Reading;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;

namespace CaseFlow.Core.Definitions;

/// <summary>Changes which version of a process is in force, and with it what starts the process by itself (R7).</summary>
public static class DefinitionsInForce
{
    /// <summary>
    /// Puts a version in force from now on, in place of the one that is, in one transaction: the caller's, or its own. The
    /// timers of the version count from now.
    /// </summary>
    /// <param name="db">The database; saved here.</param>
    /// <param name="definitionId">Row of the version.</param>
    /// <param name="definition">The same, parsed.</param>
    /// <param name="dueTimes">Counts its timers.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    /// <returns>Why it cannot be in force, and then nothing was changed; empty: it is in force.</returns>
    /// <exception cref="DbUpdateException">Another change of what is in force was made meanwhile; nothing was changed.</exception>
    public static async Task<IReadOnlyList<Diagnostic>> Put(
        CaseFlowDb db, long definitionId, Definition definition, IDueTimes dueTimes, Instant now, CancellationToken cancellation)
    {
        await using var own = db.Database.CurrentTransaction is null ? await Begin(db, cancellation) : null;
        var problems = new List<Diagnostic>();
        var starts = await Starts(db, definitionId, definition, dueTimes, now, problems, cancellation);
        if (problems.Count > 0)
        {
            return problems;
        }

        var key = definition.Graph.Definition.Key;
        await EndPrevious(db, key, now, cancellation);
        await db.Set<DefinitionStart>().Where(row => row.Key == key).ExecuteDeleteAsync(cancellation);
        db.Add(new DefinitionInForce { Key = key, DefinitionId = definitionId, ValidFrom = now });
        db.AddRange(starts);
        await db.SaveChangesAsync(cancellation);
        if (own is not null)
        {
            await own.CommitAsync(CancellationToken.None);
        }

        return problems;
    }

    /// <summary>Why a version could not be in force; empty: it could. Changes nothing.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Check(CaseFlowDb db, Definition definition, IDueTimes dueTimes, Instant now, CancellationToken cancellation)
    {
        var problems = new List<Diagnostic>();
        await Starts(db, definitionId: 0, definition, dueTimes, now, problems, cancellation);
        return problems;
    }

    /// <summary>
    /// Lets a version come into force later: the one before it ends at that instant. What starts the process by itself is
    /// switched when it has come (<see cref="SwitchDue"/>). In the caller's transaction.
    /// </summary>
    /// <returns>Why it could not be in force, as things stand; and then nothing was changed.</returns>
    public static async Task<IReadOnlyList<Diagnostic>> Plan(
        CaseFlowDb db, long definitionId, Definition definition, Instant from, IDueTimes dueTimes, Instant now, CancellationToken cancellation)
    {
        var problems = await Check(db, definition, dueTimes, now, cancellation);
        if (problems.Count == 0)
        {
            var key = definition.Graph.Definition.Key;
            await db.Set<DefinitionInForce>().Where(row => row.Key == key && row.ValidFrom < from && row.ValidUntil > from)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidUntil, from), cancellation);
            db.Add(new DefinitionInForce { Key = key, DefinitionId = definitionId, ValidFrom = from, IsPlanned = true });
            await db.SaveChangesAsync(cancellation);
        }

        return problems;
    }

    /// <summary>Takes back what was to come into force later: the version before it stays. In the caller's transaction.</summary>
    /// <returns>The versions that will not come into force.</returns>
    public static async Task<IReadOnlyList<long>> CancelPlans(CaseFlowDb db, string key, Instant now, CancellationToken cancellation)
    {
        var planned = await db.Set<DefinitionInForce>().AsNoTracking().Where(row => row.Key == key && row.ValidFrom > now).OrderBy(row => row.ValidFrom).ToListAsync(cancellation);
        foreach (var row in planned)
        {
            await db.Set<DefinitionInForce>().Where(other => other.Id == row.Id).ExecuteDeleteAsync(cancellation);
        }

        if (planned.Count > 0)
        {
            var first = planned[0].ValidFrom;
            await db.Set<DefinitionInForce>().Where(row => row.Key == key && row.ValidUntil == first)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidUntil, WorkItem.NotDue), cancellation);
        }

        return [.. planned.Select(static row => row.DefinitionId)];
    }

    /// <summary>No version is in force from now on, nor later: nothing begins any more, what runs goes on. In the caller's transaction.</summary>
    public static async Task Retire(CaseFlowDb db, string key, Instant now, CancellationToken cancellation)
    {
        await EndPrevious(db, key, now, cancellation);
        await db.Set<DefinitionStart>().Where(row => row.Key == key).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>
    /// Switches what starts processes by itself to the versions whose instant has come. Their timers count from that instant,
    /// not from now. Running it again changes nothing.
    /// </summary>
    /// <returns>The versions that came into force; those that could not have their starts stay planned, with why.</returns>
    public static async Task<IReadOnlyList<(DefinitionInForce Row, IReadOnlyList<Diagnostic> Problems)>> SwitchDue(
        CaseFlowDb db, Func<long, Task<Definition>> definitions, IDueTimes dueTimes, Instant now, CancellationToken cancellation)
    {
        var switched = new List<(DefinitionInForce Row, IReadOnlyList<Diagnostic> Problems)>();
        var due = await db.Set<DefinitionInForce>().AsNoTracking().Where(row => row.IsPlanned && row.ValidFrom <= now).OrderBy(row => row.ValidFrom).ToListAsync(cancellation);
        foreach (var row in due)
        {
            var definition = await definitions(row.DefinitionId);
            var problems = new List<Diagnostic>();
            await using var transaction = await Begin(db, cancellation);
            var starts = await Starts(db, row.DefinitionId, definition, dueTimes, row.ValidFrom, problems, cancellation);
            if (problems.Count == 0)
            {
                // Of two processes that look at once, one finds it done.
                if (await db.Set<DefinitionInForce>().Where(known => known.Id == row.Id && known.IsPlanned).ExecuteUpdateAsync(set => set.SetProperty(known => known.IsPlanned, false), cancellation) == 0)
                {
                    continue;
                }

                await db.Set<DefinitionStart>().Where(start => start.Key == row.Key).ExecuteDeleteAsync(cancellation);
                db.AddRange(starts);
                db.Add(new DefinitionChange { Key = row.Key, DefinitionId = row.DefinitionId, Kind = DefinitionChangeKind.InForce, At = now });
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(CancellationToken.None);
            }

            db.ChangeTracker.Clear();
            switched.Add((row, problems));
        }

        return switched;
    }

    /// <summary>
    /// The transaction in which what is in force may change: two that look for each other's message names must not both
    /// succeed.
    /// </summary>
    public static Task<IDbContextTransaction> Begin(CaseFlowDb db, CancellationToken cancellation) =>
        db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);

    private static async Task EndPrevious(CaseFlowDb db, string key, Instant now, CancellationToken cancellation)
    {
        var previous = db.Set<DefinitionInForce>().Where(row => row.Key == key && row.ValidUntil > now);
        // One that was to begin later, or began this very moment, was never in force.
        await previous.Where(row => row.ValidFrom >= now).ExecuteDeleteAsync(cancellation);
        await previous.ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidUntil, now), cancellation);
    }

    private static async Task<List<DefinitionStart>> Starts(
        CaseFlowDb db, long definitionId, Definition definition, IDueTimes dueTimes, Instant now, List<Diagnostic> problems, CancellationToken cancellation)
    {
        var starts = new List<DefinitionStart>();
        foreach (var (element, trigger) in definition.Graph.Starters)
        {
            if (await OfficeOf(db, element, definition, cancellation) is not (> 0 and var office))
            {
                problems.Add(Problem(
                    element, RunnerCodes.NoOffice, "Nothing names an office of the directory for the cases that this starts.",
                    "Give the start the attribute office with the code of an office, or the service (service.yaml) an office."));
                continue;
            }

            try
            {
                var subscription = StartSubscription.Of(element, trigger);
                if (subscription is { Kind: SubscriptionKind.Message, Name: { } name } && await HolderOf(db, name, definition, cancellation) is { } holder)
                {
                    problems.Add(DeploymentRules.Held(element, name, holder));
                }

                starts.Add(new DefinitionStart
                {
                    DefinitionId = definitionId,
                    Key = definition.Graph.Definition.Key,
                    Element = element.Id,
                    Kind = subscription.Kind,
                    Name = subscription.Name ?? "",
                    OfficeId = office,
                    Specification = subscription.Timer is { } given ? TimerJson.Write(given) : [],
                    Remaining = subscription.Occurrences,
                    DueAt = subscription.Timer is { } timer ? await StartTimes.First(timer, now, office, dueTimes, cancellation) : WorkItem.NotDue,
                });
            }
            catch (DueTimeException error)
            {
                problems.Add(Problem(element, RunnerCodes.NoDueTime, error.Message, "Give the timer a time that can be counted before there is a case."));
            }
            catch (EvaluationException error)
            {
                problems.Add(Problem(element, IncidentCodes.ExpressionError, error.Message, "A start has no variables yet: write the name or the time out."));
            }
        }

        return starts;
    }

    private static Diagnostic Problem(FlowElement element, string code, string message, string mend) =>
        new(code, Severity.Error, element.Id, element.Line, message, mend);

    /// <summary>Nobody hands in what starts by itself, so it must say whose it is: the start (extension office), or else its service.</summary>
    /// <returns>0: it does not, or there is no such office.</returns>
    private static async Task<long> OfficeOf(CaseFlowDb db, FlowElement element, Definition definition, CancellationToken cancellation)
    {
        var code = element.Extensions.GetValueOrDefault("office") ?? definition.Service.Office;
        return code is null ? 0 : await db.Set<Office>().Where(office => office.Code == code).Select(office => office.Id).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The other process that this message starts; null: none.</summary>
    private static Task<string?> HolderOf(CaseFlowDb db, string message, Definition definition, CancellationToken cancellation)
    {
        var key = definition.Graph.Definition.Key;
        return db.Set<DefinitionStart>()
            .Where(row => row.Kind == SubscriptionKind.Message && row.Name == message && row.Key != key)
            .Select(row => row.Key).FirstOrDefaultAsync(cancellation);
    }
}
