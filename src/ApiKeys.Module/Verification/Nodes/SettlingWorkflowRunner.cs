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
        var outcome = await runner.RunAsync(workflow, input, runOptions, cancellationToken);
        if (!outcome.IsRepeat)
        {
            await propagation.SettleAsync(cancellationToken);
        }

        return outcome;
    }
}
