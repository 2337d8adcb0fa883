using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>
/// What somebody has typed into a task's form and not sent yet, saved while they type. It is the person's own, replaced at
/// each saving, and goes with the task.
/// </summary>
public sealed class TaskDraft
{
    public long CaseId { get; set; }

    /// <summary>Number of the work item.</summary>
    public int No { get; set; }

    public long UserId { get; set; }

    /// <summary>Key of the form field.</summary>
    public string Key { get; set; } = "";

    public string Text { get; set; } = "";

    public Instant SavedAt { get; set; }
}

internal sealed class TaskDraftConfiguration : IEntityTypeConfiguration<TaskDraft>
{
    public void Configure(EntityTypeBuilder<TaskDraft> builder)
    {
        builder.HasKey(row => new { row.CaseId, row.No, row.UserId, row.Key });
        builder.HasOne<WorkItem>().WithMany().HasForeignKey(row => new { row.CaseId, row.No });
        builder.Property(row => row.Key).HasMaxLength(CaseText.KeyLength);
        builder.Property(row => row.Text).HasMaxLength(CaseText.TextLength);
    }
}
