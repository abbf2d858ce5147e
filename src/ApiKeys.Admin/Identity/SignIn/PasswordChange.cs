using System.Security.Claims;
using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>Changes one's own password. Every other session and every password link of the person ends with it; this session goes on.</summary>
internal sealed class PasswordChange(
    UserManager<AdminUser> users,
    OwnAccount account,
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

        if (!await users.CheckPasswordAsync(user, current))
        {
            return new PasswordChangeResult.WrongCurrent();
        }

        foreach (var validator in users.PasswordValidators)
        {
            if (await validator.ValidateAsync(users, user, replacement) is { Succeeded: false } refused)
            {
                return new PasswordChangeResult.Refused([.. refused.Errors]);
            }
        }

        // Before the transaction, in which everyone would wait for it.
        var hash = users.PasswordHasher.HashPassword(user, replacement);
        if (!await account.ChangeAsync(user, Change(hash), cancellationToken))
        {
            return new PasswordChangeResult.ChangedMeanwhile();
        }

        await AfterCommit.TryAsync(() => throttle.ForgetAsync(counters, cancellationToken), logger);
        var before = context.User.FindFirstValue(SessionClaims.Id) is { } sessionId ? await sessions.ProofAsync(sessionId, CancellationToken.None) : null;
        await renewal.RenewAsync(user, new SessionProof(timeProvider.GetUtcNow(), before?.SecondFactorAt), context);
        return new PasswordChangeResult.Changed();
    }

    private static OwnChange Change(string hash) => new(ApiKeyAction.PasswordChanged, async change =>
    {
        change.User.PasswordHash = hash;
        await change.Database.PasswordLinks.Where(row => row.UserId == change.User.Id).ExecuteDeleteAsync(change.CancellationToken);
        return true;
    })
    {
        EndsSessions = true,
    };
}

internal abstract record PasswordChangeResult
{
    private PasswordChangeResult()
    {
    }

    internal sealed record Changed : PasswordChangeResult;

    internal sealed record WrongCurrent : PasswordChangeResult;

    internal sealed record TooManyTries(TimeSpan Wait) : PasswordChangeResult;

    internal sealed record ChangedMeanwhile : PasswordChangeResult;

    internal sealed record Refused(IReadOnlyList<IdentityError> Errors) : PasswordChangeResult;
}
