using ApiKeys.Receipts;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Activate;

internal sealed class ActivateApiKeysWorkflow(ActivateApiKeysStep activate, IRevocationReceipts receipts)
    : Workflow<IReadOnlyList<ActivateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>("activate-api-keys", activate)
{
    protected internal override async Task<IReadOnlyList<ApiKeyDetails>> RunAsync(
        WorkflowRun run, IReadOnlyList<ActivateApiKeyRequest> input)
    {
        OperationRefusedException.ThrowIfAny(ActivateApiKeyChecks.Check(input));
        var (keys, written) = await run.FinishAsync(activate, input);
        var proofs = await receipts.CollectAsync(written);
        return [.. keys.Select(key => key with { OldKeyReceipt = key.ReplacesId is { } old ? proofs.GetValueOrDefault(old) : null })];
    }
}
