namespace ApiKeys;

/// <summary>Which keys are meant. Everything given must match; nothing given matches every key.</summary>
public abstract record ApiKeyCriteria
{
    private protected ApiKeyCriteria()
    {
    }

    /// <summary>Only these ids.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Only this type.</summary>
    public ApiKeyType? Type { get; init; }

    /// <summary>Only keys that have one of these statuses now.</summary>
    public IReadOnlyList<ApiKeyStatus>? Statuses { get; init; }

    /// <summary>Only keys with one of exactly these titles.</summary>
    public IReadOnlyList<string>? Titles { get; init; }

    /// <summary>Only publishable keys with one of these tokens. A secret finds nothing: what it can do is asked of the verifier.</summary>
    public IReadOnlyList<string>? PublicTokens { get; init; }

    /// <summary>Only keys made by one of these actors.</summary>
    public IReadOnlyList<string>? CreatedBy { get; init; }

    /// <summary>Only keys that one of these people answers for.</summary>
    public IReadOnlyList<string>? OwnedBy { get; init; }

    /// <summary>Only keys that a person answers for; <see langword="false"/> for those of the store.</summary>
    public bool? HasOwner { get; init; }

    /// <summary>Only keys that were rolled from one of these.</summary>
    public IReadOnlyList<string>? ReplacesIds { get; init; }

    /// <summary>Only keys that are linked to one of these sales channels.</summary>
    public IReadOnlyList<string>? SalesChannelIds { get; init; }

    /// <summary>Only keys that have one of exactly these scopes. A wildcard finds only keys that have the wildcard.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Only keys last accepted at these times; see <see cref="ApiKeyDetails.LastUsedAt"/>.</summary>
    public TimeRange? LastUsedAt { get; init; }

    /// <summary>Only keys made at these times.</summary>
    public TimeRange? CreatedAt { get; init; }

    /// <summary>Only keys last changed at these times.</summary>
    public TimeRange? UpdatedAt { get; init; }

    /// <summary>Only keys whose revocation takes effect at these times.</summary>
    public TimeRange? RevokedAt { get; init; }

    /// <summary>Only keys that expire at these times.</summary>
    public TimeRange? ExpiresAt { get; init; }

    /// <summary>Only keys deleted at these times; see <see cref="ListApiKeysQuery.WithDeleted"/>.</summary>
    public TimeRange? DeletedAt { get; init; }

    /// <summary>
    /// Words, each of which must occur in the title or the redacted token, whatever their case and order; the first 20 count. Empty for all.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Filters that must match besides; see <see cref="ListApiKeysQuery.MaxFilters"/>.</summary>
    public IReadOnlyList<ApiKeyFilter>? AllOf { get; init; }

    /// <summary>Filters of which one must match besides; see <see cref="ListApiKeysQuery.MaxFilters"/>. None at all matches nothing.</summary>
    public IReadOnlyList<ApiKeyFilter>? AnyOf { get; init; }
}
