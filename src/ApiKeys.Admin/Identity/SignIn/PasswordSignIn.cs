using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.SignIn;

internal sealed class PasswordSignIn(
    UserManager<AdminUser> users,
    SignInCompletion completion,
    SecondStep secondStep,
    SecondFactorCodes codes,
    SignInThrottle throttle,
    DecoyPassword decoy,
    IOptions<OpenIdOptions> openId,
    ILogger<PasswordSignIn> logger)
{
    /// <summary>Begins a session in the browser that asked, or the second step.</summary>
    public async Task<PasswordSignInResult> SignInAsync(string email, string password, HttpContext context)
    {
        var result = await CheckAsync(email, password, context);
        switch (result)
        {
            case PasswordSignInResult.SignedIn { User: var user }:
                await completion.CompleteAsync(user, hasSecondFactor: false, trust: false, context);
                break;
            case PasswordSignInResult.SecondFactorNeeded { User: var user } when IsTrusted(user, context):
                await completion.CompleteAsync(user, hasSecondFactor: true, trust: false, context);
                return new PasswordSignInResult.SignedIn(user);
            case PasswordSignInResult.SecondFactorNeeded { User: var user }:
                await secondStep.BeginAsync(user, context);
                break;
        }

        return result;
    }

    /// <summary>Begins a session for someone who needs no password any more: the first owner, just set up.</summary>
    public Task SignInAsync(AdminUser user, HttpContext context) => completion.CompleteAsync(user, hasSecondFactor: false, trust: false, context);

    /// <summary>Says who a program's user is, by password and, if they have a second factor, by a code in the same request.</summary>
    public async Task<(PasswordSignInResult Result, SessionProof? Proof)> CheckAsync(string email, string password, string code, HttpContext context)
    {
        var result = await CheckAsync(email, password, context);
        if (result is PasswordSignInResult.SecondFactorNeeded { User: var user } && code.Length > 0)
        {
            result = await codes.CheckAsync(user, code, context) switch
            {
                CodeResult.Fits => new PasswordSignInResult.SignedIn(user),
                CodeResult.TooManyTries { Wait: var wait } => new PasswordSignInResult.TooManyTries(wait),
                _ => new PasswordSignInResult.WrongCode(),
            };
        }

        return (result, result is PasswordSignInResult.SignedIn signedIn
            ? await completion.NoteAsync(signedIn.User, hasSecondFactor: signedIn.User.TwoFactorEnabled)
            : null);
    }

    private async Task<PasswordSignInResult> CheckAsync(string email, string password, HttpContext context)
    {
        if (openId.Value.Only)
        {
            return new PasswordSignInResult.Off();
        }

        var cancellationToken = context.RequestAborted;
        var counters = throttle.ForSignIn(email, context);
        var attempt = await throttle.TakeAsync(counters, cancellationToken);
        if (!attempt.Allowed)
        {
            Log.SignInThrottled(logger);
            return new PasswordSignInResult.TooManyTries(attempt.Wait);
        }

        var user = await users.FindByEmailAsync(email);
        if (!await PasswordFitsAsync(user, password) || user is null)
        {
            Log.SignInRefused(logger);
            return attempt.IsLast ? new PasswordSignInResult.TooManyTries(attempt.Wait) : new PasswordSignInResult.Wrong();
        }

        await throttle.ForgetAsync(counters, cancellationToken);
        if (user.DeactivatedAt is not null)
        {
            Log.SignInOfDeactivatedPersonRefused(logger, user.Id);
            return new PasswordSignInResult.Deactivated();
        }

        return user.TwoFactorEnabled ? new PasswordSignInResult.SecondFactorNeeded(user) : new PasswordSignInResult.SignedIn(user);
    }

    private static bool IsTrusted(AdminUser user, HttpContext context) =>
        context.Features.Get<KnownDevice>() is { IsTrusted: true } device && device.UserId == user.Id;

    private async Task<bool> PasswordFitsAsync(AdminUser? user, string password)
    {
        if (user is not null)
        {
            return await users.CheckPasswordAsync(user, password);
        }

        // An unknown address must take as long as a known one, or the clock tells who has an account.
        decoy.Verify(password);
        return false;
    }
}
