using CaseFlow.Core.Cases;
using CaseFlow.Core.Database;
using CaseFlow.Engine.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Definitions;

/// <summary>
/// One version of a process with its forms, letters, texts and tables. Insert-only: a running case finds what it began
/// with. The same content again is the same version.
/// </summary>
public sealed class DefinitionVersion
{
    public long Id { get; set; }

    /// <summary>The service it belongs to.</summary>
    public string ServiceKey { get; set; } = "";

    /// <summary>Process id in the BPMN file.</summary>
    public string Key { get; set; } = "";

    /// <summary>1, 2, 3 … within the key.</summary>
    public int Version { get; set; }

    /// <summary>SHA-256 over the paths and contents of all files, lower-case hex.</summary>
    public string Hash { get; set; } = "";

    public Instant CreatedAt { get; set; }

    /// <summary>The user who published it; 0: it was shipped.</summary>
    public long CreatedBy { get; set; }

    /// <summary>Adds a version with its files; the caller saves.</summary>
    /// <param name="db">The database.</param>
    /// <param name="package">The files.</param>
    /// <param name="key">Process id.</param>
    /// <param name="by">The user who publishes it; 0: it is shipped.</param>
    /// <param name="now">Now.</param>
    public static DefinitionVersion Add(CaseFlowDb db, DefinitionPackage package, string key, long by, Instant now)
    {
        var version = new DefinitionVersion { ServiceKey = package.ServiceKey, Key = key, Version = package.Version, Hash = package.Hash, CreatedAt = now, CreatedBy = by };
        db.Add(version);
        db.AddRange(package.Files.Select((file, index) => new DefinitionFile { DefinitionId = version.Id, No = index + 1, Path = file.Path, Content = file.Content }));
        return version;
    }

    /// <summary>The name of this version as the engine writes it into states and events.</summary>
    public DefinitionRef Reference => new(Key, Version, Hash);
}

/// <summary>A file of a definition version.</summary>
public sealed class DefinitionFile
{
    public long DefinitionId { get; set; }

    /// <summary>1, 2, 3 … in the order of paths.</summary>
    public int No { get; set; }

    /// <summary>Path within the version's folder, with "/", such as letters/certificate.kk.md.</summary>
    public string Path { get; set; } = "";

    public byte[] Content { get; set; } = [];
}

/// <summary>From when to when a version is the one on which new cases begin (R7).</summary>
public sealed class DefinitionInForce
{
    public long Id { get; set; }

    /// <summary>Process id.</summary>
    public string Key { get; set; } = "";

    public long DefinitionId { get; set; }

    public Instant ValidFrom { get; set; }

    /// <summary>It is to come into force later: what starts the process by itself has not been switched to it yet.</summary>
    public bool IsPlanned { get; set; }

    /// <summary>The first instant at which it is no longer in force; <see cref="WorkItem.NotDue"/>: without end.</summary>
    public Instant ValidUntil { get; set; } = WorkItem.NotDue;
}

internal sealed class DefinitionConfiguration :
    IEntityTypeConfiguration<DefinitionVersion>,
    IEntityTypeConfiguration<DefinitionFile>,
    IEntityTypeConfiguration<DefinitionInForce>
{
    public void Configure(EntityTypeBuilder<DefinitionVersion> builder)
    {
        builder.Property(row => row.ServiceKey).HasMaxLength(Case.ServiceKeyLength);
        builder.Property(row => row.Key).HasMaxLength(Case.ProcessKeyLength);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Ignore(row => row.Reference);
        builder.HasIndex(row => new { row.Key, row.Version }).IsUnique();
        builder.HasIndex(row => new { row.Key, row.Hash }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DefinitionFile> builder)
    {
        builder.HasKey(row => new { row.DefinitionId, row.No });
        builder.HasOne<DefinitionVersion>().WithMany().HasForeignKey(row => row.DefinitionId);
        builder.Property(row => row.Path).HasMaxLength(200);
        builder.HasIndex(row => new { row.DefinitionId, row.Path }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DefinitionInForce> builder)
    {
        builder.ToTable("definitions_in_force");
        builder.HasOne<DefinitionVersion>().WithMany().HasForeignKey(row => row.DefinitionId);
        builder.Property(row => row.Key).HasMaxLength(Case.ProcessKeyLength);
        builder.HasIndex(row => new { row.Key, row.ValidFrom }).IsUnique();
    }
}
