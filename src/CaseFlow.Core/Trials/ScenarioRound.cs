using CaseFlow.Core.Drafts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Trials;

/// <summary>How far work beside the pages has come.</summary>
public enum WorkState
{
    Waiting = 1,
    Running = 2,
    Done = 3,

    /// <summary>Somebody has stopped it.</summary>
    Stopped = 4,

    /// <summary>It cannot be done.</summary>
    Failed = 5,
}

/// <summary>All scenarios of a draft run once, file by file. It survives a restart: what is done is in the row.</summary>
public sealed class ScenarioRound
{
    public long Id { get; set; }

    public long DraftId { get; set; }

    /// <summary>Hash of the files that were run: the draft may have changed since.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The files that are run (<see cref="PackageBytes"/>).</summary>
    public byte[] Package { get; set; } = [];

    public WorkState State { get; set; }

    /// <summary>Scenario files.</summary>
    public int Total { get; set; }

    /// <summary>Scenario files that were run.</summary>
    public int Done { get; set; }

    /// <summary>What came of each run, as JSON (<see cref="ScenarioRow"/>).</summary>
    public byte[] Results { get; set; } = [];

    public Instant CreatedAt { get; set; }

    public long CreatedBy { get; set; }

    /// <summary>Until then one process has it in hand.</summary>
    public Instant LockedUntil { get; set; }
}

/// <summary>One run of a scenario file.</summary>
/// <param name="File">Path within the version.</param>
/// <param name="Run">Its name.</param>
/// <param name="Failures">What was not as expected; empty: it passed.</param>
public sealed record ScenarioRow(string File, string Run, IReadOnlyList<string> Failures)
{
    public bool Passed => Failures.Count == 0;
}

internal sealed class ScenarioRoundConfiguration : IEntityTypeConfiguration<ScenarioRound>
{
    public void Configure(EntityTypeBuilder<ScenarioRound> builder)
    {
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => row.DraftId);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasIndex(row => row.DraftId);
        builder.HasIndex(row => row.State);
    }
}
