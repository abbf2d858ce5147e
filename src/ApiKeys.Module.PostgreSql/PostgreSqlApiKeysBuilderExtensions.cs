using ApiKeys;
using ApiKeys.Audit;
using ApiKeys.PostgreSql;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the keys in a PostgreSQL database.</summary>
public static class PostgreSqlApiKeysBuilderExtensions
{
    /// <summary>
    /// Keeps the keys in a PostgreSQL database, version 14 or later, which is created, if the user may do that, and migrated when the host starts. Right for any
    /// number of processes.
    /// </summary>
    /// <param name="builder">What <c>AddApiKeys</c> returned.</param>
    /// <param name="connectionString">For example <c>Host=db;Database=shop;Username=apikeys;Password=…</c>.</param>
    public static ApiKeysBuilder UsePostgreSql(this ApiKeysBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        return builder.UsePostgreSql(_ => connectionString);
    }

    /// <inheritdoc cref="UsePostgreSql(ApiKeysBuilder, string)"/>
    /// <param name="builder">What <c>AddApiKeys</c> returned.</param>
    /// <param name="connectionString">Reads the connection string from the services, for example from the configuration. It is asked once.</param>
    public static ApiKeysBuilder UsePostgreSql(this ApiKeysBuilder builder, Func<IServiceProvider, string> connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        builder.Services.UseDatabase<PostgreSqlApiKeysDbContext>(
            new PostgreSqlErrors(), PostgreSqlConnection.Unpooled, (services, options) => options.UseApiKeysPostgreSql(connectionString(services)));
        return builder;
    }

    /// <inheritdoc cref="UsePostgreSql(ApiKeysBuilder, string)"/>
    /// <param name="builder">What <c>AddApiKeys</c> returned.</param>
    /// <param name="dataSource">
    /// The host's own, with its certificates and password providers. It is not disposed. Set <c>idle_in_transaction_session_timeout</c> in its options, as
    /// the connection string overload does by itself: a node that stalls within a transaction keeps others from revoking keys.
    /// </param>
    public static ApiKeysBuilder UsePostgreSql(this ApiKeysBuilder builder, NpgsqlDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        return builder.UsePostgreSql(_ => dataSource);
    }

    /// <inheritdoc cref="UsePostgreSql(ApiKeysBuilder, NpgsqlDataSource)"/>
    /// <param name="builder">What <c>AddApiKeys</c> returned.</param>
    /// <param name="dataSource">Finds the data source among the services. It is asked once.</param>
    public static ApiKeysBuilder UsePostgreSql(this ApiKeysBuilder builder, Func<IServiceProvider, NpgsqlDataSource> dataSource)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        builder.Services.UseDatabase<PostgreSqlApiKeysDbContext>(
            new PostgreSqlErrors(), PostgreSqlConnection.Unpooled, (services, options) => options.UseNpgsql(dataSource(services), Configure).AddModule());
        return builder;
    }

    internal static void UseApiKeysPostgreSql(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(PostgreSqlConnection.Complete(connectionString), Configure).AddModule();

    private static void Configure(NpgsqlDbContextOptionsBuilder postgreSql) => postgreSql
        .MigrationsHistoryTable(ApiKeysDbContext.MigrationsHistoryTable)
        .ExecutionStrategy(dependencies => new PostgreSqlRetries(dependencies));

    private static void AddModule(this DbContextOptionsBuilder options) => options
        .AddInterceptors(PostgreSqlText.Instance, FeedNotification.Instance)
        .AddInterceptors(new EventNumbering())
        .AddStoreGuard()
        .FilterEfCoreLogs();
}
