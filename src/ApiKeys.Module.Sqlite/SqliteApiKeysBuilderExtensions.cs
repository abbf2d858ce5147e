using ApiKeys;
using ApiKeys.Audit;
using ApiKeys.Sqlite;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the keys in a SQLite file.</summary>
public static class SqliteApiKeysBuilderExtensions
{
    /// <summary>
    /// Keeps the keys in a SQLite database, which is created and migrated when the host starts. Right for one process on one machine.
    /// </summary>
    /// <param name="builder">What <c>AddApiKeys</c> returned.</param>
    /// <param name="connectionString">For example <c>Data Source=/var/lib/shop/apikeys.db</c>. The folder must exist.</param>
    public static ApiKeysBuilder UseSqlite(this ApiKeysBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        return builder.UseSqlite(_ => connectionString);
    }

    /// <inheritdoc cref="UseSqlite(ApiKeysBuilder, string)"/>
    /// <param name="builder">What <c>AddApiKeys</c> returned.</param>
    /// <param name="connectionString">Reads the connection string from the services, for example from the configuration. It is asked once.</param>
    public static ApiKeysBuilder UseSqlite(this ApiKeysBuilder builder, Func<IServiceProvider, string> connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        builder.Services.UseDatabase<SqliteApiKeysDbContext>(
            new SqliteErrors(), Unpooled, (services, options) => options.UseApiKeysSqlite(connectionString(services)));
        return builder;
    }

    private static string Unpooled(string connectionString) => new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    internal static void UseApiKeysSqlite(this DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(ApiKeysDbContext.MigrationsHistoryTable))
        .ReplaceService<IModificationCommandBatchFactory, SqliteBatches>()
        .AddInterceptors(new EventNumbering())
        .AddStoreGuard()
        .AddSqliteSettings()
        .FilterEfCoreLogs();
}
