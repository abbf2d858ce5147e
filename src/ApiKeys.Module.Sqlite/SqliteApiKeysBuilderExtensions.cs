using ApiKeys;
using ApiKeys.Audit;
using ApiKeys.Sqlite;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the keys in a SQLite file.</summary>
public static class SqliteApiKeysBuilderExtensions
{
    /// <summary>
    /// Keeps the keys in a SQLite database, which is created and migrated when the host starts. Right for one process on one machine.
    /// </summary>
    /// <param name="builder">What <see cref="ApiKeysServiceCollectionExtensions.AddApiKeys"/> returned.</param>
    /// <param name="connectionString">For example <c>Data Source=/var/lib/shop/apikeys.db</c>. The folder must exist.</param>
    public static ApiKeysBuilder UseSqlite(this ApiKeysBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        DatabaseErrors.Register(new SqliteErrors());
        builder.Services.AddPooledDbContextFactory<SqliteApiKeysDbContext>(options => options.UseApiKeysSqlite(connectionString));
        builder.Services.AddSingleton<IDbContextFactory<ApiKeysDbContext>, DbContextFactoryForwarder<SqliteApiKeysDbContext>>();
        return builder;
    }

    internal static void UseApiKeysSqlite(this DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(ApiKeysDbContext.MigrationsHistoryTable))
        .AddInterceptors(new EventNumbering())
        .AddStoreGuard()
        .AddSqliteSettings()
        .IgnoreExceptionLogs();
}
