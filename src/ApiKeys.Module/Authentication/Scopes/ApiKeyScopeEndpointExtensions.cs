using ApiKeys;
using Microsoft.AspNetCore.Authorization;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Lets endpoints ask for a key's scope through ASP.NET Core's own authorization.</summary>
public static class ApiKeyScopeEndpointExtensions
{
    /// <summary>
    /// Lets only secret keys with a scope in: what <see cref="ApiKeyScopePolicyExtensions.RequireApiKeyScope"/> does in a policy, for one endpoint or
    /// group.
    /// </summary>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="scope">What is to be done, such as <c>orders:read</c>.</param>
    /// <param name="scheme">The scheme that <c>AddApiKeys</c> was given, if it was given a name of its own.</param>
    /// <exception cref="ArgumentException">The scope is not written <c>resource:action</c>.</exception>
    public static TBuilder RequireApiKeyScope<TBuilder>(
        this TBuilder builder, string scope, string scheme = ApiKeyAuthenticationDefaults.AuthenticationScheme)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizationPolicyBuilder().RequireApiKeyScope(scope, scheme).Build());
}
