using ApiKeys.Keys.Create;
using ApiKeys.Workflows;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Keys;

/// <summary>Runs the service's workflows: refuses bad input before, turns refusals into results after, answers repeated calls.</summary>
internal sealed class ApiKeyOperations(IWorkflowRunner runner, ApiKeyQueries queries)
{
    /// <summary>Runs a workflow that makes keys.</summary>
    public Task<ApiKeyResult<IReadOnlyList<CreatedApiKey>>> CreateAsync<TInput>(
        Workflow<TInput, IReadOnlyList<CreatedApiKey>> workflow, TInput input, IReadOnlyList<ApiKeyError> invalid, OperationCall call) =>
        RunAsync(workflow, input, invalid, call, async executionId =>
        {
            // The secret was given out with the first answer, and once only.
            var keys = await queries.TouchedByAsync(executionId, ApiKeyAction.Created, call.CancellationToken);
            return [.. keys.Select(key => new CreatedApiKey(key, Token: null))];
        });

    /// <summary>Runs a workflow that changes keys.</summary>
    public Task<ApiKeyResult<IReadOnlyList<ApiKeyDetails>>> ChangeAsync<TInput>(
        Workflow<TInput, IReadOnlyList<ApiKeyDetails>> workflow,
        TInput input,
        Func<IReadOnlyList<string>> ids,
        IReadOnlyList<ApiKeyError> invalid,
        OperationCall call) =>
        RunAsync(workflow, input, invalid, call, _ => queries.ReadAsync(ids(), call.CancellationToken));

    private async Task<ApiKeyResult<IReadOnlyList<TItem>>> RunAsync<TInput, TItem>(
        Workflow<TInput, IReadOnlyList<TItem>> workflow,
        TInput input,
        IReadOnlyList<ApiKeyError> invalid,
        OperationCall call,
        Func<string, Task<IReadOnlyList<TItem>>> repeatedAsync)
    {
        ArgumentException.ThrowIfNullOrEmpty(call.Actor.Id, nameof(call.Actor));
        IReadOnlyList<ApiKeyError> errors = [.. invalid, .. RequestValidation.CheckTransactionId(call.TransactionId)];
        if (errors.Count > 0)
        {
            return ApiKeyResult.Refused<IReadOnlyList<TItem>>(errors);
        }

        try
        {
            var outcome = await runner.RunAsync(
                workflow, input, new WorkflowRunOptions(call.Actor.Id, call.TransactionId), call.CancellationToken);
            return ApiKeyResult.Ok(outcome.IsRepeat ? await repeatedAsync(outcome.ExecutionId) : outcome.Output!);
        }
        catch (OperationRefusedException refusal)
        {
            return ApiKeyResult.Refused<IReadOnlyList<TItem>>(refusal.Errors);
        }
        catch (TransactionIdReusedException)
        {
            return ApiKeyResult.Refused<IReadOnlyList<TItem>>(ApiKeyErrors.TransactionReused());
        }
        catch (DbUpdateConcurrencyException)
        {
            // Others kept being faster, try after try.
            return ApiKeyResult.Refused<IReadOnlyList<TItem>>(ApiKeyErrors.Busy());
        }
    }
}
