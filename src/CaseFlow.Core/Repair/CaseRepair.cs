using CaseFlow.Core.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Repair;

/// <summary>What a manager does about a case that cannot go on.</summary>
public enum RepairKind
{
    /// <summary>What failed is tried again.</summary>
    Retry = 1,

    /// <summary>An activity is left as if its work were done.</summary>
    Skip = 2,

    /// <summary>A token is taken to another element.</summary>
    Move = 3,

    /// <summary>A variable gets another value.</summary>
    SetVariable = 4,

    /// <summary>An inner timer is due at another time.</summary>
    MoveTimer = 5,

    /// <summary>The case ends where it stands.</summary>
    Cancel = 6,

    /// <summary>A migration is taken back; the row is of the whole migration, and its batch is the migration's id.</summary>
    UndoMigration = 7,

    /// <summary>One place of the case ends, and nothing takes its place.</summary>
    CancelStep = 8,
}

/// <summary>
/// One thing that a manager did, or tried, with the reason. The case's history says what happened; the words of the reason
/// are here, since a history holds no free text. Rows are never changed.
/// </summary>
public sealed class CaseRepair
{
    public const int ReasonLength = 1000;
    public const int DetailLength = 200;

    public long Id { get; set; }

    /// <summary>What was done together has the same.</summary>
    public long BatchId { get; set; }

    /// <summary>0: the incident has no case.</summary>
    public long CaseId { get; set; }

    /// <summary>0: the case itself was repaired, without an incident.</summary>
    public long IncidentId { get; set; }

    public RepairKind Kind { get; set; }

    /// <summary>BPMN id of the element; empty when none is meant.</summary>
    public string Element { get; set; } = "";

    /// <summary>Where to, which variable, until when: ids and dates, no names and no free text.</summary>
    public string Detail { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Empty: it was done. Otherwise the code of what stood against it.</summary>
    public string Refusal { get; set; } = "";

    public long ActorId { get; set; }

    public Instant At { get; set; }
}

internal sealed class CaseRepairConfiguration : IEntityTypeConfiguration<CaseRepair>
{
    public void Configure(EntityTypeBuilder<CaseRepair> builder)
    {
        builder.ToTable("repairs");
        builder.Property(row => row.Element).HasMaxLength(Case.ElementLength);
        builder.Property(row => row.Detail).HasMaxLength(CaseRepair.DetailLength);
        builder.Property(row => row.Reason).HasMaxLength(CaseRepair.ReasonLength);
        builder.Property(row => row.Refusal).HasMaxLength(40);
        builder.HasIndex(row => row.BatchId);
        builder.HasIndex(row => new { row.CaseId, row.At });
        builder.HasIndex(row => row.IncidentId);
    }
}
