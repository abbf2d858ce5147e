using ApiKeys.Admin.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Hosting.Health;

internal static class HealthServices
{
    /// <summary>The checks behind <c>/health/ready</c>; a feature adds its own to the builder this returns.</summary>
    public static IHealthChecksBuilder AddAdminHealth(this IServiceCollection services) => services
        .AddHealthChecks()
        .AddCheck<DatabaseHealthCheck>("database")
        .AddMigrationsCheck<AdminDbContext>("admin migrations");

    /// <summary>Ready only when every migration this version knows for the context is applied.</summary>
    public static IHealthChecksBuilder AddMigrationsCheck<TContext>(this IHealthChecksBuilder builder, string name)
        where TContext : DbContext => builder.Add(new HealthCheckRegistration(
            name,
            services => new MigrationsHealthCheck<TContext>(services.GetRequiredService<IDbContextFactory<TContext>>()),
            HealthStatus.Unhealthy,
            tags: null));
}
