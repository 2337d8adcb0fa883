using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>What one case is to another.</summary>
public enum CaseLinkKind
{
    /// <summary>A complaint is about a service case.</summary>
    ComplaintAbout = 1,

    /// <summary>A complaint repeats an earlier one (R3).</summary>
    Repeats = 2,

    /// <summary>A complaint was joined with another, which is answered for both.</summary>
    JoinedTo = 3,

    /// <summary>A justified complaint ordered a new decision: a new service case.</summary>
    OrdersDecision = 4,

    /// <summary>A new service case decides anew what an earlier one decided.</summary>
    DecidesAnew = 5,
}

/// <summary>Two cases that show each other. Read from either end.</summary>
public sealed class CaseLink
{
    public long FromCaseId { get; set; }

    /// <summary>
    /// No foreign key: a new decision is linked in the step that orders it, and begins a moment later from the outbox.
    /// </summary>
    public long ToCaseId { get; set; }

    public CaseLinkKind Kind { get; set; }

    public Instant LinkedAt { get; set; }

    /// <summary>The user; 0: the system.</summary>
    public long LinkedBy { get; set; }
}

internal sealed class CaseLinkConfiguration : IEntityTypeConfiguration<CaseLink>
{
    public void Configure(EntityTypeBuilder<CaseLink> builder)
    {
        builder.HasKey(row => new { row.FromCaseId, row.ToCaseId, row.Kind });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.FromCaseId);
        builder.HasIndex(row => row.ToCaseId);
    }
}
