using ApiKeys.Keys;

namespace ApiKeys.SalesChannels;

/// <summary>Which sales channels to list, in what order, and which page of them. Every filter given must match; the default lists all.</summary>
public sealed record ListSalesChannelsQuery
{
    /// <summary>Only these ids.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Only channels with one of exactly these names.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Only disabled ones, or only those that are not.</summary>
    public bool? IsDisabled { get; init; }

    /// <summary>Only channels that one of these keys is linked to.</summary>
    public IReadOnlyList<string>? PublishableKeyIds { get; init; }

    /// <summary>Only channels made in this span.</summary>
    public TimeRange? CreatedAt { get; init; }

    /// <summary>Only channels last changed in this span.</summary>
    public TimeRange? UpdatedAt { get; init; }

    /// <summary>
    /// Words, each of which must occur in the name or the description, whatever their case and order; the first 20 count. Empty for all.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>What to sort by. Ties fall back to the id.</summary>
    /// <value>The default is <see cref="SalesChannelSort.CreatedAt"/>.</value>
    public SalesChannelSort Sort { get; init; } = SalesChannelSort.CreatedAt;

    /// <summary>Whether the last or latest comes first.</summary>
    /// <value>The default is <see langword="true"/>: newest first.</value>
    public bool Descending { get; init; } = true;

    /// <summary>How many to pass over; at least 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many to answer with, 0 to <see cref="ListApiKeysQuery.MaxLimit"/>; 0 asks for the count alone.</summary>
    /// <value>The default is 20.</value>
    public int Limit { get; init; } = 20;
}
