using CaseFlow.Core.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CaseFlow.Web.Health;

/// <summary>Ready means: the database answers a question about a table of ours.</summary>
public sealed class DatabaseHealth(IDbContextFactory<CaseFlowDb> factory) : IHealthCheck
{
    /// <inheritdoc />
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            await db.DataProtectionKeys.AnyAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The type says enough to a monitor; the message may name servers.
            return HealthCheckResult.Unhealthy(failure.GetType().Name);
        }
    }
}
