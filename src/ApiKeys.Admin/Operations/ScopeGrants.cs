using ApiKeys.Admin.Identity;
using ApiKeys.Authentication.Scopes;

namespace ApiKeys.Admin.Operations;

/// <summary>The rule for users who aren't owners: they give, and roll, only the scopes that <see cref="ScopeGrantPolicy"/> names.</summary>
internal sealed class ScopeGrants(IApiKeyPolicies policies, OperatorGate gate, ApiCaller caller)
{
    /// <returns>Null when the user may give all of the scopes.</returns>
    public async Task<ApiKeyError?> CheckAsync(IReadOnlyList<string>? scopes, CancellationToken cancellationToken)
    {
        // A key is held to its own scopes.
        if (caller.Key is not null || scopes is not { Count: > 0 })
        {
            return null;
        }

        var all = await policies.ReadAsync(cancellationToken);
        return all.ScopeGrants.Scopes is { } grantable
            // An invalid scope is the module's to refuse, with its field.
            && scopes.FirstOrDefault(scope => KnownScope.IsScope(scope) && !ScopeRule.Grants(grantable, scope)) is { } lacking
            && !await gate.IsAllowedAsync(AdminPolicies.ManagePolicies, cancellationToken)
                ? new(
                    ApiKeyErrorCode.Forbidden,
                    $"By a policy of {all.Changes[PolicyKind.ScopeGrants].At.UtcDateTime:yyyy-MM-dd}, only owners give the scope {lacking}. Leave it out, or ask an owner.",
                    "scopes")
                : null;
    }
}
