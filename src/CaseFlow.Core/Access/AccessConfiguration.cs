using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Access;

internal sealed class AccessConfiguration : IEntityTypeConfiguration<Assignment>, IEntityTypeConfiguration<AccessChange>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        builder.HasKey(assignment => new { assignment.UserId, assignment.No });
        builder.Property(assignment => assignment.Role).HasMaxLength(32);
        builder.HasOne<User>().WithMany().HasForeignKey(assignment => assignment.UserId);
        builder.HasIndex(assignment => new { assignment.OfficeId, assignment.Role });
    }

    public void Configure(EntityTypeBuilder<AccessChange> builder)
    {
        builder.Property(change => change.Role).HasMaxLength(32);
        builder.HasOne<User>().WithMany().HasForeignKey(change => change.UserId);
        builder.HasIndex(change => new { change.UserId, change.Id });
    }
}
