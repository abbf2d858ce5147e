using ApiKeys.Workflows;

namespace ApiKeys.Keys.Revoke;

internal sealed class CancelRevocationWorkflow(CancelRevocationStep cancel)
    : Workflow<CancelRevocationInput, IReadOnlyList<ApiKeyDetails>>("cancel-revocation", cancel)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(WorkflowRun run, CancelRevocationInput input) =>
        run.FinishAsync(cancel, input);
}
