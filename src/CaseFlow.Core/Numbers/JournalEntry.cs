using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Numbers;

public enum JournalEntryState
{
    /// <summary>The number belongs to a case.</summary>
    Used = 1,

    /// <summary>Set aside for paper during an outage: to be entered afterwards, or voided.</summary>
    SetAside = 2,

    /// <summary>It belongs to nothing, for a reason that is on record.</summary>
    Voided = 3,
}

/// <summary>A line of a journal that is printed: each number drawn is one, so that a journal has neither gap nor duplicate (P24.1).</summary>
public sealed class JournalEntry
{
    public const int ReasonLength = 500;

    public long OfficeId { get; set; }

    /// <summary>Which journal, such as complaint.</summary>
    public string Series { get; set; } = "";

    /// <summary>Year of registration at the office.</summary>
    public int Year { get; set; }

    public int No { get; set; }

    public JournalEntryState State { get; set; }

    /// <summary>The case that has the number; 0: none.</summary>
    public long CaseId { get; set; }

    /// <summary>The date of registration; of a number set aside or voided the day it was set aside.</summary>
    public LocalDate Day { get; set; }

    /// <summary>Why it was set aside, and why voided; empty for an ordinary line.</summary>
    public string Reason { get; set; } = "";

    public Instant ChangedAt { get; set; }

    /// <summary>The user; 0: the system.</summary>
    public long ChangedBy { get; set; }
}

/// <summary>A journal of a past year to which nothing is added any more.</summary>
public sealed class JournalClosure
{
    public long OfficeId { get; set; }

    public string Series { get; set; } = "";

    public int Year { get; set; }

    /// <summary>The last number of the year; 0: the journal is empty.</summary>
    public int Last { get; set; }

    public Instant ClosedAt { get; set; }

    public long ClosedBy { get; set; }
}

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>, IEntityTypeConfiguration<JournalClosure>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.HasKey(row => new { row.OfficeId, row.Series, row.Year, row.No });
        builder.Property(row => row.Series).HasMaxLength(40);
        builder.Property(row => row.Reason).HasMaxLength(JournalEntry.ReasonLength);
        builder.HasIndex(row => row.CaseId);
    }

    public void Configure(EntityTypeBuilder<JournalClosure> builder)
    {
        builder.HasKey(row => new { row.OfficeId, row.Series, row.Year });
        builder.Property(row => row.Series).HasMaxLength(40);
    }
}
