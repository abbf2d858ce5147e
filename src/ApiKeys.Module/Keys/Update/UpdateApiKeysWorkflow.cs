using ApiKeys.Time;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Update;

internal sealed class UpdateApiKeysWorkflow(UpdateApiKeysStep update, KeyClock clock)
    : Workflow<IReadOnlyList<UpdateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>("update-api-keys", update)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(
        WorkflowRun run, IReadOnlyList<UpdateApiKeyRequest> input)
    {
        OperationRefusedException.ThrowIfAny(UpdateApiKeyChecks.Check(input, clock.Now));
        return run.FinishAsync(update, input);
    }
}
