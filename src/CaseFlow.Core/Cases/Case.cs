using System.Collections.Immutable;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>
/// One running or ended case: a root process with everything it calls, in one row under one version. Two writers of a
/// case are told apart by <see cref="Version"/> alone.
/// </summary>
public sealed class Case
{
    public const int ServiceKeyLength = 60;
    public const int ProcessKeyLength = 100;
    public const int ElementLength = 100;

    public long Id { get; set; }

    /// <summary>Folder name of the service package, such as personal-farm-certificate.</summary>
    public string ServiceKey { get; set; } = "";

    /// <summary>Process id of the root definition.</summary>
    public string ProcessKey { get; set; } = "";

    /// <summary>
    /// The definition version under which the case runs: the one on which it began (R7), or to which a manager has migrated
    /// it within the same edition.
    /// </summary>
    public long DefinitionId { get; set; }

    /// <summary>Number of steps so far; the first is 1.</summary>
    public long Version { get; set; }

    /// <summary>Where the case stands: the root part of its state, UTF-8 JSON (see <see cref="StateSegments"/>).</summary>
    public byte[] State { get; set; } = [];

    /// <summary>How many segments the state has besides; 0: <see cref="State"/> is all of it.</summary>
    public int SegmentCount { get; set; }

    /// <summary>The segments, when they have been loaded: rows of their own (<see cref="CaseSegment"/>).</summary>
    public ImmutableSortedDictionary<SegmentKey, byte[]> Segments { get; set; } = StateSegments.None;

    /// <summary>Hash of the last history row: the head of the chain, so that rows cut off its end are missed too.</summary>
    public byte[] HistoryHash { get; set; } = new byte[32];

    public ProcessStatus Status { get; set; }

    /// <summary>The office that owes the result.</summary>
    public long OfficeId { get; set; }

    /// <summary>The office that took the application; the same as <see cref="OfficeId"/> unless it came through another.</summary>
    public long IntakeOfficeId { get; set; }

    /// <summary>Number of registration as printed; empty until one is given.</summary>
    public string Number { get; set; } = "";

    /// <summary>Id of the end event reached; empty while running, and when cancelled.</summary>
    public string Outcome { get; set; } = "";

    public Instant StartedAt { get; set; }

    /// <summary>Null while running.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>The whole state.</summary>
    /// <exception cref="InvalidOperationException">The segments have not been loaded.</exception>
    public ProcessState ReadState() => Segments.Count == SegmentCount
        ? StateSegments.Join(State, Segments)
        : throw new InvalidOperationException($"{Segments.Count} of {SegmentCount} segments of case {Id} are there.");

    internal Case Copy() => (Case)MemberwiseClone();
}

internal sealed class CaseConfiguration : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> builder)
    {
        builder.Ignore(row => row.Segments);
        builder.Property(row => row.ServiceKey).HasMaxLength(Case.ServiceKeyLength);
        builder.Property(row => row.ProcessKey).HasMaxLength(Case.ProcessKeyLength);
        builder.Property(row => row.Number).HasMaxLength(40);
        builder.Property(row => row.Outcome).HasMaxLength(Case.ElementLength);
        builder.Property(row => row.HistoryHash).HasMaxLength(32);
        builder.HasIndex(row => new { row.OfficeId, row.StartedAt });
        builder.HasIndex(row => new { row.IntakeOfficeId, row.StartedAt });
        builder.HasIndex(row => row.Number);
    }
}
