using CaseFlow.Core.Cases;
using CaseFlow.Core.Offices;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Definitions;

/// <summary>
/// What a definition waits for while it is in force, to start cases by itself. The rows of a process are switched in the
/// transaction that changes which of its versions is in force.
/// </summary>
public sealed class DefinitionStart
{
    public long Id { get; set; }

    /// <summary>The version in force.</summary>
    public long DefinitionId { get; set; }

    /// <summary>Process id.</summary>
    public string Key { get; set; } = "";

    /// <summary>BPMN id of the start event, or of what else starts the process.</summary>
    public string Element { get; set; } = "";

    public SubscriptionKind Kind { get; set; }

    /// <summary>Name of the message or signal; empty of any other.</summary>
    public string Name { get; set; } = "";

    /// <summary>The office of the cases that it starts.</summary>
    public long OfficeId { get; set; }

    /// <summary>Of a timer: the engine's TimerSpecification as JSON.</summary>
    public byte[] Specification { get; set; } = [];

    /// <summary>Of a cycle: occurrences left, the next one included; null: without end, or no cycle.</summary>
    public int? Remaining { get; set; }

    /// <summary>When it occurs next. <see cref="WorkItem.NotDue"/>: it is no timer, or cannot be counted and waits for a repair.</summary>
    public Instant DueAt { get; set; } = WorkItem.NotDue;

    /// <summary>Until then a pump has it in hand.</summary>
    public Instant LockedUntil { get; set; } = Instant.FromUnixTimeMilliseconds(0);

    /// <summary>The claim of the pump that has it in hand; 0: none yet.</summary>
    public long LockedBy { get; set; }

    /// <summary>How often starting a case has failed.</summary>
    public int Attempts { get; set; }
}

/// <summary>
/// An occurrence that has started a case: its key lets it start one only. The version is no part of it, so a date that has
/// come does not come again when the next version comes into force.
/// </summary>
public sealed class StartOccurrence
{
    /// <summary>Names the occurrence: a due time, a message, an outbox row.</summary>
    public string TriggerId { get; set; } = "";

    /// <summary>Process id.</summary>
    public string Key { get; set; } = "";

    /// <summary>BPMN id of the start.</summary>
    public string Element { get; set; } = "";

    /// <summary>The case that it has started.</summary>
    public long CaseId { get; set; }

    public Instant At { get; set; }
}

internal sealed class DefinitionStartConfiguration : IEntityTypeConfiguration<DefinitionStart>, IEntityTypeConfiguration<StartOccurrence>
{
    public void Configure(EntityTypeBuilder<DefinitionStart> builder)
    {
        builder.HasOne<DefinitionVersion>().WithMany().HasForeignKey(row => row.DefinitionId);
        builder.HasOne<Office>().WithMany().HasForeignKey(row => row.OfficeId);
        builder.Property(row => row.Key).HasMaxLength(Case.ProcessKeyLength);
        builder.Property(row => row.Element).HasMaxLength(Case.ElementLength);
        builder.Property(row => row.Name).HasMaxLength(CaseSubscription.NameLength);
        builder.HasIndex(row => row.Key);
        builder.HasIndex(row => new { row.Kind, row.Name });
        builder.HasIndex(row => new { row.DueAt, row.Id });
    }

    public void Configure(EntityTypeBuilder<StartOccurrence> builder)
    {
        builder.HasKey(row => new { row.TriggerId, row.Key, row.Element });
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.Property(row => row.TriggerId).HasMaxLength(HistoryRow.TriggerIdLength);
        builder.Property(row => row.Key).HasMaxLength(Case.ProcessKeyLength);
        builder.Property(row => row.Element).HasMaxLength(Case.ElementLength);
    }
}
