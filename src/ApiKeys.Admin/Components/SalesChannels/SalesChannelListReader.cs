using ApiKeys.Admin.Operations;

namespace ApiKeys.Admin.Components.SalesChannels;

/// <summary>Gathers what the list of sales channels shows.</summary>
internal sealed class SalesChannelListReader(SalesChannelOperations channels, KeyOperations keys, ActorNames names)
{
    public async Task<ApiKeyResult<SalesChannelListContent>> ReadAsync(SalesChannelListQuery query, CancellationToken cancellationToken)
    {
        var page = await channels.ListAsync(query.ToModule(), cancellationToken);
        if (!page.Succeeded)
        {
            return ApiKeyResult.Refused<SalesChannelListContent>(page.Errors);
        }

        var total = query.IsFiltered ? (await channels.ListAsync(new() { Limit = 0 }, cancellationToken)).Value?.Count ?? 0 : page.Value.Count;
        var makers = await names.ReadAsync(page.Value.Items.Select(channel => channel.CreatedBy), cancellationToken);
        return ApiKeyResult.Ok(new SalesChannelListContent(
            page.Value, total, await CountKeysAsync(page.Value.Items, cancellationToken), makers, await channels.MayChangeAsync(cancellationToken)));
    }

    private async Task<IReadOnlyDictionary<string, int>> CountKeysAsync(IReadOnlyList<SalesChannelDetails> page, CancellationToken cancellationToken)
    {
        Dictionary<string, int> counts = [];
        foreach (var channel in page)
        {
            counts[channel.Id] = (await keys.ListAsync(new() { SalesChannelIds = [channel.Id], Limit = 0 }, cancellationToken)).Value?.Count ?? 0;
        }

        return counts;
    }
}
