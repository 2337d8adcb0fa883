using CaseFlow.Core.Cases;
using CaseFlow.Core.Drafts;
using CaseFlow.Core.Trials;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace CaseFlow.Core.WhatIf;

/// <summary>A what-if: finished cases replayed on a draft, one after another. It survives a restart: what is done is in the rows.</summary>
public sealed class WhatIfRun
{
    public long Id { get; set; }

    public long DraftId { get; set; }

    /// <summary>Hash of the files on which it replays: the draft may have changed since.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The files on which it replays (<see cref="PackageBytes"/>).</summary>
    public byte[] Package { get; set; } = [];

    public WorkState State { get; set; }

    /// <summary>Cases that ended from here on …</summary>
    public Instant From { get; set; }

    /// <summary>… until here.</summary>
    public Instant Until { get; set; }

    /// <summary>How many had ended in that time.</summary>
    public int Found { get; set; }

    /// <summary>How many of them are replayed.</summary>
    public int Total { get; set; }

    public Instant CreatedAt { get; set; }

    public long CreatedBy { get; set; }

    /// <summary>Null while it is not over.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>Until then one process has it in hand.</summary>
    public Instant LockedUntil { get; set; }
}

/// <summary>The verdict on one case of a what-if.</summary>
public sealed class WhatIfCase
{
    public const int DetailLength = 200;

    public long WhatIfId { get; set; }

    /// <summary>1, 2, 3 … in the order in which they are replayed.</summary>
    public int No { get; set; }

    public long CaseId { get; set; }

    /// <summary>The office that owed the result: whoever reads the list sees the cases of their own offices.</summary>
    public long OfficeId { get; set; }

    public Verdict Verdict { get; set; }

    /// <summary>One of the draft's terms would have passed unmet.</summary>
    public bool IsLate { get; set; }

    /// <summary>One of its terms had passed unmet in fact.</summary>
    public bool WasLate { get; set; }

    /// <summary>See <see cref="WhatIfResult.Element"/>.</summary>
    public string Element { get; set; } = "";

    /// <summary>See <see cref="WhatIfResult.Detail"/>.</summary>
    public string Detail { get; set; } = "";
}

internal sealed class WhatIfConfiguration : IEntityTypeConfiguration<WhatIfRun>, IEntityTypeConfiguration<WhatIfCase>
{
    public void Configure(EntityTypeBuilder<WhatIfRun> builder)
    {
        builder.HasOne<Draft>().WithMany().HasForeignKey(row => row.DraftId);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasIndex(row => row.DraftId);
        builder.HasIndex(row => row.State);
    }

    public void Configure(EntityTypeBuilder<WhatIfCase> builder)
    {
        builder.HasKey(row => new { row.WhatIfId, row.No });
        builder.HasOne<WhatIfRun>().WithMany().HasForeignKey(row => row.WhatIfId);
        builder.HasOne<Case>().WithMany().HasForeignKey(row => row.CaseId);
        builder.Property(row => row.Element).HasMaxLength(Case.ElementLength);
        builder.Property(row => row.Detail).HasMaxLength(WhatIfCase.DetailLength);
        builder.HasIndex(row => new { row.WhatIfId, row.Verdict });
    }
}
