using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ApiKeys.Admin.Identity.Sqlite;

internal static class SqliteAdminRegistration
{
    public static IServiceCollection AddSqliteAdminDbContext(this IServiceCollection services, string connectionString) => services
        .AddDbContextFactory<SqliteAdminDbContext>(options => options.UseAdminSqlite(connectionString))
        .AddSingleton<IDbContextFactory<AdminDbContext>, Forwarder>()
        .AddScoped<AdminDbContext>(provider => provider.GetRequiredService<SqliteAdminDbContext>());

    private static DbContextOptionsBuilder UseAdminSqlite(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(AdminDbContext.MigrationsHistoryTable));

    // The factory interface is invariant, and callers know only the base context.
    private sealed class Forwarder(IDbContextFactory<SqliteAdminDbContext> factory) : IDbContextFactory<AdminDbContext>
    {
        public AdminDbContext CreateDbContext() => factory.CreateDbContext();
    }

    /// <summary>What <c>dotnet ef</c> builds the context with; it never opens the file.</summary>
    internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteAdminDbContext>
    {
        public SqliteAdminDbContext CreateDbContext(string[] args) =>
            new((DbContextOptions<SqliteAdminDbContext>)new DbContextOptionsBuilder<SqliteAdminDbContext>()
                .UseAdminSqlite("Data Source=design.db").Options);
    }
}
