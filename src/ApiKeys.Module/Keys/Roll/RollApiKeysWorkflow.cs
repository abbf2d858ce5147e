using ApiKeys.Keys.Create;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Roll;

/// <summary>What to roll, and whether the replacements wait for somebody to confirm that their secrets are saved.</summary>
internal sealed record RollInput(IReadOnlyList<RollApiKeyRequest> Requests, bool AwaitConfirmation);

/// <summary>
/// Revoke and re-create, without a moment at which neither key works. Where the secret goes to a person, only the first half runs here and the old
/// key stays untouched; the other half is the confirmation (<see cref="Activate.ActivateApiKeysWorkflow"/>).
/// </summary>
internal sealed class RollApiKeysWorkflow(InsertReplacementsStep insert, ReplaceApiKeysStep replace)
    : Workflow<RollInput, IReadOnlyList<CreatedApiKey>>("roll-api-keys", insert, replace)
{
    protected internal override Task<IReadOnlyList<CreatedApiKey>> RunAsync(WorkflowRun run, RollInput input) =>
        input.AwaitConfirmation ? run.FinishAsync(insert, input.Requests) : run.FinishAsync(replace, input.Requests);
}
