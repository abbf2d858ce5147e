using ApiKeys.Keys.Listing;
using ApiKeys.Operations;
using ApiKeys.Workflows;

namespace ApiKeys;

/// <summary>Runs the workflows of the keys and knows how a repeated call is answered.</summary>
internal sealed class ApiKeyOperations(OperationRunner runner, ApiKeyQueries queries)
{
    /// <summary>Runs a workflow that makes keys.</summary>
    public Task<ApiKeyResult<IReadOnlyList<CreatedApiKey>>> CreateAsync<TInput>(
        Workflow<TInput, IReadOnlyList<CreatedApiKey>> workflow, TInput input, OperationCall call) =>
        runner.RunAsync(workflow, input, call, async executionId =>
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
        OperationCall call) =>
        runner.RunAsync(workflow, input, call, _ => queries.ReadAsync(ids(), call.CancellationToken));
}
