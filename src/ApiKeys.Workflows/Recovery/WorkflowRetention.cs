using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>Removes executions that ended longer ago than they are kept.</summary>
internal sealed class WorkflowRetention(WorkflowDatabase database, IOptions<WorkflowOptions> options, ILogger<WorkflowRetention> logger)
{
    // Each statement holds the write lock no longer than a few operations do.
    private const int BatchSize = 500;

    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = database.Now() - options.Value.Retention;
        var removed = 0;
        int batch;
        do
        {
            await using var context = database.Open();
            var executions = context.Set<WorkflowExecution>();
            var ids = executions
                .Where(e => (e.State == WorkflowState.Completed || e.State == WorkflowState.Compensated) && e.EndedAt < before)
                .OrderBy(e => e.EndedAt).Select(e => e.Id).Take(BatchSize);
            batch = await executions.Where(e => ids.Contains(e.Id)).ExecuteDeleteAsync(cancellationToken);
            removed += batch;
        }
        while (batch == BatchSize);

        if (removed > 0)
        {
            logger.ExecutionsRemoved(removed);
        }

        return removed;
    }
}
