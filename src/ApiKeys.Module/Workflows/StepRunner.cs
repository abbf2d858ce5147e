namespace ApiKeys.Workflows;

/// <summary>Tries a step as often as its policy allows and for no longer, and tells the journal when it gives up.</summary>
internal sealed class StepRunner(
    WorkflowDatabase database, WorkflowJournal journal, WorkflowTelemetry telemetry, string workflow, TimeSpan defaultTimeout)
{
    /// <param name="step">The step.</param>
    /// <param name="tryAsync">One try of it.</param>
    /// <param name="sequence">The step's row, where it has one before its effect.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async Task<TOutput> RunAsync<TOutput>(
        Step step, Func<StepAttempt, Task<TOutput>> tryAsync, int? sequence, CancellationToken cancellationToken)
    {
        var startedAt = database.Now();
        using var span = telemetry.StartStep(workflow, step.Name);
        var limit = step.Policy.Timeout ?? defaultTimeout;
        using var timeout = database.CancelAfter(limit);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, journal.LeaseLost, timeout.Token);
        for (var number = 1; ; number++)
        {
            try
            {
                var output = await tryAsync(new StepAttempt(number, startedAt, linked.Token));
                span.End(Outcome.Done, number);
                return output;
            }
            catch (OperationCanceledException exception)
                when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested && !journal.LeaseLost.IsCancellationRequested)
            {
                var failure = new StepTimedOutException(step.Name, limit, exception);
                span.End(Outcome.TimedOut, number);
                journal.Note(new StepFailure(sequence, step.Name, number, startedAt, failure));
                throw failure;
            }
            catch (StepRefusedException)
            {
                span.End(Outcome.Failed, number);
                throw;
            }
            catch (Exception failure) when (IsFinal(failure, linked.Token) || !step.Policy.MayRetry(failure, number))
            {
                span.End(Outcome.Failed, number);
                journal.Note(new StepFailure(sequence, step.Name, number, startedAt, failure));
                throw;
            }
            catch (Exception)
            {
                // Worth another try.
            }

            await PauseAsync(step, number, linked.Token);
        }
    }

    // After a commit in doubt a second try could do the step twice; and no try may follow for an execution that is another's now.
    private static bool IsFinal(Exception failure, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
        || failure is PermanentFailureException or OutcomeUnknownException or ExecutionTakenOverException;

    // Cancelled while it waits, the next try is told so by its token, and fails as cancelled or timed out.
    private Task PauseAsync(Step step, int number, CancellationToken cancellationToken) =>
        database.DelayAsync(step.Policy.PauseAfter(number), cancellationToken).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
