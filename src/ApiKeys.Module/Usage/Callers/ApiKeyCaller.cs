using System.Net;

namespace ApiKeys;

/// <summary>Who presents a key, as far as the call tells. Kept with the key's uses for its admins to see.</summary>
/// <param name="Address">The address the call came from.</param>
/// <param name="UserAgent">What the caller says it is.</param>
/// <param name="Route">The pattern of the route that was called, such as <c>/orders/{id}</c>; never the address with its values.</param>
public readonly record struct ApiKeyCaller(IPAddress? Address = null, string? UserAgent = null, string? Route = null);
