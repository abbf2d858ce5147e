using System.Security.Claims;
using ApiKeys.Admin.Identity.Circuits;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity;

/// <summary>
/// Asked before every act of a component or an API call. A circuit keeps the claims it began with for as long as the page is open; here the person
/// is read again, so that someone demoted, disabled or removed a moment ago can't act through a page that is still open, nor anyone
/// through a page that was left open.
/// </summary>
public sealed class OperatorAccess(
    AuthenticationStateProvider authentication,
    ApiCaller caller,
    IDbContextFactory<AdminDbContext> contexts,
    IAuthorizationService authorization,
    CircuitActivity activity,
    IOptions<IdentityOptions> identity)
{
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

        var decision = await authorization.AuthorizeAsync(Principal(person), policy);
        return decision.Succeeded
            ? new OperatorAccessResult.Allowed(person)
            : new OperatorAccessResult.Forbidden(AdminPolicies.Missing(policy));
    }

    /// <summary>The signed-in person, or null when the session no longer stands for anyone.</summary>
    public async Task<AdminOperator?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var claims = identity.Value.ClaimsIdentity;
        var id = principal.FindFirstValue(claims.UserIdClaimType);
        var stamp = principal.FindFirstValue(claims.SecurityStampClaimType);
        if (id is null || stamp is null || activity.IsOver)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users
            .Where(user => user.Id == id && user.SecurityStamp == stamp && user.DisabledAt == null)
            .Select(user => new AdminOperator(
                user.Id,
                user.DisplayName,
                user.Email ?? "",
                db.UserRoles.Where(link => link.UserId == user.Id)
                    .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name).FirstOrDefault() ?? ""))
            .SingleOrDefaultAsync(cancellationToken);
    }

    private static ClaimsPrincipal Principal(AdminOperator person) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, person.Id), new Claim(ClaimTypes.Role, person.Role)],
        IdentityConstants.ApplicationScheme));
}
