using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>
/// A term of the standard running in a case: the legal fact. Timers and work items refer to it; none of them is the
/// deadline. <see cref="DueAt"/> is the last line of <see cref="Explanation"/>.
/// </summary>
public sealed class CaseDeadline
{
    public long CaseId { get; set; }

    /// <summary>Paragraph of the standard, such as P7.L1.</summary>
    public string RequirementId { get; set; } = "";

    /// <summary>The event from which the term is counted.</summary>
    public Instant StartedAt { get; set; }

    /// <summary>The term as the service's edition states it, such as "P2D working".</summary>
    public string Term { get; set; } = "";

    /// <summary>The office in whose week and hours the term counts.</summary>
    public long OfficeId { get; set; }

    /// <summary>Which edition of the calendars gave the due time.</summary>
    public long CalendarVersion { get; set; }

    public Instant DueAt { get; set; }

    /// <summary>When what was owed was done; null while it is owed.</summary>
    public Instant? MetAt { get; set; }

    /// <summary>The deadline has passed unmet, or was met too late. Once true it stays true.</summary>
    public bool Late { get; set; }

    /// <summary>Each day counted or skipped and why, as JSON.</summary>
    public byte[] Explanation { get; set; } = [];

    internal CaseDeadline Copy() => (CaseDeadline)MemberwiseClone();
}

internal sealed class CaseDeadlineConfiguration : IEntityTypeConfiguration<CaseDeadline>
{
    public void Configure(EntityTypeBuilder<CaseDeadline> builder)
    {
        builder.ToTable("deadlines");
        builder.HasKey(row => new { row.CaseId, row.RequirementId });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.Property(row => row.RequirementId).HasMaxLength(20);
        builder.Property(row => row.Term).HasMaxLength(40);
        builder.HasIndex(row => new { row.MetAt, row.DueAt });
    }
}
