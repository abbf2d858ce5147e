namespace ApiKeys.Admin.Endpoints.Store;

internal sealed record RegionListAnswer : ListAnswer
{
    public required IReadOnlyList<string> Regions { get; init; }
}

internal sealed record ProductListAnswer : ListAnswer
{
    public required IReadOnlyList<string> Products { get; init; }
}

internal sealed record StoreChannelListAnswer : ListAnswer
{
    public required IReadOnlyList<StoreChannelJson> SalesChannels { get; init; }
}

// Shoppers read this: no metadata, which is the admins' own.
internal sealed record StoreChannelJson
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    public required bool IsDisabled { get; init; }

    public static StoreChannelJson Of(SalesChannelDetails channel) =>
        new() { Id = channel.Id, Name = channel.Name, Description = channel.Description, IsDisabled = channel.IsDisabled };
}
