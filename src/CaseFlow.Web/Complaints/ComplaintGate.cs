using System.Threading.RateLimiting;
using CaseFlow.Web.Security;

namespace CaseFlow.Web.Complaints;

/// <summary>How many complaints an address may register in an hour: a number once drawn stays in the journal, so a flood is stopped before it.</summary>
public sealed class ComplaintGate(RateLimitSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
        RateLimits.Address(context),
        _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.ComplaintsPerHour, Window = TimeSpan.FromHours(1), QueueLimit = 0 }));

    /// <summary>True when the address may register one more.</summary>
    public bool Admits(HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
