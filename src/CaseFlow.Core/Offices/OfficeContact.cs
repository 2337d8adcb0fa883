using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Offices;

/// <summary>A telephone, fax, e-mail or site of an office.</summary>
public sealed class OfficeContact
{
    public long OfficeId { get; set; }

    /// <summary>From 1, in the order of the page.</summary>
    public int No { get; set; }

    public ContactKind Kind { get; set; }

    /// <summary>As printed.</summary>
    public string Printed { get; set; } = "";

    /// <summary>A number in E.164, an e-mail or a site in usable form; null when what is printed cannot be used.</summary>
    public string? Normalised { get; set; }

    /// <summary>Whether one can call it or write to it.</summary>
    public bool Usable => Normalised is not null;
}

internal sealed class OfficeContactConfiguration : IEntityTypeConfiguration<OfficeContact>
{
    public void Configure(EntityTypeBuilder<OfficeContact> builder)
    {
        builder.HasKey(contact => new { contact.OfficeId, contact.No });
        builder.HasOne<Office>().WithMany().HasForeignKey(contact => contact.OfficeId);
        builder.Property(contact => contact.Printed).HasMaxLength(100);
        builder.Property(contact => contact.Normalised).HasMaxLength(100);
        builder.Ignore(contact => contact.Usable);
    }
}
