using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Hosting.Health;

/// <summary>Not ready while the store takes no writes: it is full, locked, read-only, or its file was moved away. Reading alone would not notice.</summary>
internal sealed class StoreWriteHealthCheck(IApiKeyDatabase database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await database.ProbeWriteAsync(cancellationToken);
        return HealthCheckResult.Healthy("takes writes");
    }
}
