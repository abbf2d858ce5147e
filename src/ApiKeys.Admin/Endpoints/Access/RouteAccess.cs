using ApiKeys.Admin.Identity;

namespace ApiKeys.Admin.Endpoints.Access;

/// <summary>Who may call a route.</summary>
/// <param name="Scope">What a key's scopes have to grant; null when any key may.</param>
/// <param name="Policy">One of <see cref="AdminPolicies"/>, which a person has to fulfil; null when anyone signed in may.</param>
internal sealed record RouteAccess(string? Scope, string? Policy) : IApiKeyScopeMetadata
{
    /// <summary>Where a route says nothing: closed to all who don't have everything.</summary>
    public static RouteAccess Unsaid { get; } = new("*", AdminPolicies.ManageTeam);

    /// <summary>Whoever calls in their own name.</summary>
    public static RouteAccess Anyone { get; } = new(Scope: null, Policy: null);

    public static RouteAccess Read(string resource) => new(resource + ":read", AdminPolicies.ViewKeys);

    public static RouteAccess Write(string resource) => new(resource + ":write", AdminPolicies.ManageKeys);
}
