using CaseFlow.Core.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Drafts;

public enum DraftState
{
    Open,

    /// <summary>Waits for its approval: its files are locked until it is sent back or published.</summary>
    Submitted,

    Published,
    Discarded,
}

/// <summary>A version of a process in the making: the files of a package, changed until it is published.</summary>
public sealed class Draft
{
    public const int ReasonLength = 1_000;

    public long Id { get; set; }

    public string ServiceKey { get; set; } = "";

    /// <summary>Process id; it stays the same from version to version.</summary>
    public string Key { get; set; } = "";

    /// <summary>The definition version of which it began as a copy; 0: from nothing.</summary>
    public long BasedOn { get; set; }

    public DraftState State { get; set; }

    public Instant CreatedAt { get; set; }

    public long CreatedBy { get; set; }

    /// <summary>When a file or the state last changed.</summary>
    public Instant ChangedAt { get; set; }

    public long ChangedBy { get; set; }

    /// <summary>Why it is in its state, as whoever changed it wrote; empty: nothing was asked.</summary>
    public string Reason { get; set; } = "";
}

/// <summary>A file of a draft as it is now.</summary>
public sealed class DraftFile
{
    public const int PathLength = 200;

    public long DraftId { get; set; }

    /// <summary>1, 2, 3 … in the order in which the draft got its files.</summary>
    public int No { get; set; }

    public string Path { get; set; } = "";

    /// <summary>1, 2, 3 … with every change; who saves names the one that was seen.</summary>
    public int Revision { get; set; }

    public byte[] Content { get; set; } = [];

    /// <summary>The file was removed; the row stays, so that its revisions go on if it comes back.</summary>
    public bool Deleted { get; set; }

    public Instant ChangedAt { get; set; }

    public long ChangedBy { get; set; }
}

/// <summary>Every content that a file of a draft ever had: nothing that was saved is lost.</summary>
public sealed class DraftFileVersion
{
    public long DraftId { get; set; }

    public int FileNo { get; set; }

    public int Revision { get; set; }

    public byte[] Content { get; set; } = [];

    /// <summary>With this revision the file was removed.</summary>
    public bool Deleted { get; set; }

    public Instant At { get; set; }

    public long By { get; set; }
}

internal sealed class DraftConfiguration :
    IEntityTypeConfiguration<Draft>, IEntityTypeConfiguration<DraftFile>, IEntityTypeConfiguration<DraftFileVersion>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.Property(row => row.ServiceKey).HasMaxLength(Case.ServiceKeyLength);
        builder.Property(row => row.Key).HasMaxLength(Case.ProcessKeyLength);
        builder.Property(row => row.Reason).HasMaxLength(Draft.ReasonLength);
        builder.Property(row => row.State).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Key, row.State });
    }

    public void Configure(EntityTypeBuilder<DraftFile> builder)
    {
        builder.HasKey(row => new { row.DraftId, row.No });
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => row.DraftId);
        builder.Property(row => row.Path).HasMaxLength(DraftFile.PathLength);
        builder.HasIndex(row => new { row.DraftId, row.Path }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DraftFileVersion> builder)
    {
        builder.HasKey(row => new { row.DraftId, row.FileNo, row.Revision });
        builder.HasOne<DraftFile>().WithMany().HasForeignKey(row => new { row.DraftId, row.FileNo });
    }
}
