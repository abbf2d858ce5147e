using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>Commits the steps of one execution, each in one transaction with its journal row.</summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A step that came too late may still wait for the gate or read the token, and has to get its refusal from them.")]
internal sealed class WorkflowJournal(
    WorkflowDatabase database,
    string workflow,
    WorkflowRunOptions options,
    byte[]? inputDigest,
    AfterCommitStages stages,
    TimeSpan lease,
    ILogger logger)
{
    // Another writer got in between a step's read and its write. Each round some writer gets through, so a few rounds suffice.
    private const int ConflictRetries = 5;

    // Steps started together with Task.WhenAll commit one after another: they share the execution's row.
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _leaseLost = new();
    private readonly ConcurrentQueue<StepFailure> _failures = new();
    private readonly DateTimeOffset _startedAt = database.Now();
    private WorkflowExecution? _execution;
    private LeaseRenewal? _lease;
    private int _sequence;
    private int _outsideUnderWay;
    private bool _isClosed;

    public const int FirstEpoch = 1;

    public string ExecutionId { get; } = database.NewExecutionId();

    /// <summary>Whether anything was committed, or may have been: a commit whose answer was lost.</summary>
    public bool MayHaveEffects { get; private set; }

    /// <summary>Cancelled when another process has taken the execution over.</summary>
    public CancellationToken LeaseLost => _leaseLost.Token;

    /// <summary>Whether this failure, or the lease, says that another process has taken the execution over.</summary>
    public bool IsLost(Exception failure) =>
        LeaseLost.IsCancellationRequested || (failure is ExecutionTakenOverException taken && taken.ExecutionId == ExecutionId);

    /// <summary>The steps that gave up.</summary>
    public IReadOnlyCollection<StepFailure> Failures => _failures;

    public void Note(StepFailure failure) => _failures.Enqueue(failure);

    /// <summary>What a step with an effect outside the database works with.</summary>
    public OutsideStepContext Outside(int sequence, int attempt) =>
        new(ExecutionId, sequence, options.StartedBy, database.Now(), attempt);

    /// <summary>Commits a step's changes, its row and, when it is the last, the completion, as one transaction.</summary>
    public Task<TOutput> CommitAsync<TOutput>(
        Step step, StepAttempt attempt, bool finish, Func<StepContext, Task<(TOutput Output, string? Undo)>> execute) =>
        InTurnAsync(step, async () =>
        {
            await using var transaction = await StepTransaction.BeginAsync(database, ExecutionId, options.StartedBy, attempt.CancellationToken);
            var given = transaction.Step;
            try
            {
                var (output, undo) = await execute(given);
                await given.SaveJoinedAsync(attempt.CancellationToken);
                stages.Require(given);
                await CommitAsync(transaction, Row(step, attempt, step.StateWhenDone, undo), finish, attempt.CancellationToken);
                stages.Note(given);
                return output;
            }
            catch (WorkflowRefusedException)
            {
                stages.Note(given);
                throw;
            }
        }, attempt.CancellationToken);

    /// <summary>Writes down that an effect outside the database is about to begin.</summary>
    /// <returns>The number of the step's row.</returns>
    public Task<int> StartAsync(Step step, StepAttempt attempt, string undo) =>
        InTurnAsync(step, async () =>
        {
            await using var transaction = await StepTransaction.BeginAsync(database, ExecutionId, options.StartedBy, attempt.CancellationToken);
            var row = Row(step, attempt with { Number = 0 }, StepState.Started, undo);
            await CommitAsync(transaction, row, finish: false, attempt.CancellationToken);
            _outsideUnderWay++;
            return row.Sequence;
        }, attempt.CancellationToken);

    /// <summary>Writes down that an effect outside the database has taken place, and what undoes it now.</summary>
    public Task FinishAsync(Step step, int sequence, int attempts, string undo) =>
        InTurnAsync(step, async () =>
        {
            await using var context = database.Open();
            var row = new WorkflowStepRecord { ExecutionId = ExecutionId, Sequence = sequence, Step = step.Name, State = StepState.Started };
            context.Attach(row);
            row.State = StepState.Done;
            row.Undo = undo;
            row.Attempts = attempts;
            row.DoneAt = database.Now();
            await context.SaveAsync(Continue(context, finish: false));
            _outsideUnderWay--;
            return row;
        }, CancellationToken.None);

    /// <summary>Completes an execution whose function ended without a finishing step.</summary>
    public async Task CompleteAsync()
    {
        await CloseAsync();
        if (_execution is not { State: WorkflowState.Running })
        {
            return;
        }

        RefuseHalfDone();
        await using var context = database.Open();
        var execution = Continue(context, finish: true);
        await context.SaveAsync(execution);
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
        if (_lease is { } lease)
        {
            _lease = null;
            await lease.DisposeAsync();
        }
    }

    private async Task<T> InTurnAsync<T>(Step step, Func<Task<T>> commit, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            for (var conflicts = 0; ; conflicts++)
            {
                if (_isClosed || _execution is { State: WorkflowState.Completed })
                {
                    throw new StepRefusedException($"Execution {ExecutionId} has ended; the step '{step.Name}' came too late.");
                }

                try
                {
                    return await commit();
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

    private WorkflowStepRecord Row(Step step, StepAttempt attempt, StepState state, string? undo) => new()
    {
        ExecutionId = ExecutionId,
        Sequence = _sequence + 1,
        Step = step.Name,
        State = state,
        Undo = undo,
        Attempts = attempt.Number,
        StartedAt = attempt.StartedAt,
        DoneAt = state == StepState.Started ? null : database.Now(),
    };

    private async Task CommitAsync(StepTransaction transaction, WorkflowStepRecord row, bool finish, CancellationToken cancellationToken)
    {
        if (finish)
        {
            RefuseHalfDone();
        }

        var execution = _execution is null ? Begin(transaction.Context, finish) : Continue(transaction.Context, finish);
        transaction.Context.Add(row);
        await transaction.Context.SaveAsync(execution, cancellationToken);
        await CommitAsync(transaction, row);
        MayHaveEffects = true;
        _sequence = row.Sequence;
        _execution = execution;
        if (!finish)
        {
            _lease ??= ExecutionLease.Renew(database, ExecutionId, FirstEpoch, lease, _leaseLost.Cancel, logger);
        }
    }

    private async Task CommitAsync(StepTransaction transaction, WorkflowStepRecord row)
    {
        try
        {
            await transaction.CommitAsync();
        }
        catch (Exception exception) when (CommitOutcome.IsInDoubt(exception))
        {
            // The journal row tells, once our own transaction is out of the way.
            var hadEffects = MayHaveEffects;
            MayHaveEffects = true;
            await transaction.AbandonAsync();
            switch (await database.IsCommittedAsync(row))
            {
                case false:
                    MayHaveEffects = hadEffects;
                    ExceptionDispatchInfo.Throw(CommitOutcome.Cause(exception));
                    break;
                case null:
                    throw new OutcomeUnknownException(ExecutionId, CommitOutcome.Cause(exception));
            }
        }
    }

    // Its effect may have taken place and no one would ever undo it.
    private void RefuseHalfDone()
    {
        if (_outsideUnderWay > 0)
        {
            throw new StepRefusedException(
                $"Execution {ExecutionId} can't complete: a step with an effect outside the database failed or is under way. Wait for it, and let its failure end the workflow.");
        }
    }

    private WorkflowExecution Begin(DbContext context, bool finish)
    {
        var execution = Execution();
        Stamp(execution, finish);
        context.Add(execution);
        return execution;
    }

    private WorkflowExecution Continue(DbContext context, bool finish)
    {
        var execution = Execution();
        execution.State = WorkflowState.Running;
        var entry = context.Attach(execution);
        Stamp(execution, finish);

        // Written even when the clock stands still: it is this UPDATE that checks the epoch.
        entry.Property(e => e.LeaseUntil).IsModified = true;
        return execution;
    }

    private WorkflowExecution Execution() => new()
    {
        Id = ExecutionId,
        Workflow = workflow,
        TransactionId = options.TransactionId,
        InputDigest = inputDigest,
        StartedBy = options.StartedBy,
        StartedAt = _startedAt,
        Epoch = FirstEpoch,
    };

    private void Stamp(WorkflowExecution execution, bool finish)
    {
        // Read now, not when the step began: a step may have taken longer than the lease that it is about to renew.
        var now = database.Now();
        execution.State = finish ? WorkflowState.Completed : WorkflowState.Running;
        execution.EndedAt = finish ? now : null;
        execution.LeaseUntil = now + lease;
    }
}
