using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace ApiKeys.Authentication.Scopes;

/// <summary>
/// Wants a secret key with a scope. Goes by the key itself, not by its claims: a claim of that name from another scheme is no key's scope.
/// </summary>
internal sealed class ApiKeyScopeRequirement(string scope) : AuthorizationHandler<ApiKeyScopeRequirement>, IAuthorizationRequirement
{
    public string Scope { get; } = scope;

    public bool IsMetBy(ClaimsPrincipal user) =>
        ApiKeyIdentity.Find(user, ApiKeyType.Secret) is { } identity && ScopeRule.Grants(identity.Key.Scopes, Scope);

    public override string ToString() => $"{nameof(ApiKeyScopeRequirement)}: a secret key with the scope {Scope}";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ApiKeyScopeRequirement requirement)
    {
        if (requirement.IsMetBy(context.User))
        {
            context.Succeed(requirement);
        }
        else if (context.Resource is HttpContext http)
        {
            ScopeShortfall.Note(http, requirement.Scope);
        }

        return Task.CompletedTask;
    }
}
