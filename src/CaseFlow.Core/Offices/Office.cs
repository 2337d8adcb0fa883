using CaseFlow.Core.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Offices;

/// <summary>
/// An office of the directory: an akimat or a service centre as the standard prints it, or a local executive body (LEB).
/// </summary>
public sealed class Office
{
    public const int CodeLength = 40;
    public const int TextLength = 300;

    public long Id { get; set; }

    /// <summary>Stable code, such as akm.akim.04; unique.</summary>
    public string Code { get; set; } = "";

    /// <summary>The office above: who a complaint goes up to (R3). None at the top.</summary>
    public long? ParentId { get; set; }

    public long RegionId { get; set; }

    public OfficeKind Kind { get; set; }

    /// <summary>Key of the working calendar it follows (P9), such as leb or psc.</summary>
    public string Schedule { get; set; } = "";

    /// <summary>IANA id of its time zone.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Its number as printed, such as «4.»; empty when it has none.</summary>
    public string Number { get; set; } = "";

    /// <summary>Its name as printed.</summary>
    public string NameKk { get; set; } = "";

    public string? NameRu { get; set; }

    public string? NameEn { get; set; }

    /// <summary>The district, city or rural district it governs; empty for a service centre.</summary>
    public string AreaKk { get; set; } = "";

    public string? AreaRu { get; set; }

    public string? AreaEn { get; set; }

    /// <summary>Its address as printed.</summary>
    public string AddressKk { get; set; } = "";

    public string? AddressRu { get; set; }

    public string? AddressEn { get; set; }

    /// <summary>What its head is called, such as "Akim of the … rural district"; empty when nobody said.</summary>
    public string HeadTitleKk { get; set; } = "";

    public string? HeadTitleRu { get; set; }

    public string? HeadTitleEn { get; set; }

    /// <summary>It does not exist and is here for trying the product out; its name says so too.</summary>
    public bool Invented { get; set; }

    /// <summary>The row of the standard as printed, cells separated by tabs; empty for an invented office.</summary>
    public string Printed { get; set; } = "";

    /// <summary>Numbers of the lines of that row in the standard's text, such as "311, 313".</summary>
    public string PrintedLines { get; set; } = "";

    /// <summary>Orders offices by name in the Kazakh alphabet.</summary>
    public string OrderKey { get; set; } = "";

    /// <summary>
    /// SHA-256 of the entry of the data files from which the row was last made. What an administrator changed in the
    /// row stays until the entry itself changes.
    /// </summary>
    public string EntryHash { get; set; } = "";

    /// <summary>Its name in a language, or in the nearest there is.</summary>
    public Line Name(string language) => OfficeText.Pick(language, NameKk, NameRu, NameEn);

    /// <summary>What it governs, in a language or the nearest there is.</summary>
    public Line Area(string language) => OfficeText.Pick(language, AreaKk, AreaRu, AreaEn);

    /// <summary>Its address in a language, or in the nearest there is.</summary>
    public Line Address(string language) => OfficeText.Pick(language, AddressKk, AddressRu, AddressEn);

    /// <summary>What its head is called, in a language or the nearest there is.</summary>
    public Line HeadTitle(string language) => OfficeText.Pick(language, HeadTitleKk, HeadTitleRu, HeadTitleEn);
}

internal sealed class OfficeConfiguration : IEntityTypeConfiguration<Office>
{
    public void Configure(EntityTypeBuilder<Office> builder)
    {
        builder.Property(office => office.Code).HasMaxLength(Office.CodeLength);
        builder.Property(office => office.Schedule).HasMaxLength(40);
        builder.Property(office => office.TimeZone).HasMaxLength(Region.TimeZoneLength);
        builder.Property(office => office.Number).HasMaxLength(10);
        builder.Property(office => office.NameKk).HasMaxLength(Office.TextLength);
        builder.Property(office => office.NameRu).HasMaxLength(Office.TextLength);
        builder.Property(office => office.NameEn).HasMaxLength(Office.TextLength);
        builder.Property(office => office.AreaKk).HasMaxLength(Office.TextLength);
        builder.Property(office => office.AreaRu).HasMaxLength(Office.TextLength);
        builder.Property(office => office.AreaEn).HasMaxLength(Office.TextLength);
        builder.Property(office => office.AddressKk).HasMaxLength(Office.TextLength);
        builder.Property(office => office.AddressRu).HasMaxLength(Office.TextLength);
        builder.Property(office => office.AddressEn).HasMaxLength(Office.TextLength);
        builder.Property(office => office.HeadTitleKk).HasMaxLength(Office.TextLength);
        builder.Property(office => office.HeadTitleRu).HasMaxLength(Office.TextLength);
        builder.Property(office => office.HeadTitleEn).HasMaxLength(Office.TextLength);
        builder.Property(office => office.Printed).HasMaxLength(1000);
        builder.Property(office => office.PrintedLines).HasMaxLength(40);
        builder.Property(office => office.OrderKey).HasMaxLength(2 * Office.TextLength);
        builder.Property(office => office.EntryHash).HasMaxLength(64);
        builder.HasOne<Office>().WithMany().HasForeignKey(office => office.ParentId);
        builder.HasOne<Region>().WithMany().HasForeignKey(office => office.RegionId);
        builder.HasIndex(office => office.Code).IsUnique();
        builder.HasIndex(office => new { office.RegionId, office.Kind });
    }
}
