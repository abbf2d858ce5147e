using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Workflows;

/// <summary>Tries a step as often as its policy allows and for no longer, and tells the journal when it gives up.</summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A step that came too late may still read the token, and has to get its refusal from it.")]
internal sealed class StepRunner(
    WorkflowDatabase database,
    WorkflowJournal journal,
    WorkflowTelemetry telemetry,
    ILogger logger,
    string workflow,
    TimeSpan defaultTimeout)
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Task> _steps = new();

    /// <param name="step">The step.</param>
    /// <param name="tryAsync">One try of it.</param>
    /// <param name="sequence">The step's row, where it has one before its effect.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public Task<TOutput> RunAsync<TOutput>(
        Step step, Func<StepAttempt, Task<TOutput>> tryAsync, Func<int?> sequence, CancellationToken cancellationToken)
    {
        var running = TryAsync(step, tryAsync, sequence, cancellationToken);
        _steps.Enqueue(running);
        return running;
    }

    /// <summary>Waits for steps under way that the workflow's function did not wait for; one that fails then fails the workflow.</summary>
    public Task EndAsync() => Task.WhenAll(_steps.Where(step => !step.IsCompleted));

    /// <summary>
    /// Cancels the steps under way, started together with the one that failed, and waits for them: an effect must not take place behind its undo.
    /// </summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_steps).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Undoes an effect outside the database that took place when its execution was another's already. Best effort: there is no journal for it.</summary>
    public async Task UndoLateAsync(Step step, Func<CancellationToken, Task> undo)
    {
        using var timeout = database.CancelAfter(step.Policy.Timeout ?? defaultTimeout);
        try
        {
            await undo(timeout.Token);
            logger.LateEffectUndone(step.Name, journal.ExecutionId);
        }
        catch (Exception exception)
        {
            logger.LateEffectNotUndone(step.Name, journal.ExecutionId, database.Loggable(exception));
        }
    }

    // After a commit in doubt a second try could do the step twice; and no try may follow for an execution that is another's now.
    private static bool IsFinal(Exception failure) =>
        failure is PermanentFailureException or OutcomeUnknownException or ExecutionTakenOverException;

    private async Task<TOutput> TryAsync<TOutput>(
        Step step, Func<StepAttempt, Task<TOutput>> tryAsync, Func<int?> sequence, CancellationToken cancellationToken)
    {
        var startedAt = database.Now();
        using var span = telemetry.StartStep(workflow, step.Name);
        var limit = step.Policy.Timeout ?? defaultTimeout;
        using var timeout = database.CancelAfter(limit);
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, journal.LeaseLost, _stopping.Token);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(others.Token, timeout.Token);
        for (var attempts = 0; ;)
        {
            try
            {
                if (attempts > 0)
                {
                    await database.DelayAsync(step.Policy.PauseAfter(attempts), linked.Token);
                }

                linked.Token.ThrowIfCancellationRequested();
                attempts++;
                var output = await tryAsync(new StepAttempt(attempts, startedAt, linked.Token));
                span.End(Outcome.Done, attempts);
                return output;
            }
            catch (StepRefusedException exception)
            {
                span.End(Outcome.Failed, attempts, exception);
                throw;
            }
            catch (WorkflowRefusedException)
            {
                span.End(Outcome.Refused, attempts);
                throw;
            }
            catch (Exception exception) when (timeout.IsCancellationRequested && !others.IsCancellationRequested && !IsFinal(exception))
            {
                // Whatever it threw: not every driver answers a cancellation with the exception that is made for it.
                var failure = new StepTimedOutException(step.Name, limit, exception);
                span.End(Outcome.TimedOut, attempts, failure);
                journal.Note(new StepFailure(sequence(), step.Name, attempts, startedAt, failure));
                throw failure;
            }
            catch (Exception failure) when (linked.IsCancellationRequested || IsFinal(failure) || !step.Policy.MayRetry(failure, attempts))
            {
                span.End(Outcome.Failed, attempts, failure);
                if (!_stopping.IsCancellationRequested)
                {
                    journal.Note(new StepFailure(sequence(), step.Name, attempts, startedAt, failure));
                }

                throw;
            }
            catch (Exception)
            {
                // Worth another try.
            }
        }
    }
}
