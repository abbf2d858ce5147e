namespace ApiKeys.Admin.Hosting.Health;

internal static class HealthServices
{
    /// <summary>The checks behind <c>/health/ready</c>; a feature adds its own to the builder this returns.</summary>
    public static IHealthChecksBuilder AddAdminHealth(this IServiceCollection services) => services
        .AddHealthChecks()
        .AddCheck<DatabaseHealthCheck>("database")
        .AddCheck<MigrationsHealthCheck>("migrations")
        .AddCheck<CompensationsHealthCheck>("compensations")
        .AddCheck<DeadLettersHealthCheck>("dead letters");
}
