using System.Globalization;
using ApiKeys.Workflows;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ApiKeys.Admin.Hosting.Health;

/// <summary>
/// Degraded while an operation that failed could not be undone: someone has to look at it. Still ready, for every node says the same, and a balancer would
/// take the whole product away.
/// </summary>
internal sealed class CompensationsHealthCheck(IWorkflowExecutions executions) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (_, failed) = await executions.ListAsync(
            new ListWorkflowExecutionsQuery { States = [WorkflowState.CompensationFailed], Limit = 0 }, cancellationToken);

        return failed == 0
            ? HealthCheckResult.Healthy("none failed")
            : HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"{failed} failed and wait for a person"));
    }
}
