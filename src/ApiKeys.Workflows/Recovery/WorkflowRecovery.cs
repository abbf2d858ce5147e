using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>Takes over executions whose process died, and those a person wants retried, and undoes them.</summary>
internal sealed class WorkflowRecovery(
    WorkflowDatabase database,
    WorkflowCompensator compensator,
    WorkflowTelemetry telemetry,
    IOptions<WorkflowOptions> options,
    ILogger<WorkflowRecovery> logger)
{
    private const int AtOnce = 4;

    private static readonly CompiledQuery<Func<DbContext, DateTimeOffset, IAsyncEnumerable<string>>> Expired = new(() => EF.CompileAsyncQuery(
        (DbContext context, DateTimeOffset now) => context.Set<WorkflowExecution>()
            .Where(execution => (execution.State == WorkflowState.Running || execution.State == WorkflowState.Compensating)
                && execution.LeaseUntil < now)
            .OrderBy(execution => execution.Id)
            .Select(execution => execution.Id)));

    /// <summary>Undoes every execution whose lease has run out.</summary>
    /// <returns>How many this process took over.</returns>
    public async Task<int> RecoverAsync(CancellationToken cancellationToken)
    {
        List<string> expired;
        await using (var context = database.Open())
        {
            expired = await Expired.For(context)(context, database.Now()).ToListAsync(cancellationToken);
        }

        // A few at once: an undo that takes its time must not keep all others waiting.
        var taken = 0;
        await Parallel.ForEachAsync(
            expired,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (executionId, stopping) =>
            {
                if (await RecoverAsync(executionId, stopping))
                {
                    Interlocked.Increment(ref taken);
                }
            });
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

    private async Task<bool> RecoverAsync(string executionId, CancellationToken cancellationToken)
    {
        try
        {
            var now = database.Now();
            if (await TakeOverAsync(
                executionId,
                e => (e.State == WorkflowState.Running || e.State == WorkflowState.Compensating) && e.LeaseUntil < now,
                cancellationToken) is not { } epoch)
            {
                return false;
            }

            logger.ExecutionRecovered(executionId);
            await CompensateAsync(executionId, epoch, cancellationToken);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // One that can't be undone now must not keep the others waiting; its lease runs out, and it is tried again.
            logger.ExecutionRecoveryFailed(executionId, database.Loggable(exception));
            return false;
        }
    }

    /// <summary>
    /// Makes this process the owner, in one statement: between a look and a write the owner may wake, finish and answer its caller, and what was
    /// acknowledged must not be undone.
    /// </summary>
    private async Task<int?> TakeOverAsync(
        string executionId, Expression<Func<WorkflowExecution, bool>> mayTake, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        var executions = context.Set<WorkflowExecution>().Where(e => e.Id == executionId);
        var epoch = await executions.Select(e => (int?)e.Epoch).FirstOrDefaultAsync(cancellationToken);
        var leaseUntil = database.Now() + options.Value.LeaseDuration;
        var taken = await executions.Where(e => e.Epoch == epoch).Where(mayTake).ExecuteUpdateAsync(
            set => set
                .SetProperty(e => e.Epoch, e => e.Epoch + 1)
                .SetProperty(e => e.State, WorkflowState.Compensating)
                .SetProperty(e => e.LeaseUntil, leaseUntil),
            cancellationToken);
        return taken == 1 ? epoch + 1 : null;
    }

    private async Task CompensateAsync(string executionId, int epoch, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await compensator.CompensateAsync(executionId, epoch, failure: null, failures: [], cancellationToken);
            telemetry.Recovered(outcome.Workflow, outcome.State);
        }
        catch (ExecutionTakenOverException)
        {
            // We stalled in turn. The one who took over does the rest.
        }
    }
}
