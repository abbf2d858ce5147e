namespace ApiKeys;

/// <summary>A key to replace by a new one with the same title, type, scopes, expiry and sales channels.</summary>
public sealed record RollApiKeyRequest
{
    /// <summary>The old key's id. It must be Active or Revoking.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// How long the old key keeps working once the replacement is active; zero ends it in the same moment. At most
    /// <see cref="RevokeApiKeyRequest.MaxDelay"/>. An earlier revocation already scheduled stays.
    /// </summary>
    public TimeSpan OldKeyEndsAfter { get; init; }

    /// <summary>
    /// Whether the replacement stays Pending, and the old key untouched, until <see cref="IApiKeyModuleService.ActivateAsync(string, Actor, Guid?, string?, CancellationToken)"/>
    /// confirms that the new secret is saved.
    /// </summary>
    /// <value>The default is <see langword="false"/>: the replacement is Active at once.</value>
    public bool AwaitConfirmation { get; init; }

    /// <summary>
    /// Whether rolling a key whose revocation is scheduled is refused with <see cref="ApiKeyErrorCode.Forbidden"/>, because the replacement would outlive that
    /// revocation: for callers that may not prolong the key.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool NeverLater { get; init; }

    /// <summary>The <see cref="ApiKeyDetails.Version"/> of the old key that the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</summary>
    public Guid? ExpectedVersion { get; init; }
}
