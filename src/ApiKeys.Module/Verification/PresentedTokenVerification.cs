using ApiKeys.Tokens;

namespace ApiKeys.Verification;

internal static class PresentedTokenVerification
{
    /// <summary>Verifies what a request presents, without hashing it again.</summary>
    /// <remarks>
    /// A host may have put a verifier of its own before ours, and that is the one to ask. Not with the request's cancellation: verification is over before a caller
    /// could give up, and asking for that token makes it.
    /// </remarks>
    public static ValueTask<VerificationResult> VerifyAsync(this IApiKeyVerifier verifier, PresentedToken token, ApiKeyType type)
    {
        if (verifier is not ApiKeyVerifier own)
        {
            return verifier.VerifyAsync(token.Text, type, CancellationToken.None);
        }

        return token.IsWellFormed
            ? own.VerifyAsync(in token.Digest, type, CancellationToken.None)
            : ValueTask.FromResult(new VerificationResult(VerificationCode.Malformed));
    }
}
