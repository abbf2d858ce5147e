using ApiKeys;
using ApiKeys.Audit;
using ApiKeys.PostgreSql;
using ApiKeys.Storage;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps the keys in a PostgreSQL database.</summary>
public static class PostgreSqlApiKeysBuilderExtensions
{
    /// <summary>
    /// Keeps the keys in a PostgreSQL database, version 14 or later, which is created, if the user may do that, and migrated when the host starts. Right for any
    /// number of processes.
    /// </summary>
    /// <param name="builder">What <see cref="ApiKeysServiceCollectionExtensions.AddApiKeys"/> returned.</param>
    /// <param name="connectionString">For example <c>Host=db;Database=shop;Username=apikeys;Password=…</c>.</param>
    public static ApiKeysBuilder UsePostgreSql(this ApiKeysBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);

        DatabaseErrors.Register(new PostgreSqlErrors());
        builder.Services.AddPooledDbContextFactory<PostgreSqlApiKeysDbContext>(options => options.UseApiKeysPostgreSql(connectionString));
        builder.Services.AddSingleton<IDbContextFactory<ApiKeysDbContext>, DbContextFactoryForwarder<PostgreSqlApiKeysDbContext>>();
        return builder;
    }

    internal static void UseApiKeysPostgreSql(this DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(PostgreSqlConnection.Complete(connectionString), postgreSql => postgreSql
            .MigrationsHistoryTable(ApiKeysDbContext.MigrationsHistoryTable)
            .ExecutionStrategy(dependencies => new PostgreSqlRetries(dependencies)))
        .AddInterceptors(PostgreSqlText.Instance)
        .AddInterceptors(new EventNumbering())
        .AddStoreGuard()
        .IgnoreExceptionLogs();
}
