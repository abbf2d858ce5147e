using System.Data.Common;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Circuits;
using ApiKeys.Admin.Identity.Members;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Identity.Sqlite;
using ApiKeys.Admin.Team;
using ApiKeys.Storage;
using ApiKeys.UnitTests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.UnitTests.Admin.Team;

/// <summary>The team's workflows in a module without the app: the people's tables stand beside the module's in the same file.</summary>
internal static class TeamTables
{
    public static void Configure(IServiceCollection services)
    {
        services.AddSingleton(provider => new AdminContextJoin(connection => On(connection, InterceptorsOfTest(provider))));
        services.AddSingleton<IDbContextFactory<AdminDbContext>, Factory>();
        services.AddSingleton<OpenPages>();
        services.AddSingleton<ConsoleLine>(_ => { });
        services.AddTeam();
    }

    public static async Task<AdminDbContext> CreateAsync(TestModule module)
    {
        var db = await module.Get<IDbContextFactory<AdminDbContext>>().CreateDbContextAsync(TestModule.Cancellation);
        await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(TestModule.Cancellation);
        return db;
    }

    public static AdminUser AddPerson(this AdminDbContext db, string id, string name, string role)
    {
        var email = $"{name.ToLowerInvariant()}@example.com";
        var user = AdminUser.Create(id, email, name, TestModule.Start);
        user.NormalizedEmail = TeamStore.Normalize(email);
        user.NormalizedUserName = user.NormalizedEmail;
        user.SecurityStamp = $"stamp of {name}";
        db.Users.Add(user);
        db.UserRoles.Add(new IdentityUserRole<string> { UserId = id, RoleId = role });
        return user;
    }

    public static Invitation AddInvitation(this AdminDbContext db, LinkSecret secret, string email = "mara@example.com", string role = AdminRoles.Manager)
    {
        var invitation = new Invitation
        {
            Id = "inv_01",
            Digest = secret.Digest,
            Email = email,
            NormalizedEmail = TeamStore.Normalize(email),
            Role = role,
            InvitedBy = TestModule.Dana.Id,
            CreatedAt = TestModule.Start,
            ExpiresAt = TestModule.Start.AddDays(3),
        };
        db.Invitations.Add(invitation);
        return invitation;
    }

    private static SqliteAdminDbContext On(DbConnection connection, IEnumerable<IInterceptor> interceptors) =>
        new(new DbContextOptionsBuilder<SqliteAdminDbContext>().UseSqlite(connection).AddInterceptors(interceptors).Options);

    /// <summary>What a test has set on the module's context, so that it also meets the work on people in the same transaction.</summary>
    private static IEnumerable<IInterceptor> InterceptorsOfTest(IServiceProvider provider)
    {
        using var database = provider.GetRequiredService<IDbContextFactory<ApiKeysDbContext>>().CreateDbContext();
        var options = database.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>();
        return [.. (options?.Interceptors ?? []).Where(interceptor => interceptor.GetType().Assembly == typeof(TeamTables).Assembly)];
    }

    private sealed class Factory(IDbContextFactory<ApiKeysDbContext> module) : IDbContextFactory<AdminDbContext>
    {
        public AdminDbContext CreateDbContext()
        {
            using var database = module.CreateDbContext();
            return new SqliteAdminDbContext(new DbContextOptionsBuilder<SqliteAdminDbContext>()
                .UseSqlite(new SqliteConnectionStringBuilder(database.Database.GetConnectionString()) { Pooling = false }.ToString()).Options);
        }
    }
}
