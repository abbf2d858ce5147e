using ApiKeys.Receipts;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Revoke;

internal sealed class RevokeApiKeysWorkflow(RevokeApiKeysStep revoke, IRevocationReceipts receipts)
    : Workflow<IReadOnlyList<RevokeApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>("revoke-api-keys", revoke)
{
    protected internal override async Task<IReadOnlyList<ApiKeyDetails>> RunAsync(
        WorkflowRun run, IReadOnlyList<RevokeApiKeyRequest> input)
    {
        OperationRefusedException.ThrowIfAny(RevokeApiKeyChecks.Check(input));
        var (keys, written) = await run.FinishAsync(revoke, input);
        var proofs = await receipts.CollectAsync(written);
        return [.. keys.Select(key => key with { Receipt = proofs.GetValueOrDefault(key.Id) })];
    }
}
