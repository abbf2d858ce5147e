using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Hosting.Health;

/// <summary>Degraded, and still ready, while an event could not be delivered to a subscriber: someone has to retry or skip it.</summary>
internal sealed class DeadLettersHealthCheck(IEventSubscriptions subscriptions) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var dead = await subscriptions.CountDeadLettersAsync(cancellationToken);
        return dead == 0
            ? HealthCheckResult.Healthy("none")
            : HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"{dead} wait for a person"));
    }
}
