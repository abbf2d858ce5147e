namespace ApiKeys;

/// <summary>A key to remove from the lists.</summary>
/// <param name="Id">The key.</param>
/// <param name="ExpectedVersion">The version the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</param>
public sealed record DeleteApiKeyRequest(string Id, Guid? ExpectedVersion = null);
