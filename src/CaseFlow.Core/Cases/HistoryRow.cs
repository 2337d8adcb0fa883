using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>
/// One step of a case: who did what, when, why, and the events that followed. Each row holds the hash of the one before
/// it, so that a row changed or taken out later shows.
/// </summary>
public sealed class HistoryRow
{
    public const int TriggerIdLength = 80;

    public long CaseId { get; set; }

    /// <summary>The case's version after the step.</summary>
    public long Version { get; set; }

    /// <summary>Names the occurrence that caused the step: a form, a timer's due time, an outbox row. Once in a case.</summary>
    public string TriggerId { get; set; } = "";

    /// <summary>Kind of trigger, such as complete-task.</summary>
    public string Kind { get; set; } = "";

    /// <summary>The user who acted; 0: the system.</summary>
    public long ActorId { get; set; }

    public Instant At { get; set; }

    /// <summary>BPMN id of the element that was acted on, or another cause; never a name or a free text.</summary>
    public string Why { get; set; } = "";

    /// <summary>The engine's events as JSON.</summary>
    public byte[] Events { get; set; } = [];

    /// <summary>SHA-256 of the row before; 32 zeros in the first.</summary>
    public byte[] PreviousHash { get; set; } = [];

    /// <summary>SHA-256 of this row, <see cref="PreviousHash"/> included.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>What <see cref="Hash"/> must be.</summary>
    public byte[] ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, PreviousHash);
        Append(hash, CaseId);
        Append(hash, Version);
        Append(hash, Encoding.UTF8.GetBytes(TriggerId));
        Append(hash, Encoding.UTF8.GetBytes(Kind));
        Append(hash, ActorId);
        Append(hash, At.ToUnixTimeMilliseconds());
        Append(hash, Encoding.UTF8.GetBytes(Why));
        Append(hash, Events);
        return hash.GetHashAndReset();
    }

    /// <summary>The length goes first, so that no two rows run together to the same bytes.</summary>
    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Append(hash, bytes.LongLength);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}

internal sealed class HistoryRowConfiguration : IEntityTypeConfiguration<HistoryRow>
{
    public void Configure(EntityTypeBuilder<HistoryRow> builder)
    {
        builder.ToTable("history");
        builder.HasKey(row => new { row.CaseId, row.Version });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.Property(row => row.TriggerId).HasMaxLength(HistoryRow.TriggerIdLength);
        builder.Property(row => row.Kind).HasMaxLength(30);
        builder.Property(row => row.Why).HasMaxLength(200);
        builder.Property(row => row.PreviousHash).HasMaxLength(32);
        builder.Property(row => row.Hash).HasMaxLength(32);
        builder.HasIndex(row => new { row.TriggerId, row.CaseId }).IsUnique();
    }
}
