using System.Security.Claims;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>The identity of a session's user, with what was read when the request was authenticated.</summary>
internal sealed class SessionIdentity(ActiveSession session, IEnumerable<Claim> claims, string scheme) : ClaimsIdentity(claims, scheme)
{
    /// <summary>The session as it was then. A circuit keeps this identity for hours, so only a request may go by it, and only at once.</summary>
    public ActiveSession Session { get; } = session;
}
