using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>Takes over executions whose process died, and those a person wants retried, and undoes them.</summary>
internal sealed class WorkflowRecovery(
    WorkflowDatabase database, WorkflowCompensator compensator, IOptions<WorkflowOptions> options, ILogger<WorkflowRecovery> logger)
{
    /// <summary>Undoes every execution whose lease has run out.</summary>
    /// <returns>How many this process took over.</returns>
    public async Task<int> RecoverAsync(CancellationToken cancellationToken)
    {
        List<string> expired;
        await using (var context = database.Open())
        {
            var now = database.Now();
            expired = await context.Set<WorkflowExecution>()
                .Where(execution => (execution.State == WorkflowState.Running || execution.State == WorkflowState.Compensating)
                    && execution.LeaseUntil < now)
                .OrderBy(execution => execution.Id)
                .Select(execution => execution.Id)
                .ToListAsync(cancellationToken);
        }

        var taken = 0;
        foreach (var executionId in expired)
        {
            if (await TakeOverAsync(executionId, IsExpired, cancellationToken) is { } epoch)
            {
                taken++;
                logger.ExecutionRecovered(executionId);
                await CompensateAsync(executionId, epoch, cancellationToken);
            }
        }

        return taken;
    }

    /// <summary>Tries again what is left as CompensationFailed.</summary>
    public async Task RetryAsync(string executionId, CancellationToken cancellationToken)
    {
        if (await TakeOverAsync(executionId, e => e.State == WorkflowState.CompensationFailed, cancellationToken) is { } epoch)
        {
            await CompensateAsync(executionId, epoch, cancellationToken);
        }
    }

    private bool IsExpired(WorkflowExecution execution) =>
        execution.State is WorkflowState.Running or WorkflowState.Compensating && execution.LeaseUntil < database.Now();

    private async Task<int?> TakeOverAsync(
        string executionId, Func<WorkflowExecution, bool> mayTake, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        var execution = await context.Set<WorkflowExecution>().FirstOrDefaultAsync(e => e.Id == executionId, cancellationToken);
        if (execution is null || !mayTake(execution))
        {
            return null;
        }

        execution.Epoch++;
        execution.State = WorkflowState.Compensating;
        execution.LeaseUntil = database.Now() + options.Value.LeaseDuration;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return execution.Epoch;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another node was faster, or the owner was alive after all and has written in between.
            return null;
        }
    }

    private async Task CompensateAsync(string executionId, int epoch, CancellationToken cancellationToken)
    {
        try
        {
            await compensator.CompensateAsync(executionId, epoch, failure: null, cancellationToken);
        }
        catch (ExecutionTakenOverException)
        {
            // We stalled in turn. The one who took over does the rest.
        }
    }
}
