using ApiKeys.Receipts;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Roll;

/// <summary>
/// Revoke and re-create, without a moment at which neither key works. Where the secret goes to a person, only the first half runs here and the old
/// key stays untouched; the other half is the confirmation (<see cref="Activate.ActivateApiKeysWorkflow"/>).
/// </summary>
internal sealed class RollApiKeysWorkflow(InsertReplacementsStep insert, ReplaceApiKeysStep replace, IRevocationReceipts receipts)
    : Workflow<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>>("roll-api-keys", insert, replace)
{
    protected internal override async Task<IReadOnlyList<CreatedApiKey>> RunAsync(
        WorkflowRun run, IReadOnlyList<RollApiKeyRequest> input)
    {
        OperationRefusedException.ThrowIfAny(RollApiKeyChecks.Check(input));
        if (input[0].AwaitConfirmation)
        {
            return await run.FinishAsync(insert, input);
        }

        var (created, written) = await run.FinishAsync(replace, input);
        var proofs = await receipts.CollectAsync(written);
        return [.. created.Select(one => one with { OldKeyReceipt = proofs.GetValueOrDefault(one.Key.ReplacesId!) })];
    }
}
