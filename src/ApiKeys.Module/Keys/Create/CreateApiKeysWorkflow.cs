using ApiKeys.Time;
using ApiKeys.Workflows;

namespace ApiKeys.Keys.Create;

/// <summary>One step that finishes the execution: no row was ever active without its call being complete.</summary>
internal sealed class CreateApiKeysWorkflow(InsertApiKeysStep insert, KeyClock clock)
    : Workflow<IReadOnlyList<CreateApiKeyRequest>, IReadOnlyList<CreatedApiKey>>("create-api-keys", insert)
{
    protected internal override Task<IReadOnlyList<CreatedApiKey>> RunAsync(
        WorkflowRun run, IReadOnlyList<CreateApiKeyRequest> input)
    {
        OperationRefusedException.ThrowIfAny(CreateApiKeyChecks.Check(input, clock.Now));
        return run.FinishAsync(insert, input);
    }
}
