using ApiKeys.Workflows;

namespace ApiKeys.Keys.Update;

internal sealed class UpdateApiKeysWorkflow(UpdateApiKeysStep update, TimeProvider timeProvider)
    : Workflow<IReadOnlyList<UpdateApiKeyRequest>, IReadOnlyList<ApiKeyDetails>>("update-api-keys", update)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(
        WorkflowRun run, IReadOnlyList<UpdateApiKeyRequest> input)
    {
        KeyStep.Refuse(RequestValidation.Check(input, timeProvider.GetUtcNow()));
        return run.FinishAsync(update, input);
    }
}
