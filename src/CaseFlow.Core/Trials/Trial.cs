using CaseFlow.Core.Drafts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Trials;

/// <summary>A trial of a draft, kept so that a manager can come back to it.</summary>
public sealed class Trial
{
    public long Id { get; set; }

    public long DraftId { get; set; }

    /// <summary>What is tried.</summary>
    public string Name { get; set; } = "";

    /// <summary>How it begins and what was done: a <see cref="TrialScript"/> as text, UTF-8.</summary>
    public byte[] Script { get; set; } = [];

    /// <summary>Raised by each change: two windows of one trial are told apart by it.</summary>
    public int Revision { get; set; }

    public Instant CreatedAt { get; set; }

    public long CreatedBy { get; set; }

    public Instant ChangedAt { get; set; }
}

internal sealed class TrialConfiguration : IEntityTypeConfiguration<Trial>
{
    public void Configure(EntityTypeBuilder<Trial> builder)
    {
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => row.DraftId);
        builder.Property(row => row.Name).HasMaxLength(TrialScript.NameLength);
        builder.Property(row => row.Revision).IsConcurrencyToken();
        builder.HasIndex(row => row.DraftId);
    }
}
