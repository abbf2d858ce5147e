namespace ApiKeys.Admin.Operations;

/// <summary>What a storefront can learn with a publishable key. No gate: the key was verified, and tells of itself only.</summary>
internal sealed class StoreOperations(ISalesChannelModuleService channels)
{
    public Task<PagedList<SalesChannelDetails>> ListChannelsAsync(string keyId, int offset, int limit, CancellationToken cancellationToken) =>
        channels.ListAndCountAsync(
            new ListSalesChannelsQuery
            {
                PublishableKeyIds = [keyId],
                Sort = SalesChannelSort.CreatedAt,
                Descending = false,
                Offset = offset,
                Limit = limit,
            },
            cancellationToken);
}
