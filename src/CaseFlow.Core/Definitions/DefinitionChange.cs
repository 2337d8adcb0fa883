using CaseFlow.Core.Cases;
using CaseFlow.Core.Drafts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Definitions;

/// <summary>Who did what to a definition, when and why: the record behind drafts, versions and what is in force. Never changed itself.</summary>
public sealed class DefinitionChange
{
    public const int LegalBasisLength = 500;

    public long Id { get; set; }

    /// <summary>Process id.</summary>
    public string Key { get; set; } = "";

    /// <summary>The version that it is about; 0: none yet.</summary>
    public long DefinitionId { get; set; }

    /// <summary>The draft that it is about; 0: none.</summary>
    public long DraftId { get; set; }

    public DefinitionChangeKind Kind { get; set; }

    /// <summary>Id of the user; 0: the program, when a day has come.</summary>
    public long ActorId { get; set; }

    public Instant At { get; set; }

    /// <summary>Why, as written; empty where nothing was asked.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The act of law that demands or allows it; empty where nothing was asked.</summary>
    public string LegalBasis { get; set; } = "";
}

/// <summary>What can happen to a definition.</summary>
public enum DefinitionChangeKind
{
    /// <summary>A draft was begun.</summary>
    Begun = 1,
    Discarded = 2,

    /// <summary>A discarded draft was taken up again.</summary>
    Restored = 3,

    /// <summary>A draft was begun from the files of a package that was brought in.</summary>
    Imported = 4,
    Submitted = 5,
    SentBack = 6,

    /// <summary>A second person approved it: it is a version.</summary>
    Approved = 7,

    /// <summary>The version came into force.</summary>
    InForce = 8,

    /// <summary>An earlier version was put in force again.</summary>
    RolledBack = 9,

    /// <summary>No version is in force any more.</summary>
    Retired = 10,

    /// <summary>What was to come into force will not.</summary>
    PlanCancelled = 11,
}

internal sealed class DefinitionChangeConfiguration : IEntityTypeConfiguration<DefinitionChange>
{
    public void Configure(EntityTypeBuilder<DefinitionChange> builder)
    {
        builder.Property(row => row.Key).HasMaxLength(Case.ProcessKeyLength);
        builder.Property(row => row.Reason).HasMaxLength(Draft.ReasonLength);
        builder.Property(row => row.LegalBasis).HasMaxLength(DefinitionChange.LegalBasisLength);
        builder.HasIndex(row => new { row.Key, row.At });
    }
}
