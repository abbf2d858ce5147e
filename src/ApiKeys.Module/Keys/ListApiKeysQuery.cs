namespace ApiKeys.Keys;

/// <summary>Which keys to list, in what order, and which page of them. Every filter given must match; the default lists all.</summary>
public sealed record ListApiKeysQuery
{
    /// <summary>The largest page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The most values that one filter takes.</summary>
    public const int MaxValues = 1000;

    /// <summary>Only these ids.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Only this type.</summary>
    public ApiKeyType? Type { get; init; }

    /// <summary>Only keys that have one of these statuses now.</summary>
    public IReadOnlyList<ApiKeyStatus>? Statuses { get; init; }

    /// <summary>Only keys with one of exactly these titles.</summary>
    public IReadOnlyList<string>? Titles { get; init; }

    /// <summary>Only keys made by one of these actors.</summary>
    public IReadOnlyList<string>? CreatedBy { get; init; }

    /// <summary>Only keys that were rolled from one of these.</summary>
    public IReadOnlyList<string>? ReplacesIds { get; init; }

    /// <summary>Only keys that are linked to one of these sales channels.</summary>
    public IReadOnlyList<string>? SalesChannelIds { get; init; }

    /// <summary>Only keys made in this span.</summary>
    public TimeRange? CreatedAt { get; init; }

    /// <summary>Only keys last changed in this span.</summary>
    public TimeRange? UpdatedAt { get; init; }

    /// <summary>Only keys whose revocation takes effect in this span.</summary>
    public TimeRange? RevokedAt { get; init; }

    /// <summary>Only keys that expire in this span.</summary>
    public TimeRange? ExpiresAt { get; init; }

    /// <summary>
    /// Words, each of which must occur in the title or the redacted token, whatever their case and order; the first 20 count. Empty for all.
    /// </summary>
    public string? Search { get; init; }

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
