using System.Security.Claims;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>Changes one's own password. Every other session of the person ends with it; this one goes on.</summary>
internal sealed class PasswordChange(
    UserManager<AdminUser> users,
    UserSessions sessions,
    SessionRenewal renewal,
    SignInThrottle throttle,
    TimeProvider timeProvider,
    ILogger<PasswordChange> logger)
{
    public async Task<PasswordChangeResult> ChangeAsync(
        AdminUser user, string current, string replacement, HttpContext context)
    {
        var cancellationToken = context.RequestAborted;

        // Counted too: whoever finds an open session must not guess the password here. Apart from sign-ins, or strangers who guess
        // there would keep the owner from changing it.
        var counters = throttle.ForPasswordChange(user);
        var attempt = await throttle.TakeAsync(counters, cancellationToken);
        if (!attempt.Allowed)
        {
            return new PasswordChangeResult.TooManyTries(attempt.Wait);
        }

        var result = await users.ChangePasswordAsync(user, current, replacement);
        if (!result.Succeeded)
        {
            var isWrong = result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch));
            return isWrong ? new PasswordChangeResult.WrongCurrent() : new PasswordChangeResult.Refused([.. result.Errors]);
        }

        await AfterCommit.TryAsync(() => throttle.ForgetAsync(counters, cancellationToken), logger);

        var before = context.User.FindFirstValue(SessionClaims.Id) is { } sessionId ? await sessions.ProofAsync(sessionId, CancellationToken.None) : null;
        await renewal.RenewAsync(user, new SessionProof(timeProvider.GetUtcNow(), before?.SecondFactorAt), context);
        Log.PasswordChanged(logger, user.Id);
        return new PasswordChangeResult.Changed();
    }
}

internal abstract record PasswordChangeResult
{
    private PasswordChangeResult()
    {
    }

    internal sealed record Changed : PasswordChangeResult;

    internal sealed record WrongCurrent : PasswordChangeResult;

    internal sealed record TooManyTries(TimeSpan Wait) : PasswordChangeResult;

    internal sealed record Refused(IReadOnlyList<IdentityError> Errors) : PasswordChangeResult;
}
