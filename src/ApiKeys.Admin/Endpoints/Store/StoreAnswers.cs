namespace ApiKeys.Admin.Endpoints.Store;

internal sealed record RegionListAnswer(IReadOnlyList<string> Regions, int Count, int Offset, int Limit) : ListAnswer(Count, Offset, Limit);

internal sealed record ProductListAnswer(IReadOnlyList<string> Products, int Count, int Offset, int Limit) : ListAnswer(Count, Offset, Limit);

internal sealed record StoreChannelListAnswer(IReadOnlyList<StoreChannelJson> SalesChannels, int Count, int Offset, int Limit) : ListAnswer(Count, Offset, Limit);

// Shoppers read this: no metadata, which is the admins' own.
internal sealed record StoreChannelJson(string Id, string Name, string? Description, bool IsDisabled)
{
    public static StoreChannelJson Of(SalesChannelDetails channel) => new(channel.Id, channel.Name, channel.Description, channel.IsDisabled);
}
