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
    WorkflowRepeats repeats,
    IOptions<WorkflowOptions> options,
    ILogger<WorkflowRunner> logger) : IWorkflowRunner
{
    public Task<WorkflowOutcome<TOutput>> RunAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, TInput input, WorkflowRunOptions runOptions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(runOptions);
        registry.Require(workflow);

        return runOptions.TransactionId is null
            ? RunOnceAsync(workflow, input, runOptions, inputDigest: null, cancellationToken)
            : repeats.RunAsync(
                workflow.Name,
                input,
                runOptions,
                digest => RunOnceAsync(workflow, input, runOptions, digest, cancellationToken),
                cancellationToken);
    }

    private async Task<WorkflowOutcome<TOutput>> RunOnceAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow,
        TInput input,
        WorkflowRunOptions runOptions,
        byte[]? inputDigest,
        CancellationToken cancellationToken)
    {
        var journal = new WorkflowJournal(database, workflow.Name, runOptions, inputDigest, options.Value.LeaseDuration);
        try
        {
            var output = await workflow.RunAsync(
                new WorkflowRun(journal, registry, workflow, isNested: false, cancellationToken), input);
            await journal.CompleteAsync();
            return new WorkflowOutcome<TOutput>(journal.ExecutionId, IsRepeat: false, output);
        }
        catch (ExecutionTakenOverException exception) when (exception.ExecutionId == journal.ExecutionId)
        {
            logger.ExecutionTakenOver(journal.ExecutionId, workflow.Name);
            throw;
        }
        catch (Exception exception)
        {
            await journal.CloseAsync();
            if (journal.MayHaveEffects)
            {
                exception.Data[WorkflowData.ExecutionIdKey] = journal.ExecutionId;
                await CompensateAsync(journal.ExecutionId, workflow.Name, exception);
            }

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
        catch (ExecutionTakenOverException)
        {
            // We stalled while undoing. The one who took over does the rest.
            logger.ExecutionTakenOver(executionId, workflow);
            return;
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
}
