namespace ApiKeys;

/// <summary>Which sales channels are meant. Everything given must match; nothing given matches every channel.</summary>
public abstract record SalesChannelCriteria
{
    private protected SalesChannelCriteria()
    {
    }

    /// <summary>Only these ids.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Only channels with one of exactly these names.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Only channels with one of exactly these descriptions.</summary>
    public IReadOnlyList<string>? Descriptions { get; init; }

    /// <summary>Only disabled ones, or only those that are not.</summary>
    public bool? IsDisabled { get; init; }

    /// <summary>Only channels that one of these keys is linked to.</summary>
    public IReadOnlyList<string>? PublishableKeyIds { get; init; }

    /// <summary>Only channels made at these times.</summary>
    public TimeRange? CreatedAt { get; init; }

    /// <summary>Only channels last changed at these times.</summary>
    public TimeRange? UpdatedAt { get; init; }

    /// <summary>Only channels deleted at these times; see <see cref="ListSalesChannelsQuery.WithDeleted"/>.</summary>
    public TimeRange? DeletedAt { get; init; }

    /// <summary>
    /// Words, each of which must occur in the name or the description, whatever their case and order; the first 20 count. Empty for all.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Filters that must match besides; see <see cref="ListApiKeysQuery.MaxFilters"/>.</summary>
    public IReadOnlyList<SalesChannelFilter>? AllOf { get; init; }

    /// <summary>Filters of which one must match besides; see <see cref="ListApiKeysQuery.MaxFilters"/>. None at all matches nothing.</summary>
    public IReadOnlyList<SalesChannelFilter>? AnyOf { get; init; }
}
