using System.Security.Cryptography;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Identity.Passkeys;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity;

/// <summary>People, roles, sessions, sign-in attempts and the keys of Data Protection; keys of the store live in the module's context.</summary>
public abstract class AdminDbContext : IdentityDbContext<AdminUser>, IDataProtectionKeyContext
{
    // The module keeps its own history in the same database.
    internal const string MigrationsHistoryTable = "__AdminMigrationsHistory";

    private const int IdMaxLength = 40;
    private const int StampMaxLength = 100;
    private const int KindMaxLength = 20;

    // Also around one statement: only of a commit it is known whether it may have taken effect, and what may have is not tried again.
    protected AdminDbContext(DbContextOptions options)
        : base(options) => Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    internal DbSet<SignInAttempts> SignInAttempts => Set<SignInAttempts>();

    internal DbSet<UserSession> Sessions => Set<UserSession>();

    internal DbSet<Invitation> Invitations => Set<Invitation>();

    internal DbSet<PasswordLink> PasswordLinks => Set<PasswordLink>();

    internal DbSet<FormerMember> FormerMembers => Set<FormerMember>();

    internal DbSet<SignInDevice> SignInDevices => Set<SignInDevice>();

    internal DbSet<UserPasskey> Passkeys => Set<UserPasskey>();

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
        builder.Entity<SignInDevice>(device =>
        {
            device.ToTable("SignInDevices");
            device.HasKey(row => row.Digest);
            device.Property(row => row.Digest).HasMaxLength(64);
            device.Property(row => row.UserAgent).HasMaxLength(SessionDevice.UserAgentMaxLength);
            device.Property(row => row.Address).HasMaxLength(SessionDevice.AddressMaxLength);
            device.HasOne<AdminUser>().WithMany().HasForeignKey(row => row.UserId);
        });
        builder.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("Invitations");
            invitation.Property(row => row.Id).HasMaxLength(IdMaxLength);
            invitation.Property(row => row.Digest).HasMaxLength(SHA256.HashSizeInBytes);
            invitation.Property(row => row.Email).HasMaxLength(PersonRules.EmailMaxLength);
            invitation.Property(row => row.NormalizedEmail).HasMaxLength(PersonRules.EmailMaxLength);
            invitation.Property(row => row.Role).HasMaxLength(KindMaxLength);
            invitation.Property(row => row.InvitedBy).HasMaxLength(IdMaxLength);
            invitation.HasIndex(row => row.Digest).IsUnique();
            invitation.HasIndex(row => row.NormalizedEmail);
        });
        builder.Entity<PasswordLink>(link =>
        {
            link.ToTable("PasswordLinks");
            link.Property(row => row.Id).HasMaxLength(IdMaxLength);
            link.Property(row => row.Digest).HasMaxLength(SHA256.HashSizeInBytes);
            link.HasIndex(row => row.Digest).IsUnique();
            link.HasOne<AdminUser>().WithMany().HasForeignKey(row => row.UserId);
        });
        builder.Entity<FormerMember>(member =>
        {
            member.ToTable("FormerMembers");
            member.Property(row => row.Id).HasMaxLength(IdMaxLength);
            member.Property(row => row.DisplayName).HasMaxLength(AdminUser.DisplayNameMaxLength);
        });
        builder.Entity<UserSession>(session =>
        {
            session.ToTable("Sessions");
            session.HasKey(row => row.Id);
            session.Property(row => row.Id).HasMaxLength(IdMaxLength);
            session.Property(row => row.Digest).HasMaxLength(SHA256.HashSizeInBytes);
            session.Property(row => row.SecurityStamp).HasMaxLength(StampMaxLength);
            session.Property(row => row.Kind).HasConversion<string>().HasMaxLength(KindMaxLength);
            session.Property(row => row.UserAgent).HasMaxLength(SessionDevice.UserAgentMaxLength);
            session.Property(row => row.Address).HasMaxLength(SessionDevice.AddressMaxLength);
            session.HasIndex(row => row.Digest).IsUnique();
            session.HasIndex(row => row.IdleEndsAt);
            session.HasOne<AdminUser>().WithMany().HasForeignKey(row => row.UserId);
        });
        builder.Entity<UserPasskey>(passkey =>
        {
            passkey.ToTable("Passkeys");
            passkey.HasKey(row => row.Id);
            passkey.Property(row => row.Id).HasMaxLength(IdMaxLength);
            passkey.Property(row => row.CredentialId).HasMaxLength(UserPasskey.CredentialIdMaxLength);
            passkey.Property(row => row.Name).HasMaxLength(UserPasskey.NameMaxLength);
            passkey.Property(row => row.Transports).HasMaxLength(UserPasskey.TransportsMaxLength);
            passkey.HasIndex(row => row.CredentialId).IsUnique();
            passkey.HasOne<AdminUser>().WithMany().HasForeignKey(row => row.UserId);
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
