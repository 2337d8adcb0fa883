using CaseFlow.Core.Cases;
using CaseFlow.Core.Definitions;
using CaseFlow.Core.Repair;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Migrating;

public enum MigrationState
{
    Running = 1,

    /// <summary>A manager has stopped it; what is left waits until it is resumed.</summary>
    Stopped = 2,

    /// <summary>No case of it waits any more.</summary>
    Done = 3,

    /// <summary>It is being taken back.</summary>
    Undoing = 4,

    /// <summary>It was taken back, as far as cases had not moved on.</summary>
    Undone = 5,
}

/// <summary>Running cases of one version that are taken to another of the same process and edition.</summary>
public sealed class MigrationRun
{
    public long Id { get; set; }

    /// <summary>Row of the version that the cases leave.</summary>
    public long FromId { get; set; }

    /// <summary>Row of the version under which they go on.</summary>
    public long ToId { get; set; }

    /// <summary>Element ids that differ, as a JSON object; an empty id: nothing stands in its place.</summary>
    public byte[] Mapping { get; set; } = [];

    public string Reason { get; set; } = "";

    public MigrationState State { get; set; } = MigrationState.Running;

    public long CreatedBy { get; set; }

    public Instant CreatedAt { get; set; }

    /// <summary>Null while a case waits.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>Until then a pump has it in hand.</summary>
    public Instant LockedUntil { get; set; } = Instant.FromUnixTimeMilliseconds(0);

    /// <summary>The claim of the pump that has it in hand; 0: none yet.</summary>
    public long LockedBy { get; set; }
}

public enum MigratedState
{
    Waiting = 1,
    Done = 2,

    /// <summary>Something was in its way; the case is as it was.</summary>
    Refused = 3,

    /// <summary>It was migrated, and then taken back.</summary>
    Undone = 4,

    /// <summary>It was migrated and could not be taken back: it had moved on.</summary>
    Kept = 5,
}

/// <summary>One case of a migration, with what is needed to take it back.</summary>
public sealed class MigratedCase
{
    public long MigrationId { get; set; }

    public long CaseId { get; set; }

    public MigratedState State { get; set; } = MigratedState.Waiting;

    /// <summary>The case's version after the migration: while it is this, the migration can be taken back. 0: not migrated.</summary>
    public long Version { get; set; }

    /// <summary>With <see cref="MigratedState.Refused"/>: the reasons as JSON.</summary>
    public byte[] Obstacles { get; set; } = [];

    /// <summary>The state before, as JSON; empty when it was not migrated.</summary>
    public byte[] Before { get; set; } = [];

    /// <summary>The timers before, with their due times, as JSON.</summary>
    public byte[] Timers { get; set; } = [];

    /// <summary>When it was migrated, refused, or taken back; null while it waits.</summary>
    public Instant? At { get; set; }
}

internal sealed class MigrationConfiguration : IEntityTypeConfiguration<MigrationRun>, IEntityTypeConfiguration<MigratedCase>
{
    public void Configure(EntityTypeBuilder<MigrationRun> builder)
    {
        builder.Property(row => row.Reason).HasMaxLength(CaseRepair.ReasonLength);
        builder.HasOne<DefinitionVersion>().WithMany().HasForeignKey(row => row.FromId);
        builder.HasOne<DefinitionVersion>().WithMany().HasForeignKey(row => row.ToId);
        builder.HasIndex(row => new { row.State, row.Id });
    }

    public void Configure(EntityTypeBuilder<MigratedCase> builder)
    {
        builder.HasKey(row => new { row.MigrationId, row.CaseId });
        builder.HasOne<MigrationRun>().WithMany().HasForeignKey(row => row.MigrationId);
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.HasIndex(row => new { row.MigrationId, row.State, row.CaseId });
    }
}
