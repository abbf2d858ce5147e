using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>An undo that this process owns.</summary>
/// <param name="ExecutionId">The execution.</param>
/// <param name="Workflow">Its workflow.</param>
/// <param name="StartedBy">Who started it.</param>
/// <param name="State">Where it stands; anything but Compensating means that there is nothing to undo.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Steps">What to undo, last step first.</param>
internal sealed record BegunCompensation(
    string ExecutionId, string Workflow, string StartedBy, WorkflowState State, int Epoch, IReadOnlyList<StepToUndo> Steps);

/// <summary>A step to undo.</summary>
/// <param name="Sequence">Its row.</param>
/// <param name="Name">Its name.</param>
/// <param name="Undo">What it left for its undo.</param>
/// <param name="Attempts">How often undoing it was tried before.</param>
internal sealed record StepToUndo(int Sequence, string Name, string? Undo, int Attempts);

/// <summary>What follows a failed attempt to undo a step: another after a pause, or none for now, or none at all.</summary>
internal readonly record struct NotedFailure(WorkflowState State, TimeSpan? Pause);

/// <summary>Writes down how an undo proceeds; every write checks the owner's epoch.</summary>
internal sealed class CompensationJournal(WorkflowDatabase database, IOptions<WorkflowOptions> options, ILogger<CompensationJournal> logger)
{
    // A caller waits for the first attempts. Longer pauses are for the recovery, of this process or the next.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public async Task<BegunCompensation> BeginAsync(
        string executionId, int epoch, Exception? failure, IReadOnlyCollection<StepFailure> failures)
    {
        await using var context = database.Open();
        epoch = await FenceAsync(context, executionId, epoch);
        var execution = await LoadAsync(context, executionId, epoch);
        if (execution is null)
        {
            // The commit that failed had not taken place after all: nothing to undo.
            return new BegunCompensation(executionId, string.Empty, string.Empty, WorkflowState.Compensated, epoch, []);
        }

        // The caller gets an exception, so what it asked for must not stay, complete or not. Only what has no way back does.
        if (execution.State == WorkflowState.Completed && execution.Steps.Exists(step => step.State == StepState.Irreversible))
        {
            return new BegunCompensation(executionId, execution.Workflow, execution.StartedBy, WorkflowState.Completed, epoch, []);
        }

        execution.State = WorkflowState.Compensating;
        execution.EndedAt = null;
        execution.Error ??= failure is null ? "The process that ran it died." : database.Describe(failure);
        foreach (var failed in failures)
        {
            Note(execution, failed);
        }

        // Only a person's retry comes here with such a step: it has all its attempts again, and no more than those.
        foreach (var step in execution.Steps.Where(step => step.State == StepState.CompensationFailed))
        {
            step.State = step.DoneAt is null ? StepState.Started : StepState.Done;
            step.CompensationAttempts = 0;
        }

        await context.SaveAsync(execution);
        return new BegunCompensation(
            executionId,
            execution.Workflow,
            execution.StartedBy,
            WorkflowState.Compensating,
            execution.Epoch,
            [
                .. execution.Steps
                    .Where(step => step.State is StepState.Done or StepState.Started)
                    .OrderByDescending(step => step.Sequence)
                    .Select(step => new StepToUndo(step.Sequence, step.Step, step.Undo, step.CompensationAttempts)),
            ]);
    }

    /// <summary>Undoes a step in the database and says so, as one transaction.</summary>
    public async Task UndoneAsync(BegunCompensation begun, StepToUndo step, Func<StepContext, Task> undo)
    {
        await using var transaction = await StepTransaction.BeginAsync(database, begun.ExecutionId, begun.StartedBy, CancellationToken.None);
        var (execution, record) = await LoadAsync(transaction.Context, begun, step);
        await undo(transaction.Step);
        await transaction.Step.SaveJoinedAsync(CancellationToken.None);
        record.State = StepState.Compensated;
        record.CompensatedAt = database.Now();
        record.CompensationAttempts++;
        record.CompensationError = null;
        await transaction.Context.SaveAsync(execution);
        await transaction.CommitAsync();
    }

    /// <summary>
    /// Writes down that undoing a step failed. The count and the time of the next attempt are in the journal, so the attempts go on where they were
    /// in whichever process comes next.
    /// </summary>
    /// <param name="begun">The undo.</param>
    /// <param name="step">The step.</param>
    /// <param name="failure">Why it failed.</param>
    /// <param name="mayWait">Whether someone still waits for the next attempt.</param>
    public async Task<NotedFailure> NoteFailureAsync(BegunCompensation begun, StepToUndo step, Exception failure, bool mayWait)
    {
        await using var context = database.Open();
        var (execution, record) = await LoadAsync(context, begun, step);
        record.CompensationAttempts++;
        record.CompensationError = database.Describe(failure);
        logger.CompensationAttemptFailed(begun.ExecutionId, step.Name, record.CompensationAttempts, database.Loggable(failure));

        // A step that this version doesn't know may be a newer one's, which gets time to come by.
        var pause = failure is UnknownStepException
            ? LongestPause
            : StepPolicy.Doubled(options.Value.CompensationBackoff, record.CompensationAttempts, LongestPause);
        NotedFailure noted;
        if (record.CompensationAttempts >= options.Value.CompensationAttempts)
        {
            record.State = StepState.CompensationFailed;
            execution.State = WorkflowState.CompensationFailed;
            logger.CompensationFailed(begun.ExecutionId, step.Name, database.Loggable(failure));
            noted = new NotedFailure(WorkflowState.CompensationFailed, null);
        }
        else if (pause > LongestWait || !mayWait)
        {
            // No one's until then; the recovery takes over what no one owns.
            execution.LeaseUntil = database.Now() + pause;
            noted = new NotedFailure(WorkflowState.Compensating, null);
        }
        else
        {
            noted = new NotedFailure(WorkflowState.Compensating, pause);
        }

        await context.SaveAsync(execution);
        return noted;
    }

    public async Task EndAsync(string executionId, int epoch)
    {
        await using var context = database.Open();
        var execution = (await LoadAsync(context, executionId, epoch))!;
        execution.State = WorkflowState.Compensated;
        execution.EndedAt = database.Now();

        // Nothing of the call is left, so its caller may try again under the same id.
        execution.TransactionId = null;
        await context.SaveAsync(execution);
    }

    /// <summary>
    /// A new epoch, in a statement of its own and before anything is read: nothing of the failed run that is still under way can commit behind what
    /// this undo knows.
    /// </summary>
    private static async Task<int> FenceAsync(DbContext context, string executionId, int epoch)
    {
        var fenced = await context.Set<WorkflowExecution>()
            .Where(e => e.Id == executionId && e.Epoch == epoch).ExecuteUpdateAsync(set => set.SetProperty(e => e.Epoch, e => e.Epoch + 1));
        return epoch + fenced;
    }

    private void Note(WorkflowExecution execution, StepFailure failed)
    {
        var record = execution.Steps.Find(step => step.Sequence == failed.Sequence);
        if (record is null)
        {
            record = new WorkflowStepRecord
            {
                ExecutionId = execution.Id,
                Sequence = execution.Steps.Max(step => step.Sequence) + 1,
                Step = failed.Step,
                State = StepState.Failed,
                StartedAt = failed.StartedAt,
            };
            execution.Steps.Add(record);
        }

        record.Attempts = failed.Attempts;
        record.Error = database.Describe(failed.Failure);
    }

    private async Task<(WorkflowExecution Execution, WorkflowStepRecord Step)> LoadAsync(
        DbContext context, BegunCompensation begun, StepToUndo step)
    {
        var execution = (await LoadAsync(context, begun.ExecutionId, begun.Epoch))!;
        return (execution, execution.Steps.Single(record => record.Sequence == step.Sequence));
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
}
