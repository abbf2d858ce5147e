namespace ApiKeys;

/// <summary>A key to disable for good, now or later.</summary>
public sealed record RevokeApiKeyRequest
{
    /// <summary>The longest time a revocation can be scheduled ahead.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromDays(366);

    /// <summary>The key's id.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// How long the key keeps working. Zero or less revokes at once; more schedules the revocation, or moves one already scheduled.
    /// </summary>
    public TimeSpan After { get; init; }

    /// <summary>Why, up to 500 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Whether moving a scheduled revocation to a later time is refused with <see cref="ApiKeyErrorCode.Forbidden"/>: for callers that may not prolong the key.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool NeverLater { get; init; }

    /// <summary>
    /// The <see cref="ApiKeyDetails.Version"/> the caller saw. When given and out of date the revocation is refused with
    /// <see cref="ApiKeyErrorCode.Conflict"/>.
    /// </summary>
    public Guid? ExpectedVersion { get; init; }
}
