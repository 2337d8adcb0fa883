using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Offices;

/// <summary>Something odd about an office on the printed page.</summary>
public sealed class OfficeNote
{
    public long OfficeId { get; set; }

    /// <summary>From 1.</summary>
    public int No { get; set; }

    /// <summary>What kind of oddity; <see cref="DirectoryFiles.NoteTexts"/> tells it in kk, ru and en.</summary>
    public string Code { get; set; } = "";

    /// <summary>The printed thing that is odd, or the other office it concerns.</summary>
    public string Detail { get; set; } = "";
}

internal sealed class OfficeNoteConfiguration : IEntityTypeConfiguration<OfficeNote>
{
    public void Configure(EntityTypeBuilder<OfficeNote> builder)
    {
        builder.HasKey(note => new { note.OfficeId, note.No });
        builder.HasOne<Office>().WithMany().HasForeignKey(note => note.OfficeId);
        builder.Property(note => note.Code).HasMaxLength(60);
        builder.Property(note => note.Detail).HasMaxLength(Office.TextLength);
    }
}
