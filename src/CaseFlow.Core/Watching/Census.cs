using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Core.Running;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace CaseFlow.Core.Watching;

/// <summary>
/// Finds running cases that nobody and nothing will ever wake: no open task, no timer, nothing that is waited for, no outbox
/// row and no incident that somebody would see. Each gets one incident, which ends by itself when the case goes on.
/// </summary>
public sealed class Census(IDbContextFactory<CaseFlowDb> databases, IClock clock)
{
    /// <summary>Looks at all running cases; how many were found anew.</summary>
    public async Task<int> Take(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.GetCurrentInstant();
        await db.Set<CaseIncident>()
            .Where(incident => incident.Source == IncidentSource.Stuck && incident.ResolvedAt == null
                && !db.Set<Case>().Any(row => row.Id == incident.CaseId && row.Status == ProcessStatus.Running && row.Version == incident.Ref))
            .ExecuteUpdateAsync(set => set.SetProperty(incident => incident.ResolvedAt, (Instant?)now), cancellation);

        var stuck = await db.Set<Case>().AsNoTracking()
            .Where(row => row.Status == ProcessStatus.Running
                && !db.Set<WorkItem>().Any(item => item.CaseId == row.Id && item.State == WorkItemState.Open)
                && !db.Set<CaseTimer>().Any(timer => timer.CaseId == row.Id)
                && !db.Set<CaseSubscription>().Any(waiting => waiting.CaseId == row.Id)
                && !db.Set<OutboxMessage>().Any(message => message.CaseId == row.Id)
                && !db.Set<CaseIncident>().Any(incident => incident.CaseId == row.Id && incident.ResolvedAt == null))
            .OrderBy(row => row.Id).Select(row => new { row.Id, row.Version }).ToListAsync(cancellation);
        foreach (var row in stuck)
        {
            db.Add(new CaseIncident
            {
                CaseId = row.Id,
                Source = IncidentSource.Stuck,
                Ref = row.Version,
                Code = RunnerCodes.Stuck,
                Message = "No open task, timer, message, signal, call or incident: nothing will wake the case.",
                RaisedAt = now,
            });
        }

        await db.SaveChangesAsync(cancellation);
        return stuck.Count;
    }
}
