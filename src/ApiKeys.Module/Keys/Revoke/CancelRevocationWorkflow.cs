using ApiKeys.Workflows;

namespace ApiKeys.Keys.Revoke;

internal sealed class CancelRevocationWorkflow(CancelRevocationStep cancel)
    : Workflow<CancelRevocationRequest, IReadOnlyList<ApiKeyDetails>>("cancel-revocation", cancel)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(WorkflowRun run, CancelRevocationRequest input)
    {
        ArgumentNullException.ThrowIfNull(input);
        OperationRefusedException.ThrowIfAny(CancelRevocationChecks.Check(input));
        return run.FinishAsync(cancel, input);
    }
}
