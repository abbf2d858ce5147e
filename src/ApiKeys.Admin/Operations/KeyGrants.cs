using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Operations;

/// <summary>
/// The rules for callers that are keys. No key gives a scope that it doesn't have. Without the scope <see cref="AdminScope"/> it lets no key work longer, except the
/// keys that it made and not beyond its own end; and it rolls only itself and those. What users may give is in <see cref="ScopeGrants"/>.
/// </summary>
/// <remarks>
/// What can change between these checks and the commit is checked again with the change: <see cref="UpdateApiKeyRequest.NeverLater"/> and its siblings.
/// </remarks>
internal sealed class KeyGrants(ApiCaller caller, IApiKeyModuleService keys, ScopeGrants grants, TimeProvider timeProvider)
{
    /// <summary>Lifts the rules about the ends of keys and about whose keys are rolled. Granted by <c>keys:*</c> and <c>*</c> as well.</summary>
    public const string AdminScope = "keys:admin";

    private const string Advice = $"Call with a key that has the scope {AdminScope}, or ask an owner or manager.";

    // Null for users, and for keys to which only the rule about scopes applies.
    private string? LimitedId => caller.Key is { } key && !key.HasScope(AdminScope) ? key.Id : null;

    private DateTimeOffset CallerEnd => Earlier(caller.Key?.ExpiresAt, caller.Key?.RevokedAt);

    public async Task<ApiKeyError?> CheckAsync(CreateApiKeyRequest request, CancellationToken cancellationToken) => CheckScopes(request.Scopes)
        ?? await grants.CheckAsync(request.Scopes, cancellationToken)
        ?? (LimitedId is not null && EndsAfterCaller(request.ExpiresAt)
            ? Forbidden($"A key can't make a key that ends later than itself. Set expires_at to {Words(CallerEnd)} or earlier. {Advice}")
            : null);

    public async Task<ApiKeyResult<UpdateApiKeyRequest>> LimitAsync(UpdateApiKeyRequest request, CancellationToken cancellationToken) =>
        (CheckScopes(request.Scopes) ?? await CheckNewScopesAsync(request, cancellationToken)) is { } refusal ? ApiKeyResult.Refused<UpdateApiKeyRequest>(refusal)
        : request.Expiry is { } expiry && LimitedId is not null
            ? ApiKeyResult.Ok(request with { NeverLater = EndsAfterCaller(expiry.ExpiresAt) || !await IsMadeByCallerAsync(request.Id, cancellationToken) })
        : ApiKeyResult.Ok(request);

    public async Task<RevokeApiKeyRequest> LimitAsync(RevokeApiKeyRequest request, CancellationToken cancellationToken) =>
        request.After > TimeSpan.Zero && LimitedId is not null
            ? request with
            {
                NeverLater = EndsAfterCaller(timeProvider.GetUtcNow() + request.After) || !await IsMadeByCallerAsync(request.Id, cancellationToken),
            }
            : request;

    public async Task<ApiKeyResult<RollApiKeyRequest>> LimitAsync(RollApiKeyRequest request, CancellationToken cancellationToken)
    {
        if (await keys.RetrieveAsync(request.Id, cancellationToken) is not { } old)
        {
            return ApiKeyResult.Ok(request);
        }

        // The new secret has the old one's scopes.
        var refusal = CheckScopes(old.Scopes)
            ?? await grants.CheckAsync(old.Scopes, cancellationToken)
            ?? (LimitedId is null ? null
            : LimitedId != old.Id && !IsMadeByCaller(old) ? Forbidden($"A key rolls only itself and the keys that it made. {Advice}")
            : EndsAfterCaller(old.ExpiresAt) ? Forbidden($"The new key would end later than the key that calls. {Advice}")
            : null);
        return refusal is null
            ? ApiKeyResult.Ok(request with { NeverLater = LimitedId is not null })
            : ApiKeyResult.Refused<RollApiKeyRequest>(refusal);
    }

    public async Task<ApiKeyError?> CheckActivationAsync(string id, CancellationToken cancellationToken) =>
        LimitedId is null || await keys.RetrieveAsync(id, cancellationToken) is not { } key ? null
        : !IsMadeByCaller(key) ? Forbidden($"A key activates only keys that it made. {Advice}")
        : EndsAfterCaller(key.ExpiresAt) ? Forbidden($"This key would end later than the key that calls. {Advice}")
        : null;

    public async Task<ApiKeyError?> CheckCancellationAsync(string id, CancellationToken cancellationToken) =>
        LimitedId is null || await keys.RetrieveAsync(id, cancellationToken) is not { } key ? null
        : !IsMadeByCaller(key) ? Forbidden($"A key cancels revocations only of keys that it made. {Advice}")
        : EndsAfterCaller(key.ExpiresAt) ? Forbidden($"Without its revocation this key would end later than the key that calls. {Advice}")
        : null;

    /// <summary>The old key of the roll works longer then.</summary>
    public async Task<ApiKeyError?> CheckAbortAsync(string id, CancellationToken cancellationToken) =>
        LimitedId is not null && (await keys.RetrieveAsync(id, cancellationToken))?.ReplacesId is { } old ? await CheckCancellationAsync(old, cancellationToken) : null;

    private ApiKeyError? CheckScopes(IReadOnlyList<string>? scopes)
    {
        // An invalid scope is the module's to refuse, with its field.
        var lacking = caller.Key is { } key ? scopes?.FirstOrDefault(scope => KnownScope.IsScope(scope) && !key.HasScope(scope)) : null;
        return lacking is null
            ? null
            : Forbidden($"A key can't give what it doesn't have: the scope {lacking}. Name others in scopes, or call with a key that has it.");
    }

    // Scopes that the key has already are not given.
    private async Task<ApiKeyError?> CheckNewScopesAsync(UpdateApiKeyRequest request, CancellationToken cancellationToken) =>
        caller.Key is not null || request.Scopes is not { Count: > 0 } scopes || await keys.RetrieveAsync(request.Id, cancellationToken) is not { } key
            ? null
            : await grants.CheckAsync([.. scopes.Except(key.Scopes)], cancellationToken);

    private async Task<bool> IsMadeByCallerAsync(string id, CancellationToken cancellationToken) =>
        await keys.RetrieveAsync(id, cancellationToken) is { } key && IsMadeByCaller(key);

    // Someone else may have given it scopes since.
    private bool IsMadeByCaller(ApiKeyDetails key) => key.CreatedBy == caller.Key!.Id && CheckScopes(key.Scopes) is null;

    // Ends are stored in whole milliseconds.
    private bool EndsAfterCaller(DateTimeOffset? end) => (end ?? DateTimeOffset.MaxValue) - CallerEnd >= TimeSpan.FromMilliseconds(1);

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        new[] { one ?? DateTimeOffset.MaxValue, other ?? DateTimeOffset.MaxValue }.Min();

    private static string Words(DateTimeOffset end) => end.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static ApiKeyError Forbidden(string message) => new(ApiKeyErrorCode.Forbidden, message);
}
