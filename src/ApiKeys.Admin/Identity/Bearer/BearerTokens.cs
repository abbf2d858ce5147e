using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Bearer;

/// <summary>
/// What a program holds in place of a cookie: the ticket that the cookie would hold, under the same keys, so that it survives a restart and
/// is read by every node.
/// </summary>
internal sealed class BearerTokens(IDataProtectionProvider protection, IOptions<IdentityOptions> identity, TimeProvider timeProvider)
{
    public const string Scheme = "Bearer";

    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    // A purpose of its own: a cookie's value, copied from a browser, is no bearer token, nor the reverse.
    private readonly TicketDataFormat _format = new(protection.CreateProtector("ApiKeys.Admin.Bearer", "v1"));

    public string Issue(AdminUser user)
    {
        var claims = identity.Value.ClaimsIdentity;
        return Issue(
            [new Claim(claims.UserIdClaimType, user.Id), new Claim(claims.SecurityStampClaimType, user.SecurityStamp ?? "")]);
    }

    /// <summary>A token that lives a day from now, for someone who was let in a moment ago.</summary>
    public string Renew(ClaimsPrincipal caller)
    {
        var claims = identity.Value.ClaimsIdentity;
        return Issue(caller.Claims.Where(claim => claim.Type == claims.UserIdClaimType || claim.Type == claims.SecurityStampClaimType));
    }

    /// <summary>The person that a token was issued to, as they were then; null for one that is forged, broken or over.</summary>
    public ClaimsPrincipal? Read(string token) =>
        _format.Unprotect(token) is { } ticket && ticket.Properties.ExpiresUtc > timeProvider.GetUtcNow() ? ticket.Principal : null;

    private string Issue(IEnumerable<Claim> claims)
    {
        var now = timeProvider.GetUtcNow();
        return _format.Protect(new AuthenticationTicket(
            new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Lifetime },
            Scheme));
    }
}
