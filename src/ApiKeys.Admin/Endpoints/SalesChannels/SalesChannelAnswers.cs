namespace ApiKeys.Admin.Endpoints.SalesChannels;

internal sealed record SalesChannelAnswer : ChangeAnswer
{
    public required SalesChannelJson SalesChannel { get; init; }
}

internal sealed record SalesChannelListAnswer : ListAnswer
{
    public required IReadOnlyList<SalesChannelJson> SalesChannels { get; init; }
}
