using System.Diagnostics.Metrics;
using System.Security.Claims;
using ApiKeys.Authentication.Scopes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace ApiKeys.Authentication.Schemes;

/// <summary>
/// Lets in at once who meets a policy that asks for nothing but a known caller and scopes. Whoever doesn't, and every other policy, goes through ASP.NET Core's
/// authorization; so does everything where a host has registered a handler of its own, which may forbid whatever it likes.
/// </summary>
internal sealed class DirectAuthorization : IPolicyEvaluator
{
    // Asks schemes, for which it needs no authorization service; that one is costly to make.
    private static readonly PolicyEvaluator Schemes = new(authorization: null!);

    private static readonly Task<PolicyAuthorizationResult> LetIn = Task.FromResult(PolicyAuthorizationResult.Success());

    private readonly ILogger _logger;
    private readonly Counter<long> _attempts;
    private bool? _isPlain;

    public DirectAuthorization(ILogger<DefaultAuthorizationService> logger, IMeterFactory meters)
    {
        _logger = logger;

        // ASP.NET Core's own instrument: a meter gives the same one to all who describe it alike.
        _attempts = meters.Create("Microsoft.AspNetCore.Authorization").CreateCounter<long>(
            "aspnetcore.authorization.attempts", "{attempt}", "The total number of authorization attempts.");
    }

    /// <summary>Takes the place of ASP.NET Core's evaluator, whether that is registered yet or not; a host's own stays.</summary>
    public static void Register(IServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(IPolicyEvaluator)) is { } before)
        {
            if (before.ImplementationType != typeof(PolicyEvaluator))
            {
                return;
            }

            services.Remove(before);
        }

        services.TryAddSingleton<IPolicyEvaluator, DirectAuthorization>();
    }

    public Task<AuthenticateResult> AuthenticateAsync(AuthorizationPolicy policy, HttpContext context) =>
        policy.AuthenticationSchemes.Count == 0 && context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult is { } result
            ? Task.FromResult(result)
            : Schemes.AuthenticateAsync(policy, context);

    public Task<PolicyAuthorizationResult> AuthorizeAsync(
        AuthorizationPolicy policy, AuthenticateResult authenticationResult, HttpContext context, object? resource) =>
        IsDirect(context) && IsMet(policy, context.User)
            ? LetIn
            : new PolicyEvaluator(context.RequestServices.GetRequiredService<IAuthorizationService>())
                .AuthorizeAsync(policy, authenticationResult, context, resource);

    private static bool IsMet(AuthorizationPolicy policy, ClaimsPrincipal user)
    {
        foreach (var requirement in policy.Requirements)
        {
            var isMet = requirement is ApiKeyScopeRequirement scope ? scope.IsMetBy(user)
                : requirement.GetType() == typeof(DenyAnonymousAuthorizationRequirement) && ApiKeyIdentity.Find(user, type: null) is not null;
            if (!isMet)
            {
                return false;
            }
        }

        return true;
    }

    // What a host has registered stays the same; two first calls at once come to the same.
    private static bool IsPlain(IServiceProvider services) =>
        services.GetRequiredService<IAuthorizationService>().GetType().Assembly == typeof(DefaultAuthorizationService).Assembly
        && services.GetRequiredService<IAuthorizationHandlerProvider>().GetType() == typeof(DefaultAuthorizationHandlerProvider)
        && services.GetRequiredService<IAuthorizationHandlerContextFactory>().GetType() == typeof(DefaultAuthorizationHandlerContextFactory)
        && services.GetRequiredService<IAuthorizationEvaluator>().GetType() == typeof(DefaultAuthorizationEvaluator)
        && services.GetServices<IAuthorizationHandler>().All(handler => handler.GetType() == typeof(PassThroughAuthorizationHandler));

    // Not when somebody counts the attempts or reads of them in the log.
    private bool IsDirect(HttpContext context) =>
        (_isPlain ??= IsPlain(context.RequestServices)) && !_attempts.Enabled && !_logger.IsEnabled(LogLevel.Debug);
}
