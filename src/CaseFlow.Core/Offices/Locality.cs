using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Offices;

/// <summary>A settlement, and which LEB is competent for the farms in it (P13).</summary>
public sealed class Locality
{
    public const int NameLength = 100;

    public long Id { get; set; }

    /// <summary>Stable code; unique.</summary>
    public string Code { get; set; } = "";

    /// <summary>The competent LEB; null when none is any more, since cases may still name the place.</summary>
    public long? OfficeId { get; set; }

    public string NameKk { get; set; } = "";

    public string? NameRu { get; set; }

    public string? NameEn { get; set; }

    /// <summary>Orders places by name in the Kazakh alphabet.</summary>
    public string OrderKey { get; set; } = "";

    /// <summary>Its name in a language, or in the nearest there is.</summary>
    public Line Name(string language) => OfficeText.Pick(language, NameKk, NameRu, NameEn);
}

/// <summary>A word by which a locality is found, in any of its languages.</summary>
public sealed class LocalityWord
{
    public long LocalityId { get; set; }

    /// <summary>From 1.</summary>
    public int No { get; set; }

    /// <summary>The word's <see cref="People.SearchKey"/>.</summary>
    public string Word { get; set; } = "";
}

internal sealed class LocalityConfiguration : IEntityTypeConfiguration<Locality>, IEntityTypeConfiguration<LocalityWord>
{
    public void Configure(EntityTypeBuilder<Locality> builder)
    {
        builder.Property(locality => locality.Code).HasMaxLength(Office.CodeLength + 10);
        builder.Property(locality => locality.NameKk).HasMaxLength(Locality.NameLength);
        builder.Property(locality => locality.NameRu).HasMaxLength(Locality.NameLength);
        builder.Property(locality => locality.NameEn).HasMaxLength(Locality.NameLength);
        builder.Property(locality => locality.OrderKey).HasMaxLength(2 * Locality.NameLength);
        builder.HasOne<Office>().WithMany().HasForeignKey(locality => locality.OfficeId);
        builder.HasIndex(locality => locality.Code).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LocalityWord> builder)
    {
        builder.HasKey(word => new { word.LocalityId, word.No });
        builder.HasOne<Locality>().WithMany().HasForeignKey(word => word.LocalityId);
        builder.Property(word => word.Word).HasMaxLength(Locality.NameLength);
        builder.HasIndex(word => new { word.Word, word.LocalityId });
    }
}
