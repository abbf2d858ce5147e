using ApiKeys.Admin.Identity.OpenId;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.Extensions.Options;

namespace ApiKeys.Admin.Identity.Passkeys;

/// <summary>Signs in with a passkey: without a password, or as the second step after one. It is two factors: the device, and what the device checks.</summary>
internal sealed class PasskeySignIn(
    PasskeyCeremonies ceremonies, OwnPasskeys passkeys, SecondStep secondStep, SignInCompletion completion, IOptions<OpenIdOptions> openId, ILogger<PasskeySignIn> logger)
{
    public async Task<string> BeginAsync(bool isSecondStep, HttpContext context) =>
        await ceremonies.BeginAsync(isSecondStep ? await secondStep.FindAsync(context) : null, context);

    public async Task<PasskeySignInResult> FinishAsync(string credential, bool trust, HttpContext context)
    {
        if (openId.Value.Only || await ceremonies.FinishAsync(credential, context) is not { } user)
        {
            return new PasskeySignInResult.Refused();
        }

        if (user.DeactivatedAt is not null)
        {
            SignIn.Log.SignInOfDeactivatedPersonRefused(logger, user.Id);
            return new PasskeySignInResult.Deactivated();
        }

        // A second step that another user began here is over too.
        var begun = await secondStep.FindAsync(context);
        await passkeys.NoteUseAsync(credential, user.Id, context.RequestAborted);
        await secondStep.EndAsync(context);
        await completion.CompleteAsync(user, hasSecondFactor: true, trust && begun?.Id == user.Id, context);
        return new PasskeySignInResult.SignedIn(user.Id);
    }
}

internal abstract record PasskeySignInResult
{
    private PasskeySignInResult()
    {
    }

    internal sealed record SignedIn(string UserId) : PasskeySignInResult;

    /// <summary>Said alike for every passkey that isn't known or doesn't fit.</summary>
    internal sealed record Refused : PasskeySignInResult;

    internal sealed record Deactivated : PasskeySignInResult;
}
