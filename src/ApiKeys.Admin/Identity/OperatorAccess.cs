using System.Security.Claims;
using ApiKeys.Admin.Identity.Circuits;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity;

/// <summary>
/// Asked before every act of a component or an API call. A circuit keeps the claims it began with for as long as the page is open; here the session and its person
/// are read again, so that someone signed out, demoted, deactivated or removed a moment ago can't act through a page that is still open, nor anyone
/// through a page that was left open. An API call goes by what its own authentication read within the last second.
/// </summary>
internal sealed class OperatorAccess(
    AuthenticationStateProvider authentication,
    ApiCaller caller,
    UserSessions sessions,
    IAuthorizationService authorization,
    CircuitActivity activity,
    TimeProvider timeProvider)
{
    // A request that takes longer, because its body is slow to arrive for example, is asked about again.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>Whether the person of this circuit or request fulfils one of <see cref="AdminPolicies"/>.</summary>
    public async Task<OperatorAccessResult> AuthorizeAsync(string policy, CancellationToken cancellationToken = default)
    {
        var person = caller.Principal ?? (await authentication.GetAuthenticationStateAsync()).User;
        return await AuthorizeAsync(person, policy, cancellationToken);
    }

    public async Task<OperatorAccessResult> AuthorizeAsync(
        ClaimsPrincipal principal, string policy, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(principal, cancellationToken) is not { } person)
        {
            return new OperatorAccessResult.SignedOut();
        }

        if (person.IsSecondFactorOverdue)
        {
            return new OperatorAccessResult.Forbidden("Your role needs a second factor. Nothing was changed. Set one up on your account page.");
        }

        var decision = await authorization.AuthorizeAsync(Principal(person), policy);
        return decision.Succeeded
            ? new OperatorAccessResult.Allowed(person)
            : new OperatorAccessResult.Forbidden(AdminPolicies.Missing(policy));
    }

    /// <summary>The signed-in person, or null when the session has ended or no longer stands for anyone.</summary>
    public async Task<AdminOperator?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (ReadOfThisRequest(principal) is { } read)
        {
            return read;
        }

        return principal.FindFirstValue(SessionClaims.Id) is { } sessionId && !activity.IsOver
            ? await sessions.FindOperatorAsync(sessionId, activity.LastUse is not null, cancellationToken)
            : null;
    }

    // What the authentication of this API call has just read. Never of a circuit, which has no such caller.
    private AdminOperator? ReadOfThisRequest(ClaimsPrincipal principal) =>
        ReferenceEquals(principal, caller.Principal)
        && principal.Identity is SessionIdentity { Session: var session }
        && timeProvider.GetElapsedTime(session.ReadAt) <= Fresh
            ? session.Operator
            : null;

    private static ClaimsPrincipal Principal(AdminOperator person) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, person.Id), new Claim(ClaimTypes.Role, person.Role)],
        IdentityConstants.ApplicationScheme));
}
