using System.ComponentModel;
using CaseFlow.Core.Publishing;
using CaseFlow.Core.Running;
using Hangfire;
using Microsoft.Extensions.Hosting;

namespace CaseFlow.Infrastructure.Jobs;

/// <summary>
/// The net under the pumps, once a minute: does the same work should a background process have stopped, and is what
/// Hangfire's dashboard shows.
/// </summary>
public sealed class PumpJobs(TimerPump timers, OutboxPump outbox, PlannedVersions versions)
{
    [DisplayName("Fire the timers that are due")]
    [AutomaticRetry(Attempts = 0)]
    public Task RunTimers(CancellationToken cancellation) => timers.RunDue(cancellation);

    [DisplayName("Bring versions into force whose day has come")]
    [AutomaticRetry(Attempts = 0)]
    public async Task SwitchVersions(CancellationToken cancellation)
    {
        if (await versions.SwitchDue(cancellation) is { Count: > 0 } problems)
        {
            // The dashboard shows a failed job; the version stays planned, and the next minute tries again.
            throw new InvalidOperationException(string.Join('\n', problems));
        }
    }

    [DisplayName("Send what is in the outbox")]
    [AutomaticRetry(Attempts = 0)]
    public Task RunOutbox(CancellationToken cancellation) => outbox.RunDue(cancellation);
}

/// <summary>Tells Hangfire of the recurring jobs at every start, since its storage may be new.</summary>
internal sealed class RecurringJobs(IRecurringJobManager jobs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        jobs.AddOrUpdate<PumpJobs>("timers", job => job.RunTimers(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<PumpJobs>("versions", job => job.SwitchVersions(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<PumpJobs>("outbox", job => job.RunOutbox(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<WatchJobs>("migrations", job => job.RunMigrations(CancellationToken.None), Cron.Minutely());
        jobs.AddOrUpdate<WatchJobs>("census", job => job.TakeCensus(CancellationToken.None), Cron.Hourly());
        jobs.AddOrUpdate<UploadJobs>("uploads", job => job.RemoveAbandoned(CancellationToken.None), Cron.Daily(hour: 21));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
