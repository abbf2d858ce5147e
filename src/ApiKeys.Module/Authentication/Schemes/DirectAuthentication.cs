using System.Diagnostics.Metrics;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ApiKeys.Authentication.Schemes;

/// <summary>
/// Asks the schemes for keys without the handler that ASP.NET Core makes for each request, and what it does around any handler: the greater part of what the
/// standard schemes would add to a call. Everything else is asked of ASP.NET Core's own service.
/// </summary>
internal sealed class DirectAuthentication : IAuthenticationService
{
    private static readonly object Before = new();

    private readonly IAuthenticationSchemeProvider _schemes;
    private readonly ApiKeyAuthenticator _authenticator;
    private readonly Histogram<double> _durations;

    public DirectAuthentication(IAuthenticationSchemeProvider schemes, ApiKeyAuthenticator authenticator, IMeterFactory meters)
    {
        (_schemes, _authenticator) = (schemes, authenticator);

        // ASP.NET Core's own instrument: a meter gives the same one to all who describe it alike.
        _durations = meters.Create("Microsoft.AspNetCore.Authentication").CreateHistogram<double>(
            "aspnetcore.authentication.authenticate.duration", "s", "The authentication duration for a request.");
    }

    /// <summary>Takes the place of ASP.NET Core's service; a host's own stays.</summary>
    public static void Register(IServiceCollection services)
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(IAuthenticationService) && !service.IsKeyedService) is not { } before
            || before.ImplementationType?.Assembly != typeof(AuthenticationService).Assembly)
        {
            return;
        }

        services.Remove(before);
        services.Add(new ServiceDescriptor(before.ServiceType, Before, before.ImplementationType, before.Lifetime));
        services.AddMetrics();
        services.AddSingleton<IAuthenticationService, DirectAuthentication>();
    }

    public Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme) =>
        scheme is not null && IsDirect(context, scheme)
            ? _authenticator.AuthenticateAsync(context, scheme)
            : ServiceBefore(context).AuthenticateAsync(context, scheme);

    public Task ChallengeAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        ServiceBefore(context).ChallengeAsync(context, scheme, properties);

    public Task ForbidAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        ServiceBefore(context).ForbidAsync(context, scheme, properties);

    public Task SignInAsync(HttpContext context, string? scheme, ClaimsPrincipal principal, AuthenticationProperties? properties) =>
        ServiceBefore(context).SignInAsync(context, scheme, principal, properties);

    public Task SignOutAsync(HttpContext context, string? scheme, AuthenticationProperties? properties) =>
        ServiceBefore(context).SignOutAsync(context, scheme, properties);

    private static IAuthenticationService ServiceBefore(HttpContext context) =>
        context.RequestServices.GetRequiredKeyedService<IAuthenticationService>(Before);

    // Not when somebody looks at how long authentication takes, nor where the host changes who was let in.
    private bool IsDirect(HttpContext context, string scheme) =>
        !_durations.Enabled
        && _schemes.GetSchemeAsync(scheme) is { IsCompletedSuccessfully: true, Result: { } found }
        && found.HandlerType == typeof(ApiKeyAuthenticationHandler)
        && context.RequestServices.GetService<IClaimsTransformation>()?.GetType() == typeof(NoopClaimsTransformation);
}
