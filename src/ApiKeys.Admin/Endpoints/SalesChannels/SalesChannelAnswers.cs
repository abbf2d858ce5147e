namespace ApiKeys.Admin.Endpoints.SalesChannels;

internal sealed record SalesChannelAnswer(SalesChannelJson SalesChannel) : ChangeAnswer;

internal sealed record SalesChannelListAnswer(IReadOnlyList<SalesChannelJson> SalesChannels, int Count, int Offset, int Limit) : ListAnswer(Count, Offset, Limit);
