using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Workflows;

/// <summary>Commits the steps of one execution, each in one transaction with its journal row.</summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A step that came too late may still wait for the gate, and has to get its refusal from it.")]
internal sealed class WorkflowJournal(
    WorkflowDatabase database, string workflow, WorkflowRunOptions options, byte[]? inputDigest, TimeSpan lease)
{
    // Another writer got in between a step's read and its write. Each round some writer gets through, so a few rounds suffice.
    private const int ConflictRetries = 5;

    // Steps started together with Task.WhenAll commit one after another: they share the execution's row.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private WorkflowExecution? _execution;
    private int _sequence;
    private bool _isClosed;

    public const int FirstEpoch = 1;

    public string ExecutionId { get; } = database.NewExecutionId();

    /// <summary>Whether anything was committed, or may have been: a commit whose answer was lost.</summary>
    public bool MayHaveEffects { get; private set; }

    public Task<TOutput> CommitAsync<TInput, TOutput, TUndo>(
        Step<TInput, TOutput, TUndo> step, TInput input, bool finish, CancellationToken cancellationToken) =>
        CommitAsync(
            step,
            async context =>
            {
                var result = await step.ExecuteAsync(context, input, cancellationToken);
                return (result.Output, JsonSerializer.Serialize(result.Undo));
            },
            finish,
            cancellationToken);

    public Task<TOutput> CommitAsync<TInput, TOutput>(
        IrreversibleStep<TInput, TOutput> step, TInput input, bool finish, CancellationToken cancellationToken) =>
        CommitAsync(
            step,
            async context => (await step.ExecuteAsync(context, input, cancellationToken), (string?)null),
            finish,
            cancellationToken);

    /// <summary>Completes an execution whose function ended without a finishing step.</summary>
    public async Task CompleteAsync()
    {
        await CloseAsync();
        if (_execution is not { State: WorkflowState.Running })
        {
            return;
        }

        await using var context = database.Open();
        var execution = Continue(context, finish: true);
        await SaveAsync(context, execution, CancellationToken.None);
        _execution = execution;
    }

    /// <summary>
    /// Waits for a step in flight and lets no other begin: a step that was started together with one that failed must not commit behind the undo.
    /// </summary>
    public async Task CloseAsync()
    {
        await _gate.WaitAsync();
        _isClosed = true;
        _gate.Release();
    }

    private async Task<TOutput> CommitAsync<TOutput>(
        Step step, Func<StepContext, Task<(TOutput Output, string? Undo)>> execute, bool finish, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            for (var conflicts = 0; ; conflicts++)
            {
                if (_isClosed || _execution is { State: WorkflowState.Completed })
                {
                    throw new InvalidOperationException($"Execution {ExecutionId} has ended; the step '{step.Name}' came too late.");
                }

                try
                {
                    return await AttemptAsync(step, execute, finish, cancellationToken);
                }
                catch (DbUpdateConcurrencyException) when (conflicts < ConflictRetries)
                {
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<TOutput> AttemptAsync<TOutput>(
        Step step, Func<StepContext, Task<(TOutput Output, string? Undo)>> execute, bool finish, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var now = database.Now();

        var (output, undo) = await execute(new StepContext(context, ExecutionId, options.StartedBy, now));

        var execution = _execution is null ? Begin(context, now, finish) : Continue(context, finish);
        context.Add(new WorkflowStepRecord
        {
            ExecutionId = ExecutionId,
            Sequence = _sequence + 1,
            Step = step.Name,
            State = step.StateWhenDone,
            Undo = undo,
            DoneAt = now,
        });
        await SaveAsync(context, execution, cancellationToken);

        MayHaveEffects = true;
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            // A connection can die after the server has committed and before it could say so. The journal row tells.
            switch (await IsCommittedAsync(_sequence + 1))
            {
                case false:
                    throw;
                case null:
                    throw new OutcomeUnknownException(ExecutionId, exception);
            }
        }

        _sequence++;
        _execution = execution;
        return output;
    }

    private WorkflowExecution Begin(DbContext context, DateTimeOffset now, bool finish)
    {
        var execution = new WorkflowExecution
        {
            Id = ExecutionId,
            Workflow = workflow,
            TransactionId = options.TransactionId,
            InputDigest = inputDigest,
            StartedBy = options.StartedBy,
            StartedAt = now,
            Epoch = FirstEpoch,
        };
        Stamp(execution, finish);
        context.Add(execution);
        return execution;
    }

    private WorkflowExecution Continue(DbContext context, bool finish)
    {
        var execution = new WorkflowExecution
        {
            Id = ExecutionId,
            Workflow = workflow,
            TransactionId = options.TransactionId,
            InputDigest = inputDigest,
            StartedBy = options.StartedBy,
            StartedAt = _execution!.StartedAt,
            State = WorkflowState.Running,
            Epoch = FirstEpoch,
        };
        var entry = context.Attach(execution);
        Stamp(execution, finish);

        // Written even when the clock stands still: it is this UPDATE that checks the epoch.
        entry.Property(e => e.LeaseUntil).IsModified = true;
        return execution;
    }

    private void Stamp(WorkflowExecution execution, bool finish)
    {
        // Read now, not when the step began: a step may have taken longer than the lease that it is about to renew.
        var now = database.Now();
        execution.State = finish ? WorkflowState.Completed : WorkflowState.Running;
        execution.EndedAt = finish ? now : null;
        execution.LeaseUntil = now + lease;
    }

    private async Task SaveAsync(DbContext context, WorkflowExecution execution, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException exception) when (exception.Entries.Any(entry => ReferenceEquals(entry.Entity, execution)))
        {
            throw new ExecutionTakenOverException(ExecutionId, exception);
        }
    }

    private async Task<bool?> IsCommittedAsync(int sequence)
    {
        try
        {
            await using var context = database.Open();
            return await context.Set<WorkflowStepRecord>().AnyAsync(
                record => record.ExecutionId == ExecutionId && record.Sequence == sequence, CancellationToken.None);
        }
        catch (Exception)
        {
            // The database is out of reach, so nobody can tell.
            return null;
        }
    }
}
