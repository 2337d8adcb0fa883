using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>
/// A free text that somebody wrote in a form of a case. Texts may hold personal data, so they are never variables of the
/// engine; a new version is a new row, and the newest counts.
/// </summary>
public sealed class CaseText
{
    public const int KeyLength = 60;
    public const int TextLength = 10_000;

    public long CaseId { get; set; }

    /// <summary>Key of the form field.</summary>
    public string Key { get; set; } = "";

    /// <summary>1, 2, 3 … within the key.</summary>
    public int No { get; set; }

    public string Text { get; set; } = "";

    public long WrittenBy { get; set; }

    public Instant WrittenAt { get; set; }
}

internal sealed class CaseTextConfiguration : IEntityTypeConfiguration<CaseText>
{
    public void Configure(EntityTypeBuilder<CaseText> builder)
    {
        builder.HasKey(row => new { row.CaseId, row.Key, row.No });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.Property(row => row.Key).HasMaxLength(CaseText.KeyLength);
        builder.Property(row => row.Text).HasMaxLength(CaseText.TextLength);
    }
}
