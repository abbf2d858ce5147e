using ApiKeys.Admin.Operations;
using ApiKeys.Workflows;

namespace ApiKeys.Admin.Components.SalesChannels.Page;

/// <summary>Gathers what a sales channel's page shows.</summary>
internal sealed class ChannelContentReader(SalesChannelOperations channels, KeyOperations keys, ActorNames names)
{
    private const int EventsShown = 50;

    /// <param name="id">The channel.</param>
    /// <param name="keysShown">How many of its keys to read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ApiKeyResult<ChannelContent>> ReadAsync(string id, int keysShown, CancellationToken cancellationToken)
    {
        var channel = await channels.RetrieveAsync(id, cancellationToken);
        if (!channel.Succeeded)
        {
            return ApiKeyResult.Refused<ChannelContent>(channel.Errors);
        }

        var linked = await keys.ListAsync(new() { SalesChannelIds = [id], Sort = ApiKeySort.Title, Descending = false, Limit = keysShown }, cancellationToken);
        var events = await keys.ListEventsAsync(new() { SubjectId = id, Limit = EventsShown }, cancellationToken);
        if (!linked.Succeeded || !events.Succeeded)
        {
            return ApiKeyResult.Refused<ChannelContent>([.. linked.Errors, .. events.Errors]);
        }

        var actors = await names.ReadAsync(events.Value.Items, [channel.Value.CreatedBy], cancellationToken);
        return ApiKeyResult.Ok(new ChannelContent(channel.Value, linked.Value, events.Value, actors, await channels.MayChangeAsync(cancellationToken)));
    }

    /// <summary>Whether the channel was deleted: it doesn't exist, but has audit events.</summary>
    public async Task<bool> WasDeletedAsync(string id, CancellationToken cancellationToken) =>
        id.StartsWith(Ids.SalesChannelPrefix, StringComparison.Ordinal)
        && (await keys.ListEventsAsync(new() { SubjectId = id, Limit = 1 }, cancellationToken)).Value is { Items.Count: > 0 };
}
