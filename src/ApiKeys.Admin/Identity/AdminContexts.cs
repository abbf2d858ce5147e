using System.Data.Common;
using ApiKeys.Admin.Identity.CookieKeys;
using ApiKeys.Admin.Identity.PostgreSql;
using ApiKeys.Admin.Identity.SqlServer;
using ApiKeys.Admin.Identity.Sqlite;
using ApiKeys.Admin.Settings;
using ApiKeys.PostgreSql;
using ApiKeys.SqlServer;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity;

/// <summary>Registers the context of the provider that was chosen, and configures each.</summary>
internal static class AdminContexts
{
    // What stands alone is tried again this often and no longer; what needs a transaction runs whole under the same strategy, anew each time.
    private const int Retries = 3;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public static IServiceCollection AddAdminContext(this IServiceCollection services, ProductDatabase database) => database.Provider switch
    {
        DatabaseProvider.PostgreSql => services.Add<PostgreSqlAdminDbContext>(
            (provider, options) => options.UseAdminPostgreSql(database.ConnectionString).MakeFirstCookieKey(provider),
            (options, connection) => options.UseNpgsql(connection),
            options => new PostgreSqlAdminDbContext(options)),
        DatabaseProvider.SqlServer => services.Add<SqlServerAdminDbContext>(
            (provider, options) => options.UseAdminSqlServer(database.ConnectionString).MakeFirstCookieKey(provider),
            (options, connection) => options.UseSqlServer(connection),
            options => new SqlServerAdminDbContext(options)),
        _ => services.Add<SqliteAdminDbContext>(
            (_, options) => options.UseAdminSqlite(database.ConnectionString),
            (options, connection) => options.UseSqlite(connection),
            options => new SqliteAdminDbContext(options)),
    };

    public static DbContextOptionsBuilder UseAdminSqlite(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(AdminDbContext.MigrationsHistoryTable))
            .AddSqliteSettings()
            .LeaveFailuresToCallers();

    public static DbContextOptionsBuilder UseAdminPostgreSql(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(PostgreSqlConnection.Complete(connectionString), postgreSql => postgreSql
            .MigrationsHistoryTable(AdminDbContext.MigrationsHistoryTable).EnableRetryOnFailure(Retries, LongestPause, null))
            .LeaveFailuresToCallers();

    public static DbContextOptionsBuilder UseAdminSqlServer(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlServer(connectionString, sqlServer => sqlServer
            .MigrationsHistoryTable(AdminDbContext.MigrationsHistoryTable)
            .ExecutionStrategy(dependencies => new LostConnectionRetries(dependencies, Retries, LongestPause)))
            .AddSqlServerSettings()
            .LeaveFailuresToCallers();

    // The caller gets the exception and logs it.
    private static DbContextOptionsBuilder LeaveFailuresToCallers(this DbContextOptionsBuilder options) => options.AddStoreGuard().FilterEfCoreLogs();

    private static IServiceCollection Add<TContext>(
        this IServiceCollection services,
        Action<IServiceProvider, DbContextOptionsBuilder> configure,
        Action<DbContextOptionsBuilder<TContext>, DbConnection> use,
        Func<DbContextOptions<TContext>, TContext> create)
        where TContext : AdminDbContext => services
        .AddSingleton(new AdminContextJoin(connection =>
        {
            var options = new DbContextOptionsBuilder<TContext>();
            use(options, connection);
            options.LeaveFailuresToCallers();
            return create(options.Options);
        }))
        .AddPooledDbContextFactory<TContext>(configure)
        .AddSingleton<IDbContextFactory<AdminDbContext>, AdminContextFactory<TContext>>()
        .AddScoped<AdminDbContext>(provider => provider.GetRequiredService<TContext>());
}
