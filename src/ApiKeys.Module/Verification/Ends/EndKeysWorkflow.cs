using ApiKeys.Workflows;

namespace ApiKeys.Verification.Ends;

internal sealed class EndKeysWorkflow(EndKeysStep end) : Workflow<IReadOnlyList<string>, int>("end-keys", end)
{
    protected internal override Task<int> RunAsync(WorkflowRun run, IReadOnlyList<string> input) => run.FinishAsync(end, input);
}
