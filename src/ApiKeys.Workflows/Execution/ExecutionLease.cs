using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>Renews the leases of executions.</summary>
internal static class ExecutionLease
{
    /// <inheritdoc cref="LeaseRenewal"/>
    public static LeaseRenewal Renew(
        WorkflowDatabase database, string executionId, int epoch, TimeSpan duration, Action? lost, ILogger logger) => new(
        database,
        executionId,
        duration,
        (context, until, cancellationToken) => context.Set<WorkflowExecution>()
            .Where(e => e.Id == executionId && e.Epoch == epoch)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.LeaseUntil, until), cancellationToken),
        lost,
        logger);
}
