using System.Security.Claims;

namespace ApiKeys.Admin.Identity;

/// <summary>Who makes the API call that a scope was made for. A circuit's scope has no one here: there the page knows who is signed in.</summary>
public sealed class ApiCaller
{
    /// <summary>The person, if one calls.</summary>
    internal ClaimsPrincipal? Principal { get; set; }

    /// <summary>The secret key, if one calls. Set once its scopes were found to allow the route, and never before.</summary>
    internal VerifiedKey? Key { get; set; }

    /// <summary>Whether an answer may tell of something else than what the route is about. People may read whatever they may read somewhere.</summary>
    internal bool MayRead(string scope) => Key is not { } key || key.HasScope(scope);
}
