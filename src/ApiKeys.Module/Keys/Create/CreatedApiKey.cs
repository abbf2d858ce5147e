using ApiKeys.Tokens;

namespace ApiKeys.Keys.Create;

/// <summary>A key that was made, with its token. This is the only time the token of a secret key is to be had.</summary>
/// <param name="Key">The key.</param>
/// <param name="Token">
/// The raw token; <see langword="null"/> when the call repeated an earlier one (same transaction id): a secret is given out once.
/// </param>
public sealed record CreatedApiKey(ApiKeyDetails Key, ApiKeyToken? Token);
