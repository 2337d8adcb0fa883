using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>
/// Something that must happen outside the case's own transaction: a mail, a call, a message to another case. The id is
/// the idempotency key of the effect. The row is deleted when it is done.
/// </summary>
public sealed class OutboxMessage
{
    public long Id { get; set; }

    /// <summary>The case that asked for it; 0: none.</summary>
    public long CaseId { get; set; }

    /// <summary>The node of the case that waits for the answer; 0: nobody waits.</summary>
    public int Node { get; set; }

    /// <summary>Which handler does it; see <c>OutboxKinds</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>What the handler needs, as JSON.</summary>
    public byte[] Payload { get; set; } = [];

    public Instant CreatedAt { get; set; }

    /// <summary>Not to be tried before. <see cref="WorkItem.NotDue"/>: given up, an incident tells of it.</summary>
    public Instant NextAt { get; set; }

    /// <summary>How often it has failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Until then a pump has it in hand.</summary>
    public Instant LockedUntil { get; set; } = Instant.FromUnixTimeMilliseconds(0);

    /// <summary>The claim of the pump that has it in hand; 0: none yet.</summary>
    public long LockedBy { get; set; }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox");
        builder.Property(message => message.Kind).HasMaxLength(30);
        builder.HasIndex(message => new { message.NextAt, message.Id });
        builder.HasIndex(message => message.CaseId);
    }
}
