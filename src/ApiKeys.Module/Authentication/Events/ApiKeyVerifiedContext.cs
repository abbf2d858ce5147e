using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ApiKeys;

/// <summary>
/// A request with a valid key. <see cref="ResultContext{TOptions}.Principal"/> is this request's own: identities may be added to it, and it may be replaced.
/// The key's identity in it is shared by all requests of the key and can't be changed.
/// </summary>
public sealed class ApiKeyVerifiedContext : ResultContext<ApiKeyAuthenticationOptions>
{
    internal ApiKeyVerifiedContext(HttpContext context, AuthenticationScheme scheme, ApiKeyAuthenticationOptions options, VerifiedKey key)
        : base(context, scheme, options) => Key = key;

    /// <summary>The key.</summary>
    public VerifiedKey Key { get; }
}
