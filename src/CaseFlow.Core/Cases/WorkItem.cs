using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

public enum WorkItemState
{
    Open,
    Done,

    /// <summary>Withdrawn by the process: a timer or a message took another way.</summary>
    Cancelled,
}

/// <summary>A user task that waits for a person, or waited. Claiming and releasing it change this row alone.</summary>
public sealed class WorkItem
{
    public const int NameLength = 200;
    public const int RoleLength = 60;

    /// <summary>Stored as the role when there is more than one to whom the task is offered: <see cref="Candidates"/> lists them.</summary>
    public const string SeveralRoles = "*";

    /// <summary>Stored instead of "no due time", so that the inbox sorts by one column.</summary>
    public static readonly Instant NotDue = Instant.FromUnixTimeMilliseconds(253_402_300_799_999);

    public long CaseId { get; set; }

    /// <summary>Number of the node in the case's state.</summary>
    public int No { get; set; }

    /// <summary>BPMN id of the user task.</summary>
    public string Element { get; set; } = "";

    /// <summary>The definition version to which the element belongs: the case's own, or one that it calls.</summary>
    public long DefinitionId { get; set; }

    /// <summary>The task's name where it was made for this case; empty: it is called what its element is called.</summary>
    public string Name { get; set; } = "";

    /// <summary>The office in whose inbox it lies.</summary>
    public long OfficeId { get; set; }

    /// <summary>Role that may do it; empty: anybody in the office; or <see cref="SeveralRoles"/>.</summary>
    public string Role { get; set; } = "";

    /// <summary>Who may do it, when that is not one role.</summary>
    public List<WorkItemCandidate> Candidates { get; } = [];

    /// <summary>The user who has claimed it; 0: nobody.</summary>
    public long AssigneeId { get; set; }

    public WorkItemState State { get; set; }

    /// <summary>What the process asked for when it opened the task; known in that step and in memory, never stored.</summary>
    internal CaseFlow.Engine.OpenWorkItem? Offer { get; init; }

    public Instant CreatedAt { get; set; }

    /// <summary><see cref="NotDue"/> when there is no due time.</summary>
    public Instant DueAt { get; set; } = NotDue;

    public Instant? DoneAt { get; set; }

    /// <summary>The user who completed it; 0: nobody, or the system.</summary>
    public long DoneBy { get; set; }
}

/// <summary>One of several to whom a task is offered: a role in the task's office, or a person of that office.</summary>
public sealed class WorkItemCandidate
{
    public long CaseId { get; set; }

    /// <summary>Number of the work item.</summary>
    public int No { get; set; }

    /// <summary>1, 2, 3 … within the work item.</summary>
    public int Rank { get; set; }

    /// <summary>The role; empty: a person.</summary>
    public string Role { get; set; } = "";

    /// <summary>The person; 0: a role.</summary>
    public long UserId { get; set; }
}

internal sealed class WorkItemConfiguration : IEntityTypeConfiguration<WorkItem>, IEntityTypeConfiguration<WorkItemCandidate>
{
    public void Configure(EntityTypeBuilder<WorkItem> builder)
    {
        builder.HasKey(item => new { item.CaseId, item.No });
        builder.HasOne<Case>().WithMany().HasForeignKey(item => item.CaseId);
        builder.Property(item => item.Element).HasMaxLength(Case.ElementLength);
        builder.Property(item => item.Name).HasMaxLength(WorkItem.NameLength);
        builder.Property(item => item.Role).HasMaxLength(WorkItem.RoleLength);
        builder.HasMany(item => item.Candidates).WithOne().HasForeignKey(candidate => new { candidate.CaseId, candidate.No });
        builder.HasIndex(item => new { item.State, item.OfficeId, item.Role, item.DueAt, item.CaseId, item.No });
        builder.HasIndex(item => new { item.State, item.AssigneeId, item.DueAt, item.CaseId, item.No });
    }

    public void Configure(EntityTypeBuilder<WorkItemCandidate> builder)
    {
        builder.HasKey(candidate => new { candidate.CaseId, candidate.No, candidate.Rank });
        builder.Property(candidate => candidate.Role).HasMaxLength(WorkItem.RoleLength);
    }
}
