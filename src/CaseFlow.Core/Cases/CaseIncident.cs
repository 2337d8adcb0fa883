using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.Cases;

/// <summary>Where an incident comes from, and so what a retry does.</summary>
public enum IncidentSource
{
    /// <summary>The process: an element cannot go on. <see cref="CaseIncident.Ref"/> is its number in the state.</summary>
    Process,

    /// <summary>A timer that cannot be counted or fired. Ref is the timer's number.</summary>
    Timer,

    /// <summary>An outbox row whose last attempt failed. Ref is its id.</summary>
    Outbox,

    /// <summary>A step that would have grown beyond the limits. Ref is the version from which it was tried.</summary>
    Limit,

    /// <summary>A work item whose office or people are not known; it lies with the responsible office. Ref is its number.</summary>
    WorkItem,

    /// <summary>A start of a definition that fails, so there is no case. Ref is the id of its row.</summary>
    Start,

    /// <summary>The census: the case runs and waits for nobody and for nothing. Ref is the version at which it stands.</summary>
    Stuck,
}

/// <summary>A failure that a manager must see; it is kept after it was resolved.</summary>
public sealed class CaseIncident
{
    public const int MessageLength = 1000;

    public long Id { get; set; }

    /// <summary>The case; 0: an outbox row, or a start, without a case.</summary>
    public long CaseId { get; set; }

    public IncidentSource Source { get; set; }

    /// <summary>Number of what failed; see <see cref="IncidentSource"/>.</summary>
    public long Ref { get; set; }

    /// <summary>BPMN id of the element; empty when none is to blame.</summary>
    public string Element { get; set; } = "";

    /// <summary>A code of the engine's closed list, or of <c>RunnerCodes</c>.</summary>
    public string Code { get; set; } = "";

    /// <summary>What went wrong; no personal data.</summary>
    public string Message { get; set; } = "";

    public Instant RaisedAt { get; set; }

    /// <summary>Null while it is open.</summary>
    public Instant? ResolvedAt { get; set; }
}

internal sealed class CaseIncidentConfiguration : IEntityTypeConfiguration<CaseIncident>
{
    public void Configure(EntityTypeBuilder<CaseIncident> builder)
    {
        builder.ToTable("incidents");
        builder.Property(incident => incident.Element).HasMaxLength(Case.ElementLength);
        builder.Property(incident => incident.Code).HasMaxLength(40);
        builder.Property(incident => incident.Message).HasMaxLength(CaseIncident.MessageLength);
        builder.HasIndex(incident => new { incident.CaseId, incident.Source, incident.Ref });
        builder.HasIndex(incident => new { incident.ResolvedAt, incident.Id });
    }
}
