namespace ApiKeys.Admin.Endpoints.OpenApi.Schemas;

internal sealed record RegionListAnswer
{
    public required IReadOnlyList<string> Regions { get; init; }

    public required int Count { get; init; }

    public required int Offset { get; init; }

    public required int Limit { get; init; }
}

internal sealed record ProductListAnswer
{
    public required IReadOnlyList<string> Products { get; init; }

    public required int Count { get; init; }

    public required int Offset { get; init; }

    public required int Limit { get; init; }
}

internal sealed record StoreChannelListAnswer
{
    public required IReadOnlyList<StoreChannelSchema> SalesChannels { get; init; }

    public required int Count { get; init; }

    public required int Offset { get; init; }

    public required int Limit { get; init; }
}

internal sealed record StoreChannelSchema
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string? Description { get; init; }

    public required bool IsDisabled { get; init; }
}
