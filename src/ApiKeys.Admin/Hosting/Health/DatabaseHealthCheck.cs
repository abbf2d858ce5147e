using ApiKeys.Admin.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Hosting.Health;

internal sealed class DatabaseHealthCheck(IDbContextFactory<AdminDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // A query and not only a connection: a pooled connection opens even when the file behind it is gone.
        await db.Roles.AnyAsync(cancellationToken);
        return HealthCheckResult.Healthy("reachable");
    }
}
