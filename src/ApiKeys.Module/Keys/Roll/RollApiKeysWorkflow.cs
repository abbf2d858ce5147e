using ApiKeys.Keys.Activate;
using ApiKeys.Keys.Create;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Roll;

/// <summary>What to roll, and whether the replacements wait for somebody to confirm that their secrets are saved.</summary>
internal sealed record RollInput(IReadOnlyList<RollApiKeyRequest> Requests, bool AwaitConfirmation);

/// <summary>
/// Revoke and re-create, in the only order that keeps a working key at every moment: the replacement is inserted Pending, then takes over in one
/// transaction with the old key's end. A failure in between leaves the old key untouched.
/// </summary>
internal sealed class RollApiKeysWorkflow(InsertReplacementsStep insert, ActivateApiKeysStep activate)
    : Workflow<RollInput, IReadOnlyList<CreatedApiKey>>("roll-api-keys", insert, activate)
{
    protected internal override async Task<IReadOnlyList<CreatedApiKey>> RunAsync(WorkflowRun run, RollInput input)
    {
        if (input.AwaitConfirmation)
        {
            return await run.FinishAsync(insert, input.Requests);
        }

        var created = await run.StepAsync(insert, input.Requests);
        var activated = await run.FinishAsync(activate, [.. created.Select(c => c.Key.Id)]);
        return [.. created.Zip(activated, (c, key) => c with { Key = key })];
    }
}
