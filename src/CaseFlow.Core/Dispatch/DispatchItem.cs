using CaseFlow.Core.Cases;
using CaseFlow.Core.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Dispatch;

/// <summary>How far a letter has come on its way (P24.3). Each state follows the one before.</summary>
public enum DispatchState
{
    /// <summary>Made, and waiting to be printed.</summary>
    Waiting = 1,

    Printed = 2,

    /// <summary>Signed and sealed on paper (R9).</summary>
    Signed = 3,

    Enveloped = 4,

    /// <summary>Handed to the post with a list: for a reply the clock stops here.</summary>
    Handed = 5,

    Delivered = 6,

    /// <summary>The post brought it back.</summary>
    Returned = 7,

    /// <summary>Not sent after all: replaced, or taken over.</summary>
    Withdrawn = 8,
}

/// <summary>Why a letter is posted.</summary>
public enum DispatchPurpose
{
    /// <summary>The written reply (P24.3).</summary>
    Reply = 1,

    /// <summary>The ticket and the stamped copy for a complaint that came by post (P24.1, P24.2).</summary>
    Acknowledgement = 2,

    /// <summary>The complainant is told that another body considers the complaint (R6).</summary>
    Forwarded = 3,

    /// <summary>Confirms that a complaint was taken back.</summary>
    Withdrawal = 4,
}

/// <summary>A letter in the dispatch register of an office: it can be proved that it left the house (P24.3).</summary>
public sealed class DispatchItem
{
    public const int TrackingLength = 20;
    public const int AddressLength = 400;

    public long Id { get; set; }

    public long CaseId { get; set; }

    /// <summary>The stored letter.</summary>
    public long LetterId { get; set; }

    /// <summary>The office that posts it.</summary>
    public long OfficeId { get; set; }

    public DispatchPurpose Purpose { get; set; }

    public DispatchState State { get; set; }

    /// <summary>Where the envelope goes; personal data, erased with the people of the case.</summary>
    public string Addressee { get; set; } = "";

    public string Address { get; set; } = "";

    public Instant CreatedAt { get; set; }

    /// <summary>The list with which it was handed to the post; 0: none yet.</summary>
    public long ListId { get; set; }

    /// <summary>The post's number of a registered letter; empty: none.</summary>
    public string TrackingNumber { get; set; } = "";

    public Instant? HandedAt { get; set; }

    /// <summary>Raised by each change; two people who change one letter at once are told apart by it.</summary>
    public long Version { get; set; }
}

/// <summary>A state that a letter reached: when, and by whom.</summary>
public sealed class DispatchStep
{
    public const int NoteLength = 300;

    public long ItemId { get; set; }

    /// <summary>1, 2, 3 … of the letter.</summary>
    public int No { get; set; }

    public DispatchState State { get; set; }

    public Instant At { get; set; }

    /// <summary>The user; 0: the system.</summary>
    public long By { get; set; }

    /// <summary>Such as why it came back; no personal data.</summary>
    public string Note { get; set; } = "";
}

/// <summary>A day's list of letters that an office hands to the post.</summary>
public sealed class PostalList
{
    public long Id { get; set; }

    public long OfficeId { get; set; }

    public LocalDate Day { get; set; }

    /// <summary>1, 2, 3 … of the office and the year.</summary>
    public int No { get; set; }

    public Instant HandedAt { get; set; }

    public long HandedBy { get; set; }
}

internal sealed class DispatchConfiguration
    : IEntityTypeConfiguration<DispatchItem>, IEntityTypeConfiguration<DispatchStep>, IEntityTypeConfiguration<PostalList>
{
    public void Configure(EntityTypeBuilder<DispatchItem> builder)
    {
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.HasOne<StoredLetter>().WithMany().HasForeignKey(row => row.LetterId);
        builder.Property(row => row.Addressee).HasMaxLength(DispatchItem.AddressLength);
        builder.Property(row => row.Address).HasMaxLength(DispatchItem.AddressLength);
        builder.Property(row => row.TrackingNumber).HasMaxLength(DispatchItem.TrackingLength);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => new { row.OfficeId, row.State, row.CreatedAt });
        builder.HasIndex(row => row.ListId);
        builder.HasIndex(row => row.TrackingNumber);
    }

    public void Configure(EntityTypeBuilder<DispatchStep> builder)
    {
        builder.HasKey(row => new { row.ItemId, row.No });
        builder.HasOne<DispatchItem>().WithMany().HasForeignKey(row => row.ItemId);
        builder.Property(row => row.Note).HasMaxLength(DispatchStep.NoteLength);
    }

    public void Configure(EntityTypeBuilder<PostalList> builder) =>
        builder.HasIndex(row => new { row.OfficeId, row.Day });
}
