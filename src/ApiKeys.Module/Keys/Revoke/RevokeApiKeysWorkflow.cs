using ApiKeys.Workflows;

namespace ApiKeys.Keys.Revoke;

internal sealed class RevokeApiKeysWorkflow(RevokeApiKeysStep revoke)
    : Workflow<IReadOnlyList<RevokeApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>("revoke-api-keys", revoke)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(
        WorkflowRun run, IReadOnlyList<RevokeApiKeyRequest> input)
    {
        KeyStep.Refuse(RequestValidation.Check(input));
        return run.FinishAsync(revoke, input);
    }
}
