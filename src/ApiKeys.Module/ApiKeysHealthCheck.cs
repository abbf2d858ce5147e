using System.Globalization;
using ApiKeys.Verification.Ring;
using ApiKeys.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys;

/// <summary>Whether keys can be verified and, where they are managed too, changed.</summary>
internal sealed class ApiKeysHealthCheck(KeyRing ring, TimeProvider timeProvider, IServiceProvider services) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!ring.IsTrusted(timeProvider.GetUtcNow()))
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The keys in memory are not current: the database can't be reached, or is slow.");
        }

        // A service that only verifies has no right to write elsewhere, and no workflows.
        return services.GetService<IApiKeyDatabase>() is { } database ? await CheckAsync(context, database, cancellationToken) : HealthCheckResult.Healthy();
    }

    private async Task<HealthCheckResult> CheckAsync(HealthCheckContext context, IApiKeyDatabase database, CancellationToken cancellationToken)
    {
        if (await database.GetPendingMigrationsAsync(cancellationToken) is { Count: > 0 } pending)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, Say($"{pending.Count} migrations are not applied."));
        }

        await database.ProbeWriteAsync(cancellationToken);

        // Every node says the same of what follows, and a load balancer must not take all of them away.
        var (_, failed) = await services.GetRequiredService<IWorkflowExecutions>().ListAsync(
            new ListWorkflowExecutionsQuery { States = [WorkflowState.CompensationFailed], Limit = 0 }, cancellationToken);
        var dead = await services.GetRequiredService<IEventSubscriptions>().CountDeadLettersAsync(cancellationToken);
        return failed == 0 && dead == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(Say($"Failed compensations: {failed}. Events that could not be delivered: {dead}."));
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
