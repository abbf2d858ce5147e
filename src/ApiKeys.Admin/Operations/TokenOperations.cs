namespace ApiKeys.Admin.Operations;

/// <summary>Verifies tokens for services that ask over HTTP; the same border as <see cref="KeyOperations"/>.</summary>
internal sealed class TokenOperations(IApiKeyModuleService keys, IApiKeyVerifier verifier, OperatorGate gate)
{
    /// <summary>Notes a use too. The caller is left out: it is the service that asks, and not who presented the token there.</summary>
    /// <param name="token">The token as it was presented.</param>
    /// <param name="type">The type that is wanted; null for either.</param>
    /// <param name="scope">The scope that is wanted; null for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<ApiKeyResult<CheckedToken>> VerifyAsync(
        string token, ApiKeyType? type, string? scope, CancellationToken cancellationToken) =>
        gate.ReadAsync(
            async () =>
            {
                var wanted = type ?? (await verifier.VerifyAsync(token, requiredType: null, cancellationToken)).Key?.Type ?? ApiKeyType.Secret;
                var result = await keys.AuthenticateAsync(token, wanted, caller: default, cancellationToken);
                var isShort = result is { IsValid: true, Key: { } key } && scope is not null && !key.HasScope(scope);
                return ApiKeyResult.Ok(new CheckedToken(isShort ? VerificationCode.InsufficientScope : result.Code, result.Key, Details: null));
            },
            cancellationToken);
}
