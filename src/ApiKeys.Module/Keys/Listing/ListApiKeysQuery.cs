using ApiKeys.Queries;

namespace ApiKeys;

/// <summary>Which keys to list, in what order, and which page of them. Every filter given must match; the default lists all.</summary>
public sealed record ListApiKeysQuery : ApiKeyCriteria
{
    /// <summary>The largest page.</summary>
    public const int MaxLimit = QueryLimits.MaxLimit;

    /// <summary>The most values that one filter takes.</summary>
    public const int MaxValues = QueryLimits.MaxValues;

    /// <summary>The most filters in one query, those inside of others counted.</summary>
    public const int MaxFilters = QueryLimits.MaxFilters;

    /// <summary>How deep filters may stand inside of filters.</summary>
    public const int MaxDepth = QueryLimits.MaxDepth;

    /// <summary>Lists all keys.</summary>
    public ListApiKeysQuery()
    {
    }

    /// <summary>Lists what a filter matches.</summary>
    /// <param name="filter">The filter.</param>
    public ListApiKeysQuery(ApiKeyFilter filter)
        : base(filter)
    {
    }

    /// <summary>Whether deleted keys are listed too.</summary>
    public bool WithDeleted { get; init; }

    /// <summary>What to sort by. Ties fall back to the id.</summary>
    /// <value>The default is <see cref="ApiKeySort.CreatedAt"/>.</value>
    public ApiKeySort Sort { get; init; } = ApiKeySort.CreatedAt;

    /// <summary>Whether the largest, latest or last comes first. Keys without a value come last either way.</summary>
    /// <value>The default is <see langword="true"/>: newest first.</value>
    public bool Descending { get; init; } = true;

    /// <summary>How many to pass over; at least 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many to answer with, 0 to <see cref="MaxLimit"/>; 0 asks for the count alone.</summary>
    /// <value>The default is 20.</value>
    public int Limit { get; init; } = 20;
}
