using System.Security.Claims;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Circuits;

/// <summary>
/// Signs an open page out when its session ended, no one used it for long, or its user was deactivated or removed, and tells it of another role: at once when
/// <see cref="OpenPages"/> hears of it, and otherwise after an interval.
/// </summary>
internal sealed class CircuitAuthenticationStateProvider(
    ILoggerFactory loggers, UserSessions sessions, CircuitActivity activity, IOptions<AccountOptions> options)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger<CircuitAuthenticationStateProvider>();

    protected override TimeSpan RevalidationInterval => options.Value.RevalidateEvery;

    /// <summary>Whether the page may stay signed in.</summary>
    internal async Task<bool> MayStayAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (activity.IsOver || user.FindFirstValue(SessionClaims.Id) is not { } sessionId)
        {
            return false;
        }

        try
        {
            // No request of an open page notes that its session is in use.
            if (activity.LastUse is { } usedAt)
            {
                await sessions.NoteUseAsync(sessionId, usedAt, cancellationToken);
            }

            return await sessions.FindOperatorAsync(sessionId, activity.LastUse is not null, cancellationToken) is not null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Thrown further, a database away for a second would sign everyone out at once. Nothing is given away: every act asks the
            // database itself, and this asks again.
            Log.CircuitNotRevalidated(_logger, LoggedFailure.Of(problem));
            return true;
        }
    }

    /// <summary>Reads the session again, and tells the page if it has ended or its user has changed.</summary>
    internal async Task RefreshAsync()
    {
        try
        {
            var user = (await GetAuthenticationStateAsync()).User;
            var current = user.FindFirstValue(SessionClaims.Id) is { } sessionId && !activity.IsOver
                ? await sessions.FindOperatorAsync(sessionId, activity.LastUse is not null, CancellationToken.None)
                : null;
            if (current is null)
            {
                Show(new ClaimsPrincipal(new ClaimsIdentity()));
            }
            else if (current.Role != user.FindFirstValue(ClaimTypes.Role) || current.DisplayName != user.GetDisplayName())
            {
                Show(With(user, current));
            }
        }
        catch (Exception problem)
        {
            // Every act asks the database itself, and the interval asks again.
            Log.CircuitNotRevalidated(_logger, LoggedFailure.Of(problem));
        }
    }

    protected override Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        MayStayAsync(authenticationState.User, cancellationToken);

    private static ClaimsPrincipal With(ClaimsPrincipal user, AdminOperator current)
    {
        var kept = user.Claims.Where(claim => claim.Type is not (ClaimTypes.Role or AdminClaims.DisplayName));
        return new ClaimsPrincipal(new ClaimsIdentity(
            [.. kept, new Claim(ClaimTypes.Role, current.Role), new Claim(AdminClaims.DisplayName, current.DisplayName)],
            user.Identity?.AuthenticationType));
    }

    private void Show(ClaimsPrincipal user) => SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
}
