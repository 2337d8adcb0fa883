using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Files;

/// <summary>A file kept with a case: a scan that was handed in, or a letter that was made. Never changed once stored.</summary>
public sealed class StoredFile
{
    public const int NameLength = 150;

    public long Id { get; set; }

    /// <summary>
    /// The case; for a scan, also before the case begins: an application gets its id when its form is opened, so that an
    /// upload survives an error elsewhere in the form. No foreign key therefore.
    /// </summary>
    public long CaseId { get; set; }

    /// <summary>As the user named it; shown, and never used as a path.</summary>
    public string Name { get; set; } = "";

    /// <summary>As found in the content, not as a client says.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public string Hash { get; set; } = "";

    public Instant CreatedAt { get; set; }

    /// <summary>The user who brought it; 0: the system made it.</summary>
    public long CreatedBy { get; set; }
}

/// <summary>The bytes of a file, apart from its row, so that lists never read them.</summary>
public sealed class FileContent
{
    public long FileId { get; set; }

    public byte[] Content { get; set; } = [];
}

internal sealed class FileConfiguration : IEntityTypeConfiguration<StoredFile>, IEntityTypeConfiguration<FileContent>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable("files");
        builder.Property(file => file.Name).HasMaxLength(StoredFile.NameLength);
        builder.Property(file => file.ContentType).HasMaxLength(40);
        builder.Property(file => file.Hash).HasMaxLength(64);
        builder.HasIndex(file => file.CaseId);
    }

    public void Configure(EntityTypeBuilder<FileContent> builder)
    {
        builder.ToTable("file_contents");
        builder.HasKey(row => row.FileId);
        builder.Property(row => row.FileId).ValueGeneratedNever();
        builder.HasOne<StoredFile>().WithOne().HasForeignKey<FileContent>(row => row.FileId);
    }
}
