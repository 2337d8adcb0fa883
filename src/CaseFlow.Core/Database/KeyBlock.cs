using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Database;

/// <summary>The counter from which <see cref="KeyBlocks"/> takes blocks of keys.</summary>
public sealed class KeyBlock
{
    /// <summary>The name of the one counter there is.</summary>
    public const string Keys = "keys";

    /// <summary>Name of the counter.</summary>
    public string Name { get; init; } = Keys;

    /// <summary>The first key that nobody has taken yet.</summary>
    public long NextKey { get; init; } = 1;
}

internal sealed class KeyBlockConfiguration : IEntityTypeConfiguration<KeyBlock>
{
    public void Configure(EntityTypeBuilder<KeyBlock> builder)
    {
        builder.HasKey(block => block.Name);
        builder.Property(block => block.Name).HasMaxLength(20);
        builder.HasData(new KeyBlock());
    }
}
