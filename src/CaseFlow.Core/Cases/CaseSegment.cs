using System.Collections.Immutable;
using CaseFlow.Core.Database;
using CaseFlow.Engine.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Cases;

/// <summary>
/// A part of a case's state that is written apart (see <see cref="StateSegments"/>), so that of a thousand waiting
/// instances a few are written when one of them completes. It is written under the version of its case.
/// </summary>
public sealed class CaseSegment
{
    public long CaseId { get; set; }

    /// <summary>See <see cref="SegmentKey"/>.</summary>
    public int Owner { get; set; }

    public int No { get; set; }

    /// <summary>UTF-8 JSON.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>
    /// The row with its segments, so that its whole state can be read. If the case has been stepped since the row was
    /// read, a newer row: the parts of one state belong together.
    /// </summary>
    public static async Task<Case> Complete(CaseFlowDb db, Case row, CancellationToken cancellation)
    {
        while (row.SegmentCount > 0)
        {
            var segments = await db.Set<CaseSegment>().AsNoTracking().Where(segment => segment.CaseId == row.Id).ToListAsync(cancellation);
            var now = await db.Set<Case>().AsNoTracking().SingleAsync(found => found.Id == row.Id, cancellation);
            if (now.Version == row.Version)
            {
                row.Segments = segments.ToImmutableSortedDictionary(static segment => new SegmentKey(segment.Owner, segment.No), static segment => segment.Content);
                break;
            }

            row = now;
        }

        return row;
    }
}

internal sealed class CaseSegmentConfiguration : IEntityTypeConfiguration<CaseSegment>
{
    public void Configure(EntityTypeBuilder<CaseSegment> builder)
    {
        builder.HasKey(segment => new { segment.CaseId, segment.Owner, segment.No });
        builder.HasOne<Case>().WithMany().HasForeignKey(segment => segment.CaseId);
    }
}
