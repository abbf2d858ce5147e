using ApiKeys.Workflows;

namespace ApiKeys.Keys.Discard;

internal sealed class DiscardUnconfirmedKeysWorkflow(DiscardUnconfirmedKeysStep discard)
    : Workflow<IReadOnlyList<string>, IReadOnlyList<ApiKeyDetails>>("discard-unconfirmed-keys", discard)
{
    protected internal override Task<IReadOnlyList<ApiKeyDetails>> RunAsync(WorkflowRun run, IReadOnlyList<string> input) =>
        run.FinishAsync(discard, input);
}
