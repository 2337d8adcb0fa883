using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Definitions;
using CaseFlow.Engine;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Running;

/// <summary>What a manager does about an incident, once its cause is mended.</summary>
public sealed class IncidentRetry(
    IDbContextFactory<CaseFlowDb> databases, ProcessRunner runner, IDueTimes dueTimes, IClock clock, Nudge nudge)
{
    /// <summary>Tries again what the incident stopped. An incident that is resolved already is left as it is.</summary>
    /// <param name="incidentId">The incident.</param>
    /// <param name="actorId">The manager.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>Null when it was set going again; otherwise why not.</returns>
    /// <exception cref="KeyNotFoundException">There is no such incident.</exception>
    public async Task<Refused?> Retry(long incidentId, long actorId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var incident = await db.Set<CaseIncident>().FirstOrDefaultAsync(row => row.Id == incidentId, cancellation)
            ?? throw new KeyNotFoundException($"There is no incident {incidentId}.");
        if (incident.ResolvedAt is not null)
        {
            return null;
        }

        if (incident.Source == IncidentSource.Process)
        {
            return await runner.Run(
                new CaseCommand(incident.CaseId, $"retry-{incident.Id}", new Retry((int)incident.Ref), actorId), cancellation) as Refused;
        }

        try
        {
            await Release(db, incident, cancellation);
        }
        catch (DueTimeException error)
        {
            return new Refused(RunnerCodes.NoDueTime, error.Message);
        }

        incident.ResolvedAt = clock.GetCurrentInstant();
        await db.SaveChangesAsync(cancellation);
        nudge.Timers();
        nudge.Outbox();
        return null;
    }

    private async Task Release(CaseFlowDb db, CaseIncident incident, CancellationToken cancellation)
    {
        switch (incident.Source)
        {
            case IncidentSource.Timer:
                var timer = await db.Set<CaseTimer>()
                    .FirstOrDefaultAsync(row => row.CaseId == incident.CaseId && row.No == incident.Ref, cancellation);
                if (timer is not null)
                {
                    timer.DueAt = timer.DueAt == WorkItem.NotDue ? await DueOf(db, timer, cancellation) : timer.DueAt;
                    timer.LockedUntil = Instant.FromUnixTimeMilliseconds(0);
                    timer.Attempts = 0;
                }

                break;
            case IncidentSource.Outbox:
                var message = await db.Set<OutboxMessage>().FirstOrDefaultAsync(row => row.Id == incident.Ref, cancellation);
                if (message is not null)
                {
                    message.NextAt = clock.GetCurrentInstant();
                    message.Attempts = 0;
                }

                break;
            case IncidentSource.Start:
                var start = await db.Set<DefinitionStart>().FirstOrDefaultAsync(row => row.Id == incident.Ref, cancellation);
                if (start is not null)
                {
                    start.LockedUntil = Instant.FromUnixTimeMilliseconds(0);
                    start.Attempts = 0;
                }

                break;
            default:
                // A limit or a missing office is repaired elsewhere; the incident is only acknowledged.
                break;
        }
    }

    private async Task<Instant> DueOf(CaseFlowDb db, CaseTimer timer, CancellationToken cancellation)
    {
        var office = await db.Set<Case>().Where(row => row.Id == timer.CaseId).Select(row => row.OfficeId).FirstAsync(cancellation);
        var deadlines = await db.Set<CaseDeadline>().AsNoTracking().Where(row => row.CaseId == timer.CaseId).ToListAsync(cancellation);
        return await TimerDue.Of(
            TimerJson.Read(timer.Specification),
            timer.CountedFrom,
            again: false,
            office,
            dueTimes,
            id => deadlines.Find(row => string.Equals(row.RequirementId, id, StringComparison.Ordinal)),
            cancellation);
    }
}
