using ApiKeys.Workflows;

namespace ApiKeys.Keys.Expiry;

internal sealed class WarnOfExpiryWorkflow(WarnOfExpiryStep warn) : Workflow<IReadOnlyList<string>, int>("warn-of-expiry", warn)
{
    protected internal override Task<int> RunAsync(WorkflowRun run, IReadOnlyList<string> input) => run.FinishAsync(warn, input);
}
