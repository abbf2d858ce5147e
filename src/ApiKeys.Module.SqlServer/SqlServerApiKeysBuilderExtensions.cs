using ApiKeys;
using ApiKeys.Audit;
using ApiKeys.SqlServer;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the keys in a SQL Server database.</summary>
public static class SqlServerApiKeysBuilderExtensions
{
    /// <summary>
    /// Keeps the keys in a SQL Server database, version 2017 or later, which is created, if the user may do that, and migrated when the host starts. Right for
    /// any number of processes. A database that someone else creates needs <c>READ_COMMITTED_SNAPSHOT ON</c>, or readers wait for writers.
    /// </summary>
    /// <param name="builder">What <c>AddApiKeys</c> returned.</param>
    /// <param name="connectionString">For example <c>Server=db;Database=shop;User ID=apikeys;Password=…;Encrypt=true</c>.</param>
    public static ApiKeysBuilder UseSqlServer(this ApiKeysBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        return builder.UseSqlServer(_ => connectionString);
    }

    /// <inheritdoc cref="UseSqlServer(ApiKeysBuilder, string)"/>
    /// <param name="builder">What <c>AddApiKeys</c> returned.</param>
    /// <param name="connectionString">Reads the connection string from the services, for example from the configuration. It is asked once.</param>
    public static ApiKeysBuilder UseSqlServer(this ApiKeysBuilder builder, Func<IServiceProvider, string> connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        builder.Services.UseDatabase<SqlServerApiKeysDbContext>(
            new SqlServerErrors(), Unpooled, (services, options) => options.UseApiKeysSqlServer(connectionString(services)));
        builder.Services.AddHostedService<StalledSessions>();
        return builder;
    }

    /// <inheritdoc cref="UseSqlServer(ApiKeysBuilder, string)"/>
    /// <param name="builder">What <c>AddApiKeys</c> returned.</param>
    /// <param name="connectionString">Reads the connection string from the services. It is asked once.</param>
    /// <param name="configure">
    /// Changes each connection before it is opened. For a managed identity, for example, set <see cref="SqlConnection.AccessTokenCallback"/>: the same delegate each
    /// time, because the driver pools connections by it.
    /// </param>
    public static ApiKeysBuilder UseSqlServer(
        this ApiKeysBuilder builder, Func<IServiceProvider, string> connectionString, Action<IServiceProvider, SqlConnection> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.UseDatabase<SqlServerApiKeysDbContext>(new SqlServerErrors(), Unpooled, (services, options) =>
        {
            options.UseApiKeysSqlServer(connectionString(services));
            options.AddInterceptors(new ConnectionSetUp(connection => configure(services, connection)));
        });
        builder.Services.AddHostedService<StalledSessions>();
        return builder;
    }

    private static string Unpooled(string connectionString) => new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    internal static void UseApiKeysSqlServer(this DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlServer(connectionString, sqlServer => sqlServer
            .MigrationsHistoryTable(ApiKeysDbContext.MigrationsHistoryTable)
            .ExecutionStrategy(dependencies => new SqlServerRetries(dependencies)))
        .AddInterceptors(new EventNumbering())
        .AddSqlServerSettings()
        .AddStoreGuard()
        .FilterEfCoreLogs();
}
