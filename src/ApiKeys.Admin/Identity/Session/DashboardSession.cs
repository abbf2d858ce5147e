using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>
/// Begins and ends the session of the browser that sends the current request. The cookie holds the token of a <see cref="UserSession"/> and nothing else.
/// </summary>
/// <remarks>
/// Not a ticket store of the cookie scheme: when a browser that is signed in signs in again, that keeps the key of the session before, which someone else may
/// have planted in this browser.
/// </remarks>
internal sealed class DashboardSession(UserSessions sessions, IHttpContextAccessor accessor)
{
    /// <summary>Only ever in the sealed cookie: <see cref="DashboardCookieEvents"/> replaces the principal that has it.</summary>
    public const string TokenClaim = "session-token";

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("Only a request has a cookie.");

    /// <summary>Begins a session with a token of its own and ends the one that the browser had.</summary>
    public async Task BeginAsync(AdminUser user, SessionProof proof)
    {
        await EndRowAsync();
        var (token, _) = await sessions.BeginAsync(
            SessionKind.Dashboard, user.Id, user.SecurityStamp ?? "", SessionDevice.Of(Context), proof, Context.RequestAborted);
        var identity = new ClaimsIdentity([new Claim(TokenClaim, token)], IdentityConstants.ApplicationScheme);
        await Context.SignInAsync(IdentityConstants.ApplicationScheme, new ClaimsPrincipal(identity));
    }

    public async Task EndAsync()
    {
        await EndRowAsync();
        await Context.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private async Task EndRowAsync()
    {
        var current = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (current.Principal?.FindFirstValue(SessionClaims.Id) is { } id)
        {
            await sessions.EndAsync(id);
        }
    }
}
