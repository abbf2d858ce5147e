using ApiKeys.Admin.Identity;
using ApiKeys.Keys;
using ApiKeys.Scopes;

namespace ApiKeys.Admin.Operations;

/// <summary>
/// Keeps a key from getting more than it has: by making a key, by widening one, itself among them, or by rolling one and reading the new secret. People give
/// what their role lets them.
/// </summary>
internal sealed class KeyGrants(ApiCaller caller, IApiKeyModuleService keys)
{
    public ApiKeyError? Check(IReadOnlyList<string>? scopes)
    {
        // What is no scope at all is the module's to refuse, with its field.
        var lacking = caller.Key is { } key ? scopes?.FirstOrDefault(scope => KnownScope.IsScope(scope) && !key.HasScope(scope)) : null;
        return lacking is null
            ? null
            : new ApiKeyError(
                ApiKeyErrorCode.Forbidden, $"A key can't give what it doesn't have: the scope {lacking}. Name others in scopes, or call with a key that has it.");
    }

    public async Task<ApiKeyError?> CheckRollAsync(string id, CancellationToken cancellationToken) =>
        caller.Key is null ? null : Check((await keys.RetrieveAsync(id, cancellationToken))?.Scopes);
}
