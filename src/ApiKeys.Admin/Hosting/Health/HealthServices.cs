namespace ApiKeys.Admin.Hosting.Health;

internal static class HealthServices
{
    /// <summary>The checks behind <c>/health/ready</c>; a feature adds its own to the builder this returns.</summary>
    public static IHealthChecksBuilder AddAdminHealth(this IServiceCollection services) => services

        // It writes the exception of each failed check each time. ReadyReport says once what has changed.
        .AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.None))
        .AddSingleton<ReadyReport>()
        .AddHealthChecks()
        .AddCheck<DatabaseHealthCheck>("database")
        .AddCheck<StoreWriteHealthCheck>("writes")
        .AddCheck<MigrationsHealthCheck>("migrations")
        .AddCheck<CompensationsHealthCheck>("compensations")
        .AddCheck<DeadLettersHealthCheck>("dead letters");
}
