using System.Security.Claims;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Circuits;

/// <summary>Signs an open page out soon after nobody used it for long, or its person was disabled, removed, or changed the password.</summary>
internal sealed class CircuitAuthenticationStateProvider(
    ILoggerFactory loggers, IServiceScopeFactory scopes, CircuitActivity activity, IOptions<AccountOptions> options)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<CircuitAuthenticationStateProvider>();

    protected override TimeSpan RevalidationInterval => options.Value.RevalidateEvery;

    /// <summary>Whether the page may stay signed in.</summary>
    internal async Task<bool> MayStayAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (activity.IsOver)
        {
            return false;
        }

        try
        {
            // A scope of its own: the circuit's would answer from what it read when the page was opened.
            await using var scope = scopes.CreateAsyncScope();
            var access = scope.ServiceProvider.GetRequiredService<OperatorAccess>();
            return await access.FindAsync(user, cancellationToken) is not null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Thrown further, a database away for a second would sign everyone out at once. Nothing is given away: every act asks the
            // database itself, and this asks again.
            Log.CircuitNotRevalidated(_logger, problem);
            return true;
        }
    }

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        MayStayAsync(authenticationState.User, cancellationToken);
}
