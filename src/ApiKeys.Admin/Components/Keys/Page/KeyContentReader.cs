using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.Keys.Page;

/// <summary>Gathers what a key's page shows.</summary>
internal sealed class KeyContentReader(KeyOperations keys, WorkflowOperations workflows, KeyLineageReader lineages, KeyOwners owners, ActorNames names)
{
    // A key's life is a handful of events; what lies further back is in Activity.
    public const int EventsShown = 50;

    public async Task<ApiKeyResult<KeyContent>> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var result = await keys.RetrieveAsync(id, cancellationToken);
        if (!result.Succeeded)
        {
            return ApiKeyResult.Refused<KeyContent>(result.Errors);
        }

        var key = result.Value;
        var events = await keys.ListEventsAsync(new() { SubjectId = id, Limit = EventsShown }, cancellationToken);
        if (!events.Succeeded)
        {
            return ApiKeyResult.Refused<KeyContent>(events.Errors);
        }

        var executionIds = events.Value.Items.Select(entry => entry.ExecutionId).Distinct().ToList();
        var executions = await workflows.ListAsync(new() { Ids = executionIds, Limit = executionIds.Count }, cancellationToken);
        var lineage = await lineages.ReadAsync(key, cancellationToken);
        var runs = executions.Value?.Items ?? [];
        var actors = await names.ReadAsync(
            events.Value.Items, [key.CreatedBy, key.RevokedBy, key.OwnedBy, .. runs.Select(run => run.StartedBy)], cancellationToken);

        return ApiKeyResult.Ok(new KeyContent(
            key, lineage, events.Value, runs, actors, await owners.CheckAsync(key.OwnedBy, cancellationToken) is not null, await keys.MayChangeAsync(cancellationToken)));
    }
}
