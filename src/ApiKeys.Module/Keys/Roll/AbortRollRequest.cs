namespace ApiKeys;

/// <summary>A roll to take back: the old key keeps working and the new one is revoked.</summary>
public sealed record AbortRollRequest
{
    /// <summary>The id of the new key.</summary>
    public required string Id { get; init; }

    /// <summary>Why, up to 500 characters; stored with the revocation of the new key.</summary>
    public string? Reason { get; init; }

    /// <summary>The <see cref="ApiKeyDetails.Version"/> of the new key that the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</summary>
    public Guid? ExpectedVersion { get; init; }

    /// <summary>The same of the old key.</summary>
    public Guid? OldKeyExpectedVersion { get; init; }
}
