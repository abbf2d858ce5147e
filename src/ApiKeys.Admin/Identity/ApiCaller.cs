using System.Security.Claims;

namespace ApiKeys.Admin.Identity;

/// <summary>The person of the API call that a scope was made for. A circuit's scope has none: there the page knows who is signed in.</summary>
public sealed class ApiCaller
{
    internal ClaimsPrincipal? Principal { get; set; }
}
