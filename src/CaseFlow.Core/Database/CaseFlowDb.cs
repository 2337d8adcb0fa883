using CaseFlow.Core.Access;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using NodaTime;

namespace CaseFlow.Core.Database;

/// <summary>
/// The one database of the product. An entity joins it by an <see cref="IEntityTypeConfiguration{TEntity}"/> that lies
/// beside the entity; it is reached by <see cref="DbContext.Set{TEntity}()"/>. The thin subclasses of the providers add
/// only what a provider needs and a migrations folder.
/// </summary>
public abstract class CaseFlowDb : IdentityDbContext<User, Role, long>, IDataProtectionKeyContext
{
    /// <summary>A context over these options, which must carry a <see cref="KeyBlocks"/> among their interceptors.</summary>
    /// <exception cref="InvalidOperationException">The options carry no <see cref="KeyBlocks"/>.</exception>
    protected CaseFlowDb(DbContextOptions options)
        : base(options)
    {
        Keys = options.FindExtension<CoreOptionsExtension>()?.Interceptors?.OfType<KeyBlocks>().FirstOrDefault()
            ?? throw new InvalidOperationException("The options of CaseFlowDb need AddInterceptors(keyBlocks).");
    }

    /// <summary>Where new entities get their keys from.</summary>
    public KeyBlocks Keys { get; }

    /// <inheritdoc />
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Fixed, so that the tables do not depend on options given at sign-in's registration.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version1;

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        TextRules.Check(this);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc />
    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        TextRules.Check(this);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        configurationBuilder.Properties<LocalTime>().HaveConversion<LocalTimeConverter>();

        // Identity's end of a lockout, and nothing else, is a DateTimeOffset.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<DateTimeOffsetConverter>();
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CaseFlowDb).Assembly);
        ModelRules.Apply(builder.Model);
    }
}
