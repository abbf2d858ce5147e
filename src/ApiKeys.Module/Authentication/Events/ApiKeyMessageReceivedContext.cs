using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ApiKeys;

/// <summary>A request that hasn't been read yet. With a <see cref="ResultContext{TOptions}.Result"/> it isn't.</summary>
public sealed class ApiKeyMessageReceivedContext : ResultContext<ApiKeyAuthenticationOptions>
{
    internal ApiKeyMessageReceivedContext(HttpContext context, AuthenticationScheme scheme, ApiKeyAuthenticationOptions options)
        : base(context, scheme, options)
    {
    }

    /// <summary>The token to verify instead of the one in the request's headers; <see langword="null"/> to read the headers.</summary>
    public string? Token { get; set; }
}
