using ApiKeys;
using ApiKeys.Authentication.Gate;
using ApiKeys.Authentication.Scopes;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Guards the hottest endpoints without the authentication and authorization middleware.</summary>
public static class ApiKeyGateEndpointExtensions
{
    /// <summary>
    /// Lets only requests with a key in. The check stands directly before the endpoint and needs neither <c>AddAuthentication</c> nor
    /// <c>AddAuthorization</c>; it answers as the schemes do. The endpoint finds the key with <c>HttpContext.GetApiKey()</c>.
    /// </summary>
    /// <remarks>
    /// <para>Works for minimal APIs, route groups, controllers, hubs and whatever else has a request delegate; an endpoint that it can't guard, such as a
    /// Razor page, throws when the routes are built. Asked for by a group and an endpoint in it, both must be satisfied, by one check.</para>
    /// <para><c>AllowAnonymous</c> doesn't open it: that speaks to ASP.NET Core's own authorization, which may have a fallback policy that such an
    /// endpoint has to be kept out of. <c>HttpContext.User</c> is the same object in all calls of a key and can't be changed; clone it.</para>
    /// </remarks>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="scope">The scope that the key has to grant, such as <c>orders:read</c>; <see langword="null"/> when any key of the type will do.</param>
    /// <param name="type">The type of key that is wanted.</param>
    /// <exception cref="ArgumentException">The scope is not written <c>resource:action</c>.</exception>
    public static TBuilder RequireApiKey<TBuilder>(this TBuilder builder, string? scope = null, ApiKeyType type = ApiKeyType.Secret)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Enum.IsDefined(type))
        {
            throw new ArgumentOutOfRangeException(nameof(type), type, "A key is secret or publishable.");
        }

        if (scope is not null)
        {
            ScopeRule.ThrowIfInvalid(scope, nameof(scope));
        }

        builder.Add(endpoint => endpoint.Metadata.Add(new ApiKeyGateRequirement(type, scope)));

        // Last, when the delegate is what will run, so that the gate stands before it and its filters.
        builder.Finally(ApiKeyGateInstaller.Install);
        return builder;
    }
}
