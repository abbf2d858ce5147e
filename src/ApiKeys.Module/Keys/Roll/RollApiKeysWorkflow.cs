using ApiKeys.Keys.Create;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Roll;

/// <summary>
/// Revoke and re-create, without a moment at which neither key works. Where the secret goes to a person, only the first half runs here and the old
/// key stays untouched; the other half is the confirmation (<see cref="Activate.ActivateApiKeysWorkflow"/>).
/// </summary>
internal sealed class RollApiKeysWorkflow(InsertReplacementsStep insert, ReplaceApiKeysStep replace)
    : Workflow<IReadOnlyList<RollApiKeyRequest>, IReadOnlyList<CreatedApiKey>>("roll-api-keys", insert, replace)
{
    protected internal override Task<IReadOnlyList<CreatedApiKey>> RunAsync(
        WorkflowRun run, IReadOnlyList<RollApiKeyRequest> input)
    {
        KeyStep.Refuse(RequestValidation.Check(input));
        return input[0].AwaitConfirmation ? run.FinishAsync(insert, input) : run.FinishAsync(replace, input);
    }
}
