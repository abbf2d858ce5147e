using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <inheritdoc cref="IWorkflowRunner"/>
internal sealed class WorkflowRunner(
    WorkflowDatabase database,
    WorkflowRegistry registry,
    WorkflowCompensator compensator,
    WorkflowRepeats repeats,
    WorkflowTelemetry telemetry,
    IOptions<WorkflowOptions> options,
    ILogger<WorkflowRunner> logger) : IWorkflowRunner
{
    public async Task<WorkflowOutcome<TOutput>> RunAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, TInput input, WorkflowRunOptions runOptions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(runOptions);
        ArgumentException.ThrowIfNullOrWhiteSpace(runOptions.StartedBy, nameof(runOptions));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(runOptions.StartedBy.Length, WorkflowRunOptions.StartedByMaxLength, nameof(runOptions));
        registry.Require(workflow);

        using var span = telemetry.StartExecution(workflow.Name);
        var stages = new AfterCommitStages(registry, database, telemetry, logger, workflow.Name);
        try
        {
            var outcome = runOptions.TransactionId is null
                ? await RunOnceAsync(workflow, input, runOptions, inputDigest: null, stages, span, cancellationToken)
                : await repeats.RunAsync(
                    workflow.Name,
                    input,
                    runOptions,
                    digest => RunOnceAsync(workflow, input, runOptions, digest, stages, span, cancellationToken),
                    cancellationToken);
            if (outcome.IsRepeat)
            {
                stages.NoteAll();
            }

            await stages.RunAsync(cancellationToken);
            span.End(outcome.IsRepeat ? Outcome.Repeated : Outcome.Completed);
            return outcome;
        }
        catch (WorkflowRefusedException)
        {
            await stages.RunAsync(cancellationToken);
            span.End(span.UndoOutcome ?? Outcome.Refused);
            throw;
        }
        catch (Exception exception)
        {
            var ended = exception switch
            {
                ExecutionTakenOverException => Outcome.TakenOver,
                OutcomeUnknownException => Outcome.Unknown,
                CompensationFailedException { State: WorkflowState.Compensating } => Outcome.Compensating,
                CompensationFailedException => Outcome.CompensationFailed,
                _ => span.UndoOutcome ?? Outcome.Failed,
            };
            span.End(ended, failure: exception);
            throw;
        }
    }

    private async Task<WorkflowOutcome<TOutput>> RunOnceAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow,
        TInput input,
        WorkflowRunOptions runOptions,
        byte[]? inputDigest,
        AfterCommitStages stages,
        WorkflowTelemetry.Span span,
        CancellationToken cancellationToken)
    {
        var journal = new WorkflowJournal(database, workflow.Name, runOptions, inputDigest, stages, options.Value.LeaseDuration, logger);
        var steps = new StepRunner(database, journal, telemetry, logger, workflow.Name, options.Value.StepTimeout);
        span.Name(journal.ExecutionId);
        WorkflowOutcome<TOutput>? outcome = null;
        try
        {
            var output = await JournaledRun.RunAsync(journal, steps, registry, stages, workflow, input, isNested: false, cancellationToken);
            await steps.EndAsync();
            outcome = new WorkflowOutcome<TOutput>(journal.ExecutionId, IsRepeat: false, output);
            await journal.CompleteAsync();
            ChangeWatch.Note();
            return outcome;
        }
        catch (ExecutionTakenOverException exception) when (exception.ExecutionId == journal.ExecutionId)
        {
            await StopAsync();
            logger.ExecutionTakenOver(journal.ExecutionId, workflow.Name);
            throw;
        }
        catch (Exception exception)
        {
            await StopAsync();
            if (journal.LeaseLost.IsCancellationRequested)
            {
                logger.ExecutionTakenOver(journal.ExecutionId, workflow.Name);
                throw new ExecutionTakenOverException(journal.ExecutionId, exception);
            }

            if (journal.MayHaveEffects)
            {
                exception.Data[WorkflowData.ExecutionIdKey] = journal.ExecutionId;
                span.UndoOutcome = await CompensateAsync(journal, workflow.Name, exception);
                if (outcome is not null && span.UndoOutcome == Outcome.Completed)
                {
                    // Only the answer to the completion was lost.
                    ChangeWatch.Note();
                    return outcome;
                }
            }

            throw;
        }

        // The steps first: the lease is kept while one of them is waited for.
        async Task StopAsync()
        {
            await steps.StopAsync();
            await journal.CloseAsync();
        }
    }

    private async Task<string> CompensateAsync(WorkflowJournal journal, string workflow, Exception failure)
    {
        CompensationOutcome outcome;
        try
        {
            outcome = await compensator.CompensateAsync(
                journal.ExecutionId, WorkflowJournal.FirstEpoch, failure, journal.Failures, CancellationToken.None);
        }
        catch (ExecutionTakenOverException exception)
        {
            // We stalled while undoing. The one who took over does the rest.
            logger.ExecutionTakenOver(journal.ExecutionId, workflow);
            throw new CompensationFailedException(journal.ExecutionId, WorkflowState.Compensating, failure, exception);
        }
        catch (Exception exception)
        {
            // The journal itself is out of reach. The lease runs out, and the recovery undoes what this process could not.
            logger.CompensationPostponed(journal.ExecutionId, workflow, database.Loggable(exception));
            if (failure is OutcomeUnknownException)
            {
                // Says more, and what to do: there may be nothing to undo.
                return Outcome.Unknown;
            }

            throw new CompensationFailedException(journal.ExecutionId, WorkflowState.Compensating, failure, exception);
        }

        return outcome.Failure is null
            ? outcome.State == WorkflowState.Completed ? Outcome.Completed : Outcome.Compensated
            : throw new CompensationFailedException(journal.ExecutionId, outcome.State, failure, outcome.Failure);
    }
}
