using ApiKeys.Authentication.Refusals;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace ApiKeys;

/// <summary>A request that is about to be refused. Never holds the token.</summary>
public sealed class ApiKeyRefusedContext : PropertiesContext<ApiKeyAuthenticationOptions>
{
    internal ApiKeyRefusedContext(
        HttpContext context, AuthenticationScheme scheme, ApiKeyAuthenticationOptions options, AuthenticationProperties properties, Refusal refusal)
        : base(context, scheme, options, properties) => (Code, StatusCode, Detail) = (refusal.Code, refusal.Status, refusal.Detail);

    /// <summary>The reason for programs: <c>revoked</c>, <c>insufficient_scope</c> and so on.</summary>
    public string Code { get; }

    /// <summary>401, 403 or 503.</summary>
    public int StatusCode { get; }

    /// <summary>The reason for people.</summary>
    public string Detail { get; }

    /// <summary>Whether <see cref="HandleResponse"/> was called.</summary>
    public bool Handled { get; private set; }

    /// <summary>Says that the event has written the response; the scheme then writes nothing.</summary>
    public void HandleResponse() => Handled = true;
}
