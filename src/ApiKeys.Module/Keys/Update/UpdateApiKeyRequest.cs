namespace ApiKeys;

/// <summary>What to change about a key. What is <see langword="null"/> stays as it is.</summary>
public sealed record UpdateApiKeyRequest
{
    /// <summary>The key's id.</summary>
    public required string Id { get; init; }

    /// <summary>The new title, 1 to 200 characters once trimmed, without control characters.</summary>
    public string? Title { get; init; }

    /// <summary>The new description, up to 1,000 characters; empty to clear it.</summary>
    public string? Description { get; init; }

    /// <summary>The new scopes, replacing the old.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>
    /// The new expiry: <see cref="ExpiryChange.At"/> a time in the future, or <see cref="ExpiryChange.Never"/>. Refused for a key that is expired or
    /// revoked: no change brings an ended key back.
    /// </summary>
    public ExpiryChange? Expiry { get; init; }

    /// <summary>The new owner: <see cref="OwnerChange.To"/> a person, or <see cref="OwnerChange.ToStore"/>.</summary>
    public OwnerChange? Owner { get; init; }

    /// <summary>
    /// Whether an <see cref="Expiry"/> later than the one that the key has at the commit is refused with <see cref="ApiKeyErrorCode.Forbidden"/>: for callers
    /// that may not prolong the key.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool NeverLater { get; init; }

    /// <summary>
    /// The <see cref="ApiKeyDetails.Version"/> the caller saw. When given and out of date the update is refused with
    /// <see cref="ApiKeyErrorCode.Conflict"/>; when omitted the last writer wins.
    /// </summary>
    public Guid? ExpectedVersion { get; init; }
}
