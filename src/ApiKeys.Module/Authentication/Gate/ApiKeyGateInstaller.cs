using ApiKeys.Usage.Recording;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ApiKeys.Authentication.Gate;

/// <summary>
/// Puts the gate before an endpoint while its routes are built. What can't be guarded throws: a route that is not there is better than an open one.
/// </summary>
internal static class ApiKeyGateInstaller
{
    public static void Install(EndpointBuilder endpoint)
    {
        // A group and an endpoint in it both asked; the first to come did the work for all.
        if (endpoint.Metadata.OfType<ApiKeyGate>().Any())
        {
            return;
        }

        ThrowIfReplaced(endpoint);
        var next = endpoint.RequestDelegate ?? throw Unable(endpoint, "it has no request delegate to stand before.");
        var requirements = endpoint.Metadata.OfType<ApiKeyGateRequirement>().ToList();
        var types = requirements.Select(requirement => requirement.Type).Distinct().ToList();
        if (types.Count > 1)
        {
            throw Unable(endpoint, "it asks for a secret and a publishable key. Use the authentication schemes for that.");
        }

        var services = endpoint.ApplicationServices;
        if (services.GetService<IApiKeyVerifier>() is not { } verifier || services.GetService<UseRecorder>() is not { } uses)
        {
            throw Unable(endpoint, "the module is not registered. Call AddApiKeys on the services.");
        }

        // Unvalidated when no scheme was registered with them.
        var schemes = services.GetRequiredService<IOptionsMonitor<ApiKeyAuthenticationOptions>>();
        var options = schemes.Get(ApiKeyAuthenticationDefaults.AuthenticationScheme);
        options.Validate();
        var header = (types[0] == ApiKeyType.Secret ? options : schemes.Get(ApiKeyAuthenticationDefaults.PublishableScheme)).HeaderFor(types[0]);

        var gate = new ApiKeyGate(next, verifier, uses)
        {
            Type = types[0],
            Scopes = [.. requirements.Select(requirement => requirement.Scope).OfType<string>().Distinct(StringComparer.Ordinal)],
            Realm = options.Realm,
            Header = header,
            Route = (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText,
            HasSchemes = services.GetService<IAuthenticationSchemeProvider>() is not null,
            HasOutputCache = services.GetService<IOutputCacheStore>() is not null,
        };
        endpoint.Metadata.Add(gate);
        endpoint.RequestDelegate = gate.InvokeAsync;
    }

    // These are stand-ins: what runs in the end is another endpoint, found at the request, that no convention has seen.
    private static void ThrowIfReplaced(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<PageActionDescriptor>().Any()
            || endpoint.Metadata.OfType<IDynamicEndpointMetadata>().Any(metadata => metadata.IsDynamic))
        {
            throw Unable(endpoint, "Razor pages and dynamic routes are put in place with the request. Use RequireApiKeyScope or RequireAuthorization.");
        }
    }

    private static InvalidOperationException Unable(EndpointBuilder endpoint, string why) =>
        new($"RequireApiKey can't guard '{endpoint.DisplayName}': {why}");
}
