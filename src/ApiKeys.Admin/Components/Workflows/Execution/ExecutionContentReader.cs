using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Workflows.Execution;

/// <summary>Gathers what an execution's page shows.</summary>
internal sealed class ExecutionContentReader(WorkflowOperations workflows, KeyOperations keys, ActorNames names)
{
    // One call may change hundreds of keys; the rest is in Activity.
    public const int ChangesShown = 10;

    public async Task<ApiKeyResult<ExecutionContent>> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var result = await workflows.RetrieveAsync(id, cancellationToken);
        if (!result.Succeeded)
        {
            return ApiKeyResult.Refused<ExecutionContent>(result.Errors);
        }

        var events = await keys.ListEventsAsync(new() { ExecutionId = id, Limit = ChangesShown }, cancellationToken);
        if (!events.Succeeded)
        {
            return ApiKeyResult.Refused<ExecutionContent>(events.Errors);
        }

        var actors = await names.ReadAsync(events.Value.Items, [result.Value.StartedBy], cancellationToken);
        return ApiKeyResult.Ok(new ExecutionContent(
            result.Value, [.. events.Value.Items.Reverse()], events.Value.Count, actors, await keys.MayChangeAsync(cancellationToken)));
    }
}
