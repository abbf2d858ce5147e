using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>Where an undo got to, and why it got no further.</summary>
internal readonly record struct CompensationOutcome(WorkflowState State, Exception? Failure = null);

/// <summary>
/// Undoes the finished steps of an execution in reverse. Goes by the journal alone, so the process that failed and the one that takes over do the
/// same. Stops at the first step that can't be undone: those before it may be what it stands on.
/// </summary>
internal sealed class WorkflowCompensator(
    WorkflowDatabase database, WorkflowRegistry registry, IOptions<WorkflowOptions> options, ILogger<WorkflowCompensator> logger)
{
    /// <param name="executionId">The execution.</param>
    /// <param name="epoch">The owner's epoch; a newer owner ends this with an <see cref="ExecutionTakenOverException"/>.</param>
    /// <param name="failure">Why the workflow failed; null when its process died.</param>
    /// <param name="stopping">Ends the waiting between attempts when the process stops; the next owner goes on.</param>
    public async Task<CompensationOutcome> CompensateAsync(
        string executionId, int epoch, Exception? failure, CancellationToken stopping)
    {
        var (state, steps) = await BeginAsync(executionId, epoch, failure);
        if (state != WorkflowState.Compensating)
        {
            return new CompensationOutcome(state);
        }

        epoch++;

        foreach (var sequence in steps)
        {
            if (await UndoAsync(executionId, epoch, sequence, stopping) is { } undoFailure)
            {
                return new CompensationOutcome(WorkflowState.CompensationFailed, undoFailure);
            }
        }

        await EndAsync(executionId, epoch);
        logger.ExecutionCompensated(executionId, steps.Count);
        return new CompensationOutcome(WorkflowState.Compensated);
    }

    private async Task<(WorkflowState State, IReadOnlyList<int> Steps)> BeginAsync(string executionId, int epoch, Exception? failure)
    {
        await using var context = database.Open();
        var execution = await LoadAsync(context, executionId, epoch);
        if (execution is null)
        {
            // The commit that failed had not taken place after all: nothing to undo.
            return (WorkflowState.Compensated, []);
        }

        // The caller gets an exception, so what it asked for must not stay, complete or not. Only what has no way back does.
        if (execution.State == WorkflowState.Completed && execution.Steps.Exists(step => step.State == StepState.Irreversible))
        {
            return (WorkflowState.Completed, []);
        }

        // A new epoch, so that nothing of the failed run that is still under way can commit behind the undo.
        execution.Epoch++;
        execution.State = WorkflowState.Compensating;
        execution.EndedAt = null;
        execution.Error ??= failure is null ? "The process that ran it died." : database.Describe(failure);
        await SaveAsync(context, execution, CancellationToken.None);
        return (WorkflowState.Compensating,
        [
            .. execution.Steps
                .Where(step => step.State is StepState.Done or StepState.CompensationFailed)
                .OrderByDescending(step => step.Sequence)
                .Select(step => step.Sequence),
        ]);
    }

    private async Task<Exception?> UndoAsync(string executionId, int epoch, int sequence, CancellationToken stopping)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await AttemptAsync(executionId, epoch, sequence);
                return null;
            }
            catch (Exception exception) when (exception is not ExecutionTakenOverException)
            {
                logger.CompensationAttemptFailed(executionId, sequence, attempt, database.Loggable(exception));
                var isLast = attempt >= options.Value.CompensationAttempts;
                await NoteFailureAsync(executionId, epoch, sequence, exception, isLast);
                if (isLast)
                {
                    return exception;
                }
            }

            await database.DelayAsync(Backoff(attempt), stopping);
        }
    }

    // Never so long that the lease runs out meanwhile and another node begins anew.
    private TimeSpan Backoff(int attempt)
    {
        var longest = options.Value.LeaseDuration / 3;
        var pause = options.Value.CompensationBackoff * Math.Pow(2, attempt - 1);
        return pause < longest ? pause : longest;
    }

    private async Task AttemptAsync(string executionId, int epoch, int sequence)
    {
        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var execution = (await LoadAsync(context, executionId, epoch))!;
        var record = execution.Steps.Single(step => step.Sequence == sequence);
        var now = database.Now();

        await registry.Step(record.Step).UndoAsync(
            new StepContext(context, executionId, execution.StartedBy, now), record.Undo, CancellationToken.None);

        record.State = StepState.Compensated;
        record.CompensatedAt = now;
        record.CompensationAttempts++;
        record.Error = null;
        await SaveAsync(context, execution, CancellationToken.None);
        await transaction.CommitAsync();
    }

    private async Task NoteFailureAsync(string executionId, int epoch, int sequence, Exception failure, bool isLast)
    {
        await using var context = database.Open();
        var execution = (await LoadAsync(context, executionId, epoch))!;
        var record = execution.Steps.Single(step => step.Sequence == sequence);
        record.CompensationAttempts++;
        record.Error = database.Describe(failure);
        if (isLast)
        {
            record.State = StepState.CompensationFailed;
            execution.State = WorkflowState.CompensationFailed;
            logger.CompensationFailed(executionId, record.Step, database.Loggable(failure));
        }

        await SaveAsync(context, execution, CancellationToken.None);
    }

    private async Task EndAsync(string executionId, int epoch)
    {
        await using var context = database.Open();
        var execution = (await LoadAsync(context, executionId, epoch))!;
        execution.State = WorkflowState.Compensated;
        execution.EndedAt = database.Now();

        // Nothing of the call is left, so its caller may try again under the same id.
        execution.TransactionId = null;
        await SaveAsync(context, execution, CancellationToken.None);
    }

    private async Task<WorkflowExecution?> LoadAsync(DbContext context, string executionId, int epoch)
    {
        var execution = await context.Set<WorkflowExecution>().Include(e => e.Steps).FirstOrDefaultAsync(e => e.Id == executionId);
        if (execution is null)
        {
            return null;
        }

        if (execution.Epoch != epoch)
        {
            throw new ExecutionTakenOverException(executionId);
        }

        // A write in every case, so that the epoch is checked at the commit too.
        execution.LeaseUntil = database.Now() + options.Value.LeaseDuration;
        context.Entry(execution).Property(e => e.LeaseUntil).IsModified = true;
        return execution;
    }

    private static async Task SaveAsync(DbContext context, WorkflowExecution execution, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(entry => ReferenceEquals(entry.Entity, execution)))
        {
            throw new ExecutionTakenOverException(execution.Id, exception);
        }
    }
}
