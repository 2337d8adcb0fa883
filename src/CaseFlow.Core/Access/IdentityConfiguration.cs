using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseFlow.Core.Access;

/// <summary>
/// ASP.NET Core Identity's tables under our rules: every text has a length, and what is unique is never null.
/// </summary>
internal sealed class IdentityConfiguration :
    IEntityTypeConfiguration<User>,
    IEntityTypeConfiguration<Role>,
    IEntityTypeConfiguration<IdentityUserClaim<long>>,
    IEntityTypeConfiguration<IdentityRoleClaim<long>>,
    IEntityTypeConfiguration<IdentityUserLogin<long>>,
    IEntityTypeConfiguration<IdentityUserToken<long>>,
    IEntityTypeConfiguration<IdentityUserRole<long>>
{
    private const int NameLength = 256;
    private const int StampLength = 64;
    private const int KeyLength = 128;

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(user => user.UserName).HasMaxLength(NameLength).IsRequired();
        builder.Property(user => user.NormalizedUserName).HasMaxLength(NameLength).IsRequired();
        builder.Property(user => user.PasswordHash).HasMaxLength(512);
        builder.Property(user => user.SecurityStamp).HasMaxLength(StampLength);
        builder.Property(user => user.ConcurrencyStamp).HasMaxLength(StampLength);
        builder.Property(user => user.PhoneNumber).HasMaxLength(32);
        builder.Property(user => user.Surname).HasMaxLength(100);
        builder.Property(user => user.Name).HasMaxLength(100);
        builder.Property(user => user.Patronymic).HasMaxLength(100);
        builder.Property(user => user.Language).HasMaxLength(2);
        builder.Ignore(user => user.FullName);
    }

    public void Configure(EntityTypeBuilder<Role> builder)
    {
        builder.ToTable("roles");
        builder.Property(role => role.Name).HasMaxLength(NameLength).IsRequired();
        builder.Property(role => role.NormalizedName).HasMaxLength(NameLength).IsRequired();
        builder.Property(role => role.ConcurrencyStamp).HasMaxLength(StampLength);
    }

    public void Configure(EntityTypeBuilder<IdentityUserClaim<long>> builder)
    {
        builder.ToTable("user_claims");
        builder.Property(claim => claim.ClaimType).HasMaxLength(KeyLength);
        builder.Property(claim => claim.ClaimValue).HasMaxLength(NameLength);
    }

    public void Configure(EntityTypeBuilder<IdentityRoleClaim<long>> builder)
    {
        builder.ToTable("role_claims");
        builder.Property(claim => claim.ClaimType).HasMaxLength(KeyLength);
        builder.Property(claim => claim.ClaimValue).HasMaxLength(NameLength);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<long>> builder)
    {
        builder.ToTable("user_logins");
        builder.Property(login => login.LoginProvider).HasMaxLength(KeyLength);
        builder.Property(login => login.ProviderKey).HasMaxLength(KeyLength);
        builder.Property(login => login.ProviderDisplayName).HasMaxLength(NameLength);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<long>> builder)
    {
        builder.ToTable("user_tokens");
        builder.Property(token => token.LoginProvider).HasMaxLength(KeyLength);
        builder.Property(token => token.Name).HasMaxLength(KeyLength);
        builder.Property(token => token.Value).HasMaxLength(1024);
    }

    public void Configure(EntityTypeBuilder<IdentityUserRole<long>> builder) => builder.ToTable("user_roles");
}
