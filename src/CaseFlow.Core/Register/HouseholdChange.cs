using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Register;

/// <summary>One saving of an account: who, when, why, and the account before and after. Rows are added and never changed.</summary>
public sealed class HouseholdChange
{
    public const int ReasonLength = 300;

    public long AccountId { get; set; }

    /// <summary>The account's version after it; 1 is its opening.</summary>
    public long Version { get; set; }

    public Instant At { get; set; }

    /// <summary>Who did it; 0: the program, which loads the demo data.</summary>
    public long UserId { get; set; }

    /// <summary>On the ground of what.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The account before, as JSON; empty for its opening.</summary>
    public byte[] Before { get; set; } = [];

    /// <summary>The account after, as JSON.</summary>
    public byte[] After { get; set; } = [];

    /// <summary>What was different.</summary>
    public IReadOnlyList<HouseholdDifference> Differences() => HouseholdDifference.Between(HouseholdJson.Read(Before), HouseholdJson.Read(After)!);
}

internal sealed class HouseholdChangeConfiguration : IEntityTypeConfiguration<HouseholdChange>
{
    public void Configure(EntityTypeBuilder<HouseholdChange> builder)
    {
        builder.HasKey(change => new { change.AccountId, change.Version });
        builder.HasOne<HouseholdAccount>().WithMany().HasForeignKey(change => change.AccountId);
        builder.Property(change => change.Reason).HasMaxLength(HouseholdChange.ReasonLength);
    }
}
