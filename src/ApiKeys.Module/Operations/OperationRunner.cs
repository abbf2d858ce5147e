using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Operations;

/// <summary>Runs a service's workflows: turns refusals into results and answers repeated calls.</summary>
internal sealed class OperationRunner(IWorkflowRunner runner)
{
    /// <param name="workflow">The operation.</param>
    /// <param name="input">What it is given.</param>
    /// <param name="call">Who calls.</param>
    /// <param name="repeatedAsync">Answers a call that repeats an earlier one, from the id of the execution that did it.</param>
    public async Task<ApiKeyResult<IReadOnlyList<TItem>>> RunAsync<TInput, TItem>(
        Workflow<TInput, IReadOnlyList<TItem>> workflow,
        TInput input,
        OperationCall call,
        Func<string, Task<IReadOnlyList<TItem>>> repeatedAsync)
    {
        ArgumentException.ThrowIfNullOrEmpty(call.Actor.Id, nameof(call.Actor));
        if (TransactionIdRules.Check(call.TransactionId) is { Count: > 0 } errors)
        {
            return ApiKeyResult.Refused<IReadOnlyList<TItem>>(errors);
        }

        try
        {
            var outcome = await runner.RunAsync(
                workflow, input, new WorkflowRunOptions(call.Actor.Id, call.TransactionId), call.CancellationToken);
            return ApiKeyResult<IReadOnlyList<TItem>>.From(
                outcome.IsRepeat ? await RepeatAsync(outcome.ExecutionId, repeatedAsync) : outcome.Output!, outcome.IsRepeat);
        }
        catch (OperationRefusedException refusal)
        {
            return ApiKeyResult.Refused<IReadOnlyList<TItem>>(refusal.Errors);
        }
        catch (TransactionIdReusedException)
        {
            return ApiKeyResult.Refused<IReadOnlyList<TItem>>(OperationErrors.TransactionReused());
        }
        catch (Exception exception) when (WereOthersFaster(exception))
        {
            // Try after try.
            return ApiKeyResult.Refused<IReadOnlyList<TItem>>(OperationErrors.Busy());
        }
    }

    private static bool WereOthersFaster(Exception failure) =>
        failure is DbUpdateConcurrencyException || (DatabaseErrors.IsContention(failure) && StoreFailure.Of(failure) is { MayHaveTakenEffect: false });

    private static async Task<T> RepeatAsync<T>(string executionId, Func<string, Task<T>> repeatedAsync)
    {
        try
        {
            return await repeatedAsync(executionId);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The earlier call did take effect. A failure of this read must not be told as one that changed nothing.
            throw new OutcomeUnknownException(executionId, exception);
        }
    }
}
