using System.ComponentModel;
using CaseFlow.Core.Files;
using Hangfire;

namespace CaseFlow.Infrastructure.Jobs;

/// <summary>Tidies up what forms left behind, once a night.</summary>
public sealed class UploadJobs(AbandonedUploads uploads)
{
    [DisplayName("Remove uploads of forms that were never sent")]
    [AutomaticRetry(Attempts = 0)]
    public Task RemoveAbandoned(CancellationToken cancellation) => uploads.Remove(cancellation);
}
