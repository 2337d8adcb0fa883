using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Offices;

/// <summary>The republic, an oblast, or a city that ranks with the oblasts.</summary>
public sealed class Region
{
    public const int CodeLength = 20;
    public const int TimeZoneLength = 40;

    public long Id { get; set; }

    /// <summary>Short code, such as akm; unique.</summary>
    public string Code { get; set; } = "";

    public string NameKk { get; set; } = "";

    public string NameRu { get; set; } = "";

    public string NameEn { get; set; } = "";

    /// <summary>IANA id of its time zone; its offices have it too.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Its place in lists: the order of the standard, the republic first.</summary>
    public int Position { get; set; }

    /// <summary>Its name in a language.</summary>
    public string Name(string language) => language switch
    {
        Languages.Ru => NameRu,
        Languages.En => NameEn,
        _ => NameKk,
    };
}

internal sealed class RegionConfiguration : IEntityTypeConfiguration<Region>
{
    public void Configure(EntityTypeBuilder<Region> builder)
    {
        builder.Property(region => region.Code).HasMaxLength(Region.CodeLength);
        builder.Property(region => region.NameKk).HasMaxLength(100);
        builder.Property(region => region.NameRu).HasMaxLength(100);
        builder.Property(region => region.NameEn).HasMaxLength(100);
        builder.Property(region => region.TimeZone).HasMaxLength(Region.TimeZoneLength);
        builder.HasIndex(region => region.Code).IsUnique();
    }
}
