using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>Where an undo got to, and why it got no further for now, or at all.</summary>
internal readonly record struct CompensationOutcome(WorkflowState State, string Workflow, Exception? Failure = null);

/// <summary>
/// Undoes the finished steps of an execution in reverse. Goes by the journal alone, so the process that failed and the one that takes over do the
/// same. Stops at the first step that can't be undone: those before it may be what it stands on.
/// </summary>
internal sealed class WorkflowCompensator(
    WorkflowDatabase database,
    CompensationJournal journal,
    WorkflowRegistry registry,
    WorkflowTelemetry telemetry,
    IOptions<WorkflowOptions> options,
    ILogger<WorkflowCompensator> logger)
{
    // A caller waits for the undo of what failed; what takes longer goes on without it.
    private static readonly TimeSpan LongestUndo = TimeSpan.FromSeconds(5);

    /// <param name="executionId">The execution.</param>
    /// <param name="epoch">The owner's epoch; a newer owner ends this with an <see cref="ExecutionTakenOverException"/>.</param>
    /// <param name="failure">Why the workflow failed; null when its process died.</param>
    /// <param name="failures">The steps that failed.</param>
    /// <param name="stopping">Ends the waiting between attempts when the process stops; the next owner goes on.</param>
    public async Task<CompensationOutcome> CompensateAsync(
        string executionId, int epoch, Exception? failure, IReadOnlyCollection<StepFailure> failures, CancellationToken stopping)
    {
        var begun = await journal.BeginAsync(executionId, epoch, failure, failures);
        if (begun.State != WorkflowState.Compensating)
        {
            return new CompensationOutcome(begun.State, begun.Workflow);
        }

        var began = database.Timestamp();
        foreach (var step in begun.Steps)
        {
            var undone = await UndoAsync(begun, step, began, stopping);
            if (undone.Failure is not null)
            {
                return undone;
            }
        }

        await journal.EndAsync(executionId, begun.Epoch);
        logger.ExecutionCompensated(executionId, begun.Steps.Count);
        return new CompensationOutcome(WorkflowState.Compensated, begun.Workflow);
    }

    private async Task<CompensationOutcome> UndoAsync(BegunCompensation begun, StepToUndo step, long began, CancellationToken stopping)
    {
        using var span = telemetry.StartCompensation(begun.Workflow, step.Name);
        for (var attempt = step.Attempts + 1; ; attempt++)
        {
            Exception failure;
            try
            {
                await AttemptAsync(begun, step, attempt);
                span.End(Outcome.Compensated);
                return new CompensationOutcome(WorkflowState.Compensated, begun.Workflow);
            }
            catch (Exception exception) when (exception is not ExecutionTakenOverException)
            {
                failure = exception;
            }

            var noted = await journal.NoteFailureAsync(begun, step, failure, mayWait: database.Elapsed(began) < LongestUndo);
            if (noted.Pause is not { } pause)
            {
                span.End(noted.State == WorkflowState.Compensating ? Outcome.Compensating : Outcome.CompensationFailed, failure: failure);
                return new CompensationOutcome(noted.State, begun.Workflow, failure);
            }

            await database.DelayAsync(pause, stopping);
        }
    }

    private async Task AttemptAsync(BegunCompensation begun, StepToUndo step, int attempt)
    {
        // Held while the attempt runs: an undo that takes longer than the lease is still ours.
        await using var lease = ExecutionLease.Renew(
            database, begun.ExecutionId, begun.Epoch, options.Value.LeaseDuration, lost: null, logger);
        var known = registry.Step(step.Name);
        using var timeout = database.CancelAfter(known.Policy.Timeout ?? options.Value.StepTimeout);
        var outside = new OutsideStepContext(begun.ExecutionId, step.Sequence, begun.StartedBy, database.Now(), attempt);

        // Not for longer than its time, even if it doesn't heed its token: other executions wait behind it.
        await known.UndoOutsideAsync(outside, step.Undo, timeout.Token).WaitAsync(timeout.Token);
        await journal.UndoneAsync(begun, step, context => known.UndoAsync(context, step.Undo, timeout.Token));
    }
}
