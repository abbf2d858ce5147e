namespace ApiKeys.Admin.Operations;

/// <summary>
/// Revokes a secret key for anyone who has its token. No role is checked: the token is the permission, and the key is the actor. Publishable keys can't be revoked
/// this way, because everyone has them.
/// </summary>
internal sealed class LeakReports(IApiKeyModuleService keys, IApiKeyVerifier verifier)
{
    private const string Reason = "Reported as leaked by someone who has the token.";

    /// <summary>Revokes the key of the token, if it is a secret key.</summary>
    public async Task<LeakOutcome> RevokeAsync(string token, CancellationToken cancellationToken)
    {
        var found = await verifier.VerifyAsync(token, requiredType: null, cancellationToken);
        if (found.Code == VerificationCode.StoreUnavailable)
        {
            return LeakOutcome.StoreUnavailable;
        }

        return found is not { Key: { Type: ApiKeyType.Secret } key } || await IsEndedAsync(key) ? LeakOutcome.Dealt : LeakOutcome.Busy;
    }

    // Not cancelled with the request: a reporter that hangs up has reported.
    private async Task<bool> IsEndedAsync(VerifiedKey key)
    {
        var request = new RevokeApiKeyRequest { Id = key.Id, Reason = Reason };
        var result = await keys.RevokeAsync(request, new Actor(key.Id), transactionId: null, CancellationToken.None);
        return result.Succeeded || result.Errors.All(error => error.Code is ApiKeyErrorCode.AlreadyRevoked or ApiKeyErrorCode.NotFound);
    }
}

/// <summary>What came of a report. Says nothing of the token.</summary>
internal enum LeakOutcome
{
    /// <summary>If the token was a secret key's, that key has ended.</summary>
    Dealt,

    /// <summary>Others were changing the key all the while.</summary>
    Busy,

    /// <summary>The store could not be asked.</summary>
    StoreUnavailable,
}
