namespace ApiKeys;

/// <summary>Which sales channels to list, in what order, and which page of them. Every filter given must match; the default lists all.</summary>
public sealed record ListSalesChannelsQuery : SalesChannelCriteria
{
    /// <summary>Lists all sales channels.</summary>
    public ListSalesChannelsQuery()
    {
    }

    /// <summary>Lists what a filter matches.</summary>
    /// <param name="filter">The filter.</param>
    public ListSalesChannelsQuery(SalesChannelFilter filter)
        : base(filter)
    {
    }

    /// <summary>Whether deleted channels are listed too.</summary>
    public bool WithDeleted { get; init; }

    /// <summary>What to sort by. Ties fall back to the id.</summary>
    /// <value>The default is <see cref="SalesChannelSort.CreatedAt"/>.</value>
    public SalesChannelSort Sort { get; init; } = SalesChannelSort.CreatedAt;

    /// <summary>Whether the last or latest comes first. Channels without a value come last either way.</summary>
    /// <value>The default is <see langword="true"/>: newest first.</value>
    public bool Descending { get; init; } = true;

    /// <summary>How many to pass over; at least 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many to answer with, 0 to <see cref="ListApiKeysQuery.MaxLimit"/>; 0 asks for the count alone.</summary>
    /// <value>The default is 20.</value>
    public int Limit { get; init; } = 20;
}
