using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Hosting.Health;

/// <summary>Ready only when every migration that this version knows is applied, those of the module's own context too.</summary>
internal sealed class MigrationsHealthCheck(IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var pending = 0;

        // EF registers the options of each context under this one type, whoever's the context is.
        foreach (var options in services.GetServices<DbContextOptions>())
        {
            await using var db = (DbContext)ActivatorUtilities.CreateInstance(services, options.ContextType, options);
            pending += (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        }

        return pending == 0
            ? HealthCheckResult.Healthy("applied")
            : HealthCheckResult.Unhealthy(string.Create(CultureInfo.InvariantCulture, $"{pending} not applied"));
    }
}
