using ApiKeys.Workflows;

namespace ApiKeys.Keys.Activate;

internal sealed class ActivateApiKeysWorkflow(ActivateApiKeysStep activate)
    : Workflow<IReadOnlyList<string>, IReadOnlyList<ApiKeyDetails>>("activate-api-keys", activate)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(WorkflowRun run, IReadOnlyList<string> input)
    {
        KeyStep.Refuse(RequestValidation.CheckIds(input));
        return run.FinishAsync(activate, input);
    }
}
