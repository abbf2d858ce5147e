using ApiKeys;
using ApiKeys.Authentication.Scopes;

namespace Microsoft.AspNetCore.Authorization;

/// <summary>Lets authorization policies ask for a key's scope.</summary>
public static class ApiKeyScopePolicyExtensions
{
    /// <summary>
    /// Wants a secret key with a scope. Who is signed in otherwise doesn't count. Several calls want several scopes of the one key.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="scope">What is to be done, such as <c>orders:read</c>. <c>orders:*</c> and <c>*</c> of the key grant it; no scopes grant nothing.</param>
    /// <param name="scheme">The scheme that <c>AddApiKeys</c> was given, if it was given a name of its own.</param>
    /// <exception cref="ArgumentException">The scope is not written <c>resource:action</c>.</exception>
    public static AuthorizationPolicyBuilder RequireApiKeyScope(
        this AuthorizationPolicyBuilder policy, string scope, string scheme = ApiKeyAuthenticationDefaults.AuthenticationScheme)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentException.ThrowIfNullOrEmpty(scheme);
        ScopeRule.ThrowIfInvalid(scope, nameof(scope));

        // Named, or the app's default scheme would be asked: a cookie's, with a redirect to a sign-in page for an answer.
        if (!policy.AuthenticationSchemes.Contains(scheme))
        {
            policy.AddAuthenticationSchemes(scheme);
        }

        return policy.AddRequirements(new ApiKeyScopeRequirement(scope));
    }
}
