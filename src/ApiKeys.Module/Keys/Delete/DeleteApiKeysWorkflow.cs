using ApiKeys.Workflows;

namespace ApiKeys.Keys.Delete;

internal sealed class DeleteApiKeysWorkflow(DeleteApiKeysStep delete)
    : Workflow<IReadOnlyList<DeleteApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>("delete-api-keys", delete)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(WorkflowRun run, IReadOnlyList<DeleteApiKeyRequest> input)
    {
        OperationRefusedException.ThrowIfAny(DeleteApiKeyChecks.Check(input));
        return run.FinishAsync(delete, input);
    }
}
