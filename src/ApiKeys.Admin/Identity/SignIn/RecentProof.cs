using System.Security.Claims;
using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using IdentityTokenOptions = Microsoft.AspNetCore.Identity.TokenOptions;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>
/// Whether a user has shown lately who they are (<see cref="AccountOptions.AskAgainAfter"/>), and how they show it again: so that a page that was left open, or a
/// stolen session, makes no keys.
/// </summary>
internal sealed class RecentProof(
    UserSessions sessions, IServiceScopeFactory scopes, IOptions<AccountOptions> options, TimeProvider timeProvider, ILogger<RecentProof> logger)
{
    public async Task<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        options.Value.AskAgainAfter == TimeSpan.Zero
        || (principal.FindFirstValue(SessionClaims.Id) is { } sessionId
            && await sessions.ProofAsync(sessionId, cancellationToken) is { } proof
            && timeProvider.GetUtcNow() - proof.At < options.Value.AskAgainAfter);

    /// <summary>Takes the user's password, or a code of their authenticator app.</summary>
    public async Task<CodeResult> GiveAsync(ClaimsPrincipal principal, string typed, CancellationToken cancellationToken)
    {
        if (principal.FindFirstValue(SessionClaims.Id) is not { } sessionId || principal.FindFirstValue(ClaimTypes.NameIdentifier) is not { } userId)
        {
            return new CodeResult.Wrong();
        }

        // An open page lives long: what its own scope has read of the user may be old.
        await using var scope = scopes.CreateAsyncScope();
        var throttle = scope.ServiceProvider.GetRequiredService<SignInThrottle>();
        var counters = throttle.ForProof(userId);
        var attempt = await throttle.TakeAsync(counters, cancellationToken);
        if (!attempt.Allowed)
        {
            return new CodeResult.TooManyTries(attempt.Wait);
        }

        var users = scope.ServiceProvider.GetRequiredService<UserManager<AdminUser>>();
        if (await users.FindByIdAsync(userId) is not { } user || !await FitsAsync(users, user, typed))
        {
            Log.ProofRefused(logger, userId);
            return attempt.IsLast ? new CodeResult.TooManyTries(attempt.Wait) : new CodeResult.Wrong();
        }

        await throttle.ForgetAsync(counters, cancellationToken);
        await sessions.ProveAsync(sessionId, cancellationToken);
        return new CodeResult.Fits(userId);
    }

    // No password is as short as a code.
    private static Task<bool> FitsAsync(UserManager<AdminUser> users, AdminUser user, string typed)
    {
        var code = string.Concat(typed.Where(character => !char.IsWhiteSpace(character)));
        return code.Length == AuthenticatorCodes.Length && code.All(char.IsAsciiDigit)
            ? users.VerifyTwoFactorTokenAsync(user, IdentityTokenOptions.DefaultAuthenticatorProvider, code)
            : users.CheckPasswordAsync(user, typed);
    }
}
