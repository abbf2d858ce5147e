using ApiKeys.Workflows;

namespace ApiKeys.Verification.Nodes;

/// <summary>
/// Answers for an execution once every live node has heard of what it did to keys: also where that was one operation among others in a workflow of the host.
/// </summary>
internal sealed class SettlingWorkflowRunner(WorkflowRunner runner, Propagation propagation) : IWorkflowRunner
{
    public async Task<WorkflowOutcome<TOutput>> RunAsync<TInput, TOutput>(
        Workflow<TInput, TOutput> workflow, TInput input, WorkflowRunOptions runOptions, CancellationToken cancellationToken)
    {
        try
        {
            // A repeated call too: the first may still be waiting, or its process may have died while it did.
            var outcome = await runner.RunAsync(workflow, input, runOptions, cancellationToken);
            await propagation.SettleAsync(cancellationToken);
            return outcome;
        }
        catch (OperationRefusedException)
        {
            // "Already revoked" is an answer that one relies on like on one's own revocation.
            await propagation.SettleAsync(cancellationToken);
            throw;
        }
    }
}
