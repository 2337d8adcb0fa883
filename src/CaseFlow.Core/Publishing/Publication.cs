using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Drafts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Publishing;

public enum PublicationState
{
    /// <summary>A second person is to look at it.</summary>
    Waiting = 1,
    SentBack = 2,
    Published = 3,
}

/// <summary>A draft that was submitted to become a version.</summary>
public sealed class Publication
{
    public long Id { get; set; }

    public long DraftId { get; set; }

    /// <summary>Process id.</summary>
    public string Key { get; set; } = "";

    public PublicationState State { get; set; }

    /// <summary>Hash of the files that were submitted: what is approved is what was submitted.</summary>
    public string Hash { get; set; } = "";

    public long SubmittedBy { get; set; }

    public Instant SubmittedAt { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>The act of law that demands or allows the change.</summary>
    public string LegalBasis { get; set; } = "";

    /// <summary>The day from whose beginning it is to be in force; a day that has passed when it is approved: from then on.</summary>
    public LocalDate InForceFrom { get; set; }

    /// <summary>Who approved it or sent it back; 0: nobody yet.</summary>
    public long DecidedBy { get; set; }

    public Instant? DecidedAt { get; set; }

    /// <summary>Why it was sent back; empty: it was not.</summary>
    public string Answer { get; set; } = "";

    /// <summary>The version that it became; 0: none.</summary>
    public long DefinitionId { get; set; }
}

internal sealed class PublicationConfiguration : IEntityTypeConfiguration<Publication>
{
    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => row.DraftId);
        builder.Property(row => row.Key).HasMaxLength(Case.ProcessKeyLength);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.Reason).HasMaxLength(Draft.ReasonLength);
        builder.Property(row => row.LegalBasis).HasMaxLength(DefinitionChange.LegalBasisLength);
        builder.Property(row => row.Answer).HasMaxLength(Draft.ReasonLength);
        builder.HasIndex(row => row.State);
    }
}
