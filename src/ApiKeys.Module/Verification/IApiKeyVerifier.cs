namespace ApiKeys;

/// <summary>Tells whether a token is good. Reads only; notes no use.</summary>
public interface IApiKeyVerifier
{
    /// <summary>
    /// Verifies a token: format and checksum, then one look-up by digest, then the ordered checks: existence, type, revocation,
    /// expiry, confirmation.
    /// </summary>
    /// <param name="token">The token as it was presented; <see langword="null"/> is Malformed.</param>
    /// <param name="requiredType">The type that is wanted; <see langword="null"/> for either.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>
    /// The code and, when the token belongs to a key, that key. An unreachable store is the code
    /// <see cref="VerificationCode.StoreUnavailable"/>, never an exception and never a refusal of the token.
    /// </returns>
    ValueTask<VerificationResult> VerifyAsync(string? token, ApiKeyType? requiredType, CancellationToken cancellationToken = default);
}
