using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Workflows;

/// <summary>
/// Makes a call with a transaction id one execution: of two at once, here or on another node, one runs and the other waits for its outcome.
/// </summary>
internal sealed class WorkflowRepeats(WorkflowDatabase database, IOptions<WorkflowOptions> options)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<(string Workflow, string StartedBy, string TransactionId), TaskCompletionSource> _inFlight = new();

    public async Task<WorkflowOutcome<TOutput>> RunAsync<TInput, TOutput>(
        string workflow,
        TInput input,
        WorkflowRunOptions call,
        Func<byte[], Task<WorkflowOutcome<TOutput>>> run,
        CancellationToken cancellationToken)
    {
        var transactionId = call.TransactionId!;
        ArgumentException.ThrowIfNullOrWhiteSpace(transactionId, nameof(call));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(transactionId.Length, WorkflowRunOptions.TransactionIdMaxLength, nameof(call));

        var digest = WorkflowJson.Digest(input);
        var key = (workflow, call.StartedBy, transactionId);
        while (true)
        {
            var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var running = _inFlight.GetOrAdd(key, mine);
            if (running != mine)
            {
                await running.Task.WaitAsync(cancellationToken);
                continue;
            }

            try
            {
                return await FindSettledAsync(workflow, call, cancellationToken) is { } earlier
                    ? Answer<TOutput>(earlier, digest)
                    : await run(digest);
            }
            catch (DbUpdateException exception) when (IsBeforeAnyEffect(exception))
            {
                // Another node may have begun the same call after we looked; if so, its outcome is the answer.
                if (await FindAsync(workflow, call, cancellationToken) is null)
                {
                    throw;
                }
            }
            finally
            {
                _inFlight.TryRemove(key, out _);
                mine.SetResult();
            }
        }
    }

    private static WorkflowOutcome<TOutput> Answer<TOutput>(WorkflowExecution earlier, byte[] digest) =>
        earlier.InputDigest is null || !earlier.InputDigest.AsSpan().SequenceEqual(digest) ? throw new TransactionIdReusedException(earlier.Id)
        : earlier.State == WorkflowState.Completed ? new WorkflowOutcome<TOutput>(earlier.Id, IsRepeat: true, default)
        : throw new RepeatedExecutionException(earlier.Id, earlier.State);

    private static bool IsBeforeAnyEffect(DbUpdateException exception) =>
        exception is not DbUpdateConcurrencyException && !exception.Data.Contains(WorkflowData.ExecutionIdKey);

    private async Task<WorkflowExecution?> FindSettledAsync(string workflow, WorkflowRunOptions call, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await FindAsync(workflow, call, cancellationToken);
            if (found?.State is not (WorkflowState.Running or WorkflowState.Compensating)
                || found.Steps.Exists(step => step.CompensationError is not null)
                || found.LeaseUntil + options.Value.LeaseDuration < database.Now())
            {
                // Settled, or an undo that fails and may take minutes, or its node is lost and no other takes over: waiting longer does not help.
                return found;
            }

            await database.DelayAsync(Poll, cancellationToken);
        }
    }

    private async Task<WorkflowExecution?> FindAsync(string workflow, WorkflowRunOptions call, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        return await context.Set<WorkflowExecution>().AsNoTracking().Include(execution => execution.Steps).FirstOrDefaultAsync(
            execution => execution.Workflow == workflow
                && execution.StartedBy == call.StartedBy
                && execution.TransactionId == call.TransactionId,
            cancellationToken);
    }
}
