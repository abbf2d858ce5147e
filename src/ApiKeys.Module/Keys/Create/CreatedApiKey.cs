namespace ApiKeys;

/// <summary>A key that was made, with its token. This is the only time the token of a secret key is to be had.</summary>
/// <param name="Key">The key.</param>
/// <param name="Token">
/// The raw token; <see langword="null"/> when the call repeated an earlier one (same transaction id): a secret is given out once.
/// </param>
public sealed record CreatedApiKey(ApiKeyDetails Key, ApiKeyToken? Token)
{
    /// <summary>
    /// In a roll that ends the old key: the proof that this end reached every node. <see langword="null"/> for a new key, for a replacement that is to be
    /// confirmed, and when the call repeated an earlier one; then the old key has it.
    /// </summary>
    public RevocationReceipt? OldKeyReceipt { get; init; }
}
