namespace ApiKeys;

/// <summary>A Pending key whose secret is saved.</summary>
/// <param name="Id">The Pending key.</param>
/// <param name="ExpectedVersion">The version the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</param>
public sealed record ActivateApiKeyRequest(string Id, Guid? ExpectedVersion = null);
