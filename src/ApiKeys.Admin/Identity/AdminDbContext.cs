using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity;

/// <summary>People, roles, sign-in attempts and the keys that protect cookies; keys of the store live in the module's context.</summary>
public abstract class AdminDbContext(DbContextOptions options) : IdentityDbContext<AdminUser>(options), IDataProtectionKeyContext
{
    // The module keeps its own history in the same database.
    internal const string MigrationsHistoryTable = "__AdminMigrationsHistory";

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    internal DbSet<SignInAttempts> SignInAttempts => Set<SignInAttempts>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<AdminUser>(user => user.Property(row => row.DisplayName).HasMaxLength(AdminUser.DisplayNameMaxLength));
        builder.Entity<IdentityRole>().HasData(AdminRoles.All.Select(Role));
        builder.Entity<SignInAttempts>(attempts =>
        {
            attempts.ToTable("SignInAttempts");
            attempts.HasKey(row => row.Digest);
            attempts.Property(row => row.Digest).HasMaxLength(64);
            attempts.HasIndex(row => row.EndsAt);
        });
    }

    // Everything fixed: a generated stamp would be a model change at every build.
    private static IdentityRole Role(string name) => new()
    {
        Id = name,
        Name = name,
        NormalizedName = name.ToUpperInvariant(),
        ConcurrencyStamp = name,
    };
}
