using CaseFlow.Core.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Letters;

/// <summary>A letter that was made, as it was or will be handed out. Never changed; a new draft is a new letter.</summary>
public sealed class StoredLetter
{
    public const int TemplateLength = 60;
    public const int NumberLength = 40;

    public long Id { get; set; }

    public long CaseId { get; set; }

    /// <summary>The template's name: receipt, certificate, refusal.</summary>
    public string Template { get; set; } = "";

    /// <summary>kk or ru.</summary>
    public string Language { get; set; } = "";

    /// <summary>The number printed on it.</summary>
    public string Number { get; set; } = "";

    /// <summary>SHA-256 of the PDF, lower-case hex; the file's row says the same, so that neither can be exchanged alone.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The PDF.</summary>
    public long FileId { get; set; }

    public Instant CreatedAt { get; set; }

    /// <summary>The user at whose step it was made; 0: the system.</summary>
    public long CreatedBy { get; set; }

    /// <summary>When it was declared void; null while it holds. Its reason is a text of the case (<c>annulment</c>).</summary>
    public Instant? AnnulledAt { get; set; }

    /// <summary>Who declared it void; 0: nobody.</summary>
    public long AnnulledBy { get; set; }
}

internal sealed class StoredLetterConfiguration : IEntityTypeConfiguration<StoredLetter>
{
    public void Configure(EntityTypeBuilder<StoredLetter> builder)
    {
        builder.ToTable("letters");
        builder.Property(letter => letter.Template).HasMaxLength(StoredLetter.TemplateLength);
        builder.Property(letter => letter.Language).HasMaxLength(2);
        builder.Property(letter => letter.Number).HasMaxLength(StoredLetter.NumberLength);
        builder.Property(letter => letter.Hash).HasMaxLength(64);
        builder.HasOne<StoredFile>().WithMany().HasForeignKey(letter => letter.FileId);
        builder.HasIndex(letter => letter.CaseId);
    }
}
