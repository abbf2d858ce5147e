namespace ApiKeys;

/// <summary>Whose scheduled revocation to call off.</summary>
/// <param name="Id">The Revoking key.</param>
/// <param name="ExpectedVersion">The version the caller saw; see <see cref="ApiKeyErrorCode.Conflict"/>.</param>
public sealed record CancelRevocationRequest(string Id, Guid? ExpectedVersion = null);
