using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Identity;
using IdentityTokenOptions = Microsoft.AspNetCore.Identity.TokenOptions;

namespace ApiKeys.Admin.Identity.Factors;

/// <summary>Checks a code that a user typed, of their authenticator app or of their recovery codes, under the limits of sign-ins.</summary>
internal sealed class SecondFactorCodes(UserManager<AdminUser> users, SignInThrottle throttle, ILogger<SecondFactorCodes> logger)
{
    public async Task<CodeResult> CheckAsync(AdminUser user, string typed, HttpContext context)
    {
        var counters = throttle.ForCode(user, context);
        var attempt = await throttle.TakeAsync(counters, context.RequestAborted);
        if (!attempt.Allowed)
        {
            Log.CodeThrottled(logger, user.Id);
            return new CodeResult.TooManyTries(attempt.Wait);
        }

        if (!await FitsAsync(user, typed))
        {
            Log.CodeRefused(logger, user.Id);
            return attempt.IsLast ? new CodeResult.TooManyTries(attempt.Wait) : new CodeResult.Wrong();
        }

        await throttle.ForgetAsync(counters, context.RequestAborted);
        return new CodeResult.Fits(user.Id);
    }

    private async Task<bool> FitsAsync(AdminUser user, string typed)
    {
        var digits = string.Concat(typed.Where(character => !char.IsWhiteSpace(character)));
        if (digits.Length == AuthenticatorCodes.Length && digits.All(char.IsAsciiDigit))
        {
            return await users.VerifyTwoFactorTokenAsync(user, IdentityTokenOptions.DefaultAuthenticatorProvider, digits);
        }

        if (!RecoveryCode.IsShaped(typed) || !(await users.RedeemTwoFactorRecoveryCodeAsync(user, typed)).Succeeded)
        {
            return false;
        }

        Log.RecoveryCodeUsed(logger, user.Id);
        return true;
    }
}

internal abstract record CodeResult
{
    private CodeResult()
    {
    }

    internal sealed record Fits(string UserId) : CodeResult;

    /// <summary>Said alike for every code: never made, mistyped, too old, used before.</summary>
    internal sealed record Wrong : CodeResult;

    internal sealed record TooManyTries(TimeSpan Wait) : CodeResult;
}
