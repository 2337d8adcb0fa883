using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>
/// An armed timer: when it is due, and from what that was counted, so that a changed calendar can count again without
/// stepping the case. The row is deleted in the step that fires or disarms it.
/// </summary>
public sealed class CaseTimer
{
    public long CaseId { get; set; }

    /// <summary>Number of the subscription in the case's state.</summary>
    public int No { get; set; }

    /// <summary>BPMN id of the catching event.</summary>
    public string Element { get; set; } = "";

    /// <summary>The engine's TimerSpecification as JSON.</summary>
    public byte[] Specification { get; set; } = [];

    /// <summary>A duration counts from here: when the timer was armed, or the last due time of a cycle.</summary>
    public Instant CountedFrom { get; set; }

    /// <summary>When it fires. <see cref="WorkItem.NotDue"/>: it could not be counted and waits for a repair.</summary>
    public Instant DueAt { get; set; }

    /// <summary>Until then a pump has it in hand.</summary>
    public Instant LockedUntil { get; set; } = Instant.FromUnixTimeMilliseconds(0);

    /// <summary>The claim of the pump that has it in hand; 0: none yet.</summary>
    public long LockedBy { get; set; }

    /// <summary>How often firing it has failed.</summary>
    public int Attempts { get; set; }
}

internal sealed class CaseTimerConfiguration : IEntityTypeConfiguration<CaseTimer>
{
    public void Configure(EntityTypeBuilder<CaseTimer> builder)
    {
        builder.ToTable("timers");
        builder.HasKey(timer => new { timer.CaseId, timer.No });
        builder.HasOne<Case>().WithMany().HasForeignKey(timer => timer.CaseId);
        builder.Property(timer => timer.Element).HasMaxLength(Case.ElementLength);
        builder.HasIndex(timer => new { timer.DueAt, timer.CaseId, timer.No });
    }
}
