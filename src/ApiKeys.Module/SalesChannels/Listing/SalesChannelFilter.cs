namespace ApiKeys;

/// <summary>Which sales channels are meant, as a part of a <see cref="ListSalesChannelsQuery"/> or of another filter.</summary>
public sealed record SalesChannelFilter : SalesChannelCriteria;
