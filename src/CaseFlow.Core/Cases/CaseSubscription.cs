using CaseFlow.Core.Database;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Cases;

/// <summary>A message, or another event from outside, that a case waits for.</summary>
public sealed class CaseSubscription
{
    public const int NameLength = 100;

    public long CaseId { get; set; }

    /// <summary>Number of the subscription in the case's state.</summary>
    public int No { get; set; }

    public SubscriptionKind Kind { get; set; }

    /// <summary>Name of the message or signal.</summary>
    public string Name { get; set; } = "";

    /// <summary>Correlation key; empty: the name alone decides.</summary>
    public string Key { get; set; } = "";

    /// <summary>BPMN id of the catching element.</summary>
    public string Element { get; set; } = "";

    /// <summary>The first by which a case waits for a message; null: it does not wait for it.</summary>
    public static Task<CaseSubscription?> OfMessage(CaseFlowDb db, long caseId, string message, CancellationToken cancellation) => db.Set<CaseSubscription>().AsNoTracking()
        .Where(row => row.CaseId == caseId && row.Kind == SubscriptionKind.Message && row.Name == message).OrderBy(row => row.No).FirstOrDefaultAsync(cancellation);
}

internal sealed class CaseSubscriptionConfiguration : IEntityTypeConfiguration<CaseSubscription>
{
    public void Configure(EntityTypeBuilder<CaseSubscription> builder)
    {
        builder.ToTable("subscriptions");
        builder.HasKey(row => new { row.CaseId, row.No });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.Property(row => row.Name).HasMaxLength(CaseSubscription.NameLength);
        builder.Property(row => row.Key).HasMaxLength(CaseSubscription.NameLength);
        builder.Property(row => row.Element).HasMaxLength(Case.ElementLength);
        builder.HasIndex(row => new { row.Kind, row.Name, row.Key });
    }
}
