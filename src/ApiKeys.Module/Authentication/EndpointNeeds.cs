using System.Runtime.CompilerServices;
using ApiKeys.Authentication.Gate;
using ApiKeys.Authentication.Scopes;
using ApiKeys.Usage.Callers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Authentication;

/// <summary>
/// What an endpoint will ask of a key once it is let in. A scheme has to know before: a use is noted once, with what comes of it in the end, and a call that is
/// about to be refused for its scope is no use that someone would miss.
/// </summary>
internal sealed class EndpointNeeds
{
    private static readonly ConditionalWeakTable<Endpoint, EndpointNeeds> Known = [];
    private static readonly EndpointNeeds None = new();

    private EndpointNeeds()
    {
    }

    /// <summary>The pattern of the route.</summary>
    public string? Route { get; private init; }

    public ApiKeyGate? Gate { get; private init; }

    /// <summary>Whether a gate may run later: the endpoint has one, or isn't known yet.</summary>
    public bool MayMeetGate => Gate is not null || ReferenceEquals(this, None);

    /// <summary>What policies, and the endpoint itself, ask of a secret key.</summary>
    public IReadOnlyList<string> PolicyScopes { get; private init; } = [];

    public static ValueTask<EndpointNeeds> OfAsync(HttpContext context) =>
        context.GetEndpoint() is not { } endpoint ? ValueTask.FromResult(None)
        : Known.TryGetValue(endpoint, out var known) ? ValueTask.FromResult(known)
        : ReadAsync(endpoint, context.RequestServices.GetService<IAuthorizationPolicyProvider>());

    /// <summary>Whether a key will be let through.</summary>
    public bool AreMetBy(VerifiedKey key) =>
        (key.Type != ApiKeyType.Secret || ScopeRule.GrantsAll(key.Scopes, PolicyScopes)) && (Gate is null || Gate.Type != key.Type || ScopeRule.GrantsAll(key.Scopes, Gate.Scopes));

    private static async ValueTask<EndpointNeeds> ReadAsync(Endpoint endpoint, IAuthorizationPolicyProvider? policies)
    {
        var needs = new EndpointNeeds
        {
            Route = RequestCaller.RouteOf(endpoint),
            Gate = endpoint.Metadata.GetMetadata<ApiKeyGate>(),
            PolicyScopes = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null ? await ScopesAsync(endpoint.Metadata, policies) : [],
        };

        // A host's own provider may make policies anew for each request.
        if (policies is not { AllowsCachingPolicies: false })
        {
            Known.AddOrUpdate(endpoint, needs);
        }

        return needs;
    }

    /// <summary>Reads which scopes the policies and the endpoint itself require of a secret key.</summary>
    public static async Task<IReadOnlyList<string>> ScopesAsync(IReadOnlyCollection<object> endpoint, IAuthorizationPolicyProvider? policies)
    {
        var requirements = new List<IAuthorizationRequirement>();
        foreach (var metadata in endpoint)
        {
            if (metadata is AuthorizationPolicy policy)
            {
                requirements.AddRange(policy.Requirements);
            }
            else if (metadata is IAuthorizationRequirementData data)
            {
                requirements.AddRange(data.GetRequirements());
            }
            else if (metadata is IAuthorizeData authorize && policies is not null
                && (authorize.Policy is { } name ? await policies.GetPolicyAsync(name) : await policies.GetDefaultPolicyAsync()) is { } found)
            {
                requirements.AddRange(found.Requirements);
            }
        }

        return
        [
            .. requirements.OfType<ApiKeyScopeRequirement>().Select(requirement => requirement.Scope)
                .Concat(endpoint.OfType<IApiKeyScopeMetadata>().LastOrDefault() is { Scope: { } own } ? [own] : [])
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
