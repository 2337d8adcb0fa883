using System.ComponentModel;
using CaseFlow.Core.Migrating;
using CaseFlow.Core.Watching;
using Hangfire;

namespace CaseFlow.Infrastructure.Jobs;

/// <summary>What is looked at by the clock: cases that stand still, and migrations that a process left behind when it ended.</summary>
public sealed class WatchJobs(Census census, MigrationPump migrations)
{
    [DisplayName("Find cases that nothing will wake")]
    [AutomaticRetry(Attempts = 0)]
    public Task TakeCensus(CancellationToken cancellation) => census.Take(cancellation);

    [DisplayName("Go on with migrations")]
    [AutomaticRetry(Attempts = 0)]
    public Task RunMigrations(CancellationToken cancellation) => migrations.RunDue(cancellation);
}
