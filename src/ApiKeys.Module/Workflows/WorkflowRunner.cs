using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>Names shared by those who run workflows.</summary>
public static class WorkflowData
{
    /// <summary>The key in <see cref="Exception.Data"/> under which a failed run leaves the id of its execution.</summary>
    public const string ExecutionIdKey = "ApiKeys.ExecutionId";
}

/// <inheritdoc cref="IWorkflowRunner"/>
internal sealed class WorkflowRunner(
    WorkflowDatabase database,
    WorkflowRegistry registry,
    WorkflowCompensator compensator,
    IOptions<WorkflowOptions> options,
    ILogger<WorkflowRunner> logger) : IWorkflowRunner
{
    private static readonly TimeSpan RepeatPoll = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<(string Workflow, string TransactionId), TaskCompletionSource> _inFlight = new();

    public async Task<WorkflowOutcome<TOutput>> RunAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, TInput input, WorkflowRunOptions runOptions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(runOptions);
        registry.Require(workflow);

        if (runOptions.TransactionId is not { } transactionId)
        {
            return await RunOnceAsync(workflow, input, runOptions, cancellationToken);
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(transactionId, nameof(runOptions));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(transactionId.Length, WorkflowRunOptions.TransactionIdMaxLength, nameof(runOptions));

        while (true)
        {
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = _inFlight.GetOrAdd((workflow.Name, transactionId), mine);
            if (running != mine)
            {
                await running.Task.WaitAsync(cancellationToken);
                continue;
            }

            try
            {
                if (await FindSettledAsync(workflow.Name, transactionId, cancellationToken) is { } earlier)
                {
                    return earlier.State == WorkflowState.Completed
                        ? new WorkflowOutcome<TOutput>(earlier.Id, IsRepeat: true, default)
                        : throw new RepeatedExecutionException(earlier.Id, earlier.State);
                }

                return await RunOnceAsync(workflow, input, runOptions, cancellationToken);
            }
            catch (DbUpdateException exception) when (exception is not DbUpdateConcurrencyException)
            {
                // Another process may have begun the same transaction id after we looked; if so, its outcome is the answer.
                if (await FindAsync(workflow.Name, transactionId, cancellationToken) is null)
                {
                    throw;
                }
            }
            finally
            {
                _inFlight.TryRemove((workflow.Name, transactionId), out _);
                mine.SetResult();
            }
        }
    }

    private async Task<WorkflowOutcome<TOutput>> RunOnceAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, TInput input, WorkflowRunOptions runOptions, CancellationToken cancellationToken)
    {
        using var journal = new WorkflowJournal(database, workflow.Name, runOptions, options.Value.LeaseDuration);
        try
        {
            var output = await workflow.RunAsync(
                new WorkflowRun(journal, registry, workflow, isNested: false, cancellationToken), input);
            await journal.CompleteAsync();
            return new WorkflowOutcome<TOutput>(journal.ExecutionId, IsRepeat: false, output);
        }
        catch (ExecutionTakenOverException)
        {
            logger.ExecutionTakenOver(journal.ExecutionId, workflow.Name);
            throw;
        }
        catch (Exception exception) when (journal.MayHaveEffects)
        {
            exception.Data[WorkflowData.ExecutionIdKey] = journal.ExecutionId;
            await CompensateAsync(journal.ExecutionId, workflow.Name, exception);
            throw;
        }
    }

    private async Task CompensateAsync(string executionId, string workflow, Exception failure)
    {
        CompensationOutcome outcome;
        try
        {
            outcome = await compensator.CompensateAsync(executionId, WorkflowJournal.FirstEpoch, failure, CancellationToken.None);
        }
        catch (Exception exception)
        {
            // The journal itself is out of reach. The lease runs out, and the recovery undoes what this process could not.
            logger.CompensationPostponed(executionId, workflow, database.Loggable(exception));
            return;
        }

        if (outcome.Failure is not null)
        {
            throw new CompensationFailedException(executionId, failure, outcome.Failure);
        }
    }

    private async Task<WorkflowExecution?> FindSettledAsync(string workflow, string transactionId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await FindAsync(workflow, transactionId, cancellationToken);
            if (found?.State is not (WorkflowState.Running or WorkflowState.Compensating))
            {
                return found;
            }

            await database.DelayAsync(RepeatPoll, cancellationToken);
        }
    }

    private async Task<WorkflowExecution?> FindAsync(string workflow, string transactionId, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        return await context.Set<WorkflowExecution>().AsNoTracking().FirstOrDefaultAsync(
            execution => execution.Workflow == workflow && execution.TransactionId == transactionId, cancellationToken);
    }
}
