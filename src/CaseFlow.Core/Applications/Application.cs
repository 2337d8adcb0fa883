using CaseFlow.Core.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Applications;

/// <summary>What an applicant asked for and handed in (P11–P14): the domain side of a service case.</summary>
public sealed class Application
{
    public const int AddressLength = 300;

    public long CaseId { get; set; }

    /// <summary>Language of the receipt and of the result: kk or ru.</summary>
    public string Language { get; set; } = "kk";

    /// <summary>The settlement where the farm lies, or whatever the application is about; it decides which office is competent.</summary>
    public long LocalityId { get; set; }

    /// <summary>Street and house of the farm, or of what else the service asks an address; empty when it asks none.</summary>
    public string FarmAddress { get; set; } = "";

    public Instant AcceptedAt { get; set; }

    /// <summary>The worker who accepted (P14.5).</summary>
    public long AcceptedBy { get; set; }

    /// <summary>Everything of P11 was handed in at the first go (A4 3.2).</summary>
    public bool PackageComplete { get; set; }

    /// <summary>From when the result is handed out (P14.4, R2).</summary>
    public Instant PickupAt { get; set; }

    /// <summary>128 random bits, lower-case hex: what a QR code leads to instead of a number that can be guessed.</summary>
    public string PublicToken { get; set; } = "";
}

/// <summary>A document of the package (P11, P14.3).</summary>
public sealed class ApplicationDocument
{
    public const int NameLength = 200;

    public long CaseId { get; set; }

    /// <summary>1, 2, 3 … in the order of the receipt.</summary>
    public int No { get; set; }

    /// <summary>Id in the service's list of documents; empty for another one that the person added.</summary>
    public string DocumentId { get; set; } = "";

    /// <summary>What another one is; empty for a document of the service's list.</summary>
    public string Name { get; set; } = "";

    /// <summary>False: it was missing, and the receipt says so.</summary>
    public bool Given { get; set; }

    /// <summary>An original: compared and given back to the person (P11.1).</summary>
    public bool Returned { get; set; }

    /// <summary>The scan; 0: none was attached.</summary>
    public long FileId { get; set; }
}

internal sealed class ApplicationConfiguration : IEntityTypeConfiguration<Application>, IEntityTypeConfiguration<ApplicationDocument>
{
    public void Configure(EntityTypeBuilder<Application> builder)
    {
        builder.HasKey(row => row.CaseId);
        builder.Property(row => row.CaseId).ValueGeneratedNever();
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.Property(row => row.Language).HasMaxLength(2);
        builder.Property(row => row.FarmAddress).HasMaxLength(Application.AddressLength);
        builder.Property(row => row.PublicToken).HasMaxLength(PublicToken.Length);
        builder.HasIndex(row => row.PublicToken).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ApplicationDocument> builder)
    {
        builder.HasKey(row => new { row.CaseId, row.No });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.Property(row => row.DocumentId).HasMaxLength(60);
        builder.Property(row => row.Name).HasMaxLength(ApplicationDocument.NameLength);
    }
}
