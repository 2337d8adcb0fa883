using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Database;

/// <summary>A setting of the installation that an administrator changes while it runs.</summary>
public sealed class Setting
{
    public string Key { get; set; } = "";

    public string Value { get; set; } = "";
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.HasKey(setting => setting.Key);
        builder.Property(setting => setting.Key).HasMaxLength(100);
        builder.Property(setting => setting.Value).HasMaxLength(2000);
    }
}
