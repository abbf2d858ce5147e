using ApiKeys.Workflows;

namespace ApiKeys.Keys.Delete;

internal sealed class DeleteApiKeysWorkflow(DeleteApiKeysStep delete)
    : Workflow<IReadOnlyList<string>, IReadOnlyList<ApiKeyDetails>>("delete-api-keys", delete)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(WorkflowRun run, IReadOnlyList<string> input)
    {
        KeyStep.Refuse(RequestValidation.CheckIds(input));
        return run.FinishAsync(delete, input);
    }
}
