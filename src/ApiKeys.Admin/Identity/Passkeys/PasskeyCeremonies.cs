using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Identity.Passkeys;

/// <summary>Asks a browser for a passkey, and checks its answer with Identity's handler.</summary>
internal sealed class PasskeyCeremonies(IPasskeyHandler<AdminUser> handler, UserManager<AdminUser> users, PasskeyState state, ILogger<PasskeyCeremonies> logger)
{
    // More than any credential has; the handler parses it before it checks anything.
    private const int CredentialMaxLength = 16 * 1024;

    /// <summary>Options for <c>navigator.credentials.create()</c>.</summary>
    public async Task<string> BeginRegistrationAsync(AdminUser user, HttpContext context)
    {
        var entity = new PasskeyUserEntity { Id = user.Id, Name = user.Email ?? "", DisplayName = user.DisplayName };
        var options = await handler.MakeCreationOptionsAsync(entity, context);
        state.Write(context, PasskeyState.Registration, options.AttestationState);
        return options.CreationOptionsJson;
    }

    /// <summary>The new passkey of a user; null when the answer is none that was asked for.</summary>
    public async Task<UserPasskeyInfo?> FinishRegistrationAsync(AdminUser user, string credential, HttpContext context)
    {
        if (state.Take(context, PasskeyState.Registration) is not { } asked || credential.Length is 0 or > CredentialMaxLength)
        {
            return null;
        }

        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = asked });
        if (result.Succeeded && result.UserEntity.Id == user.Id)
        {
            return result.Passkey;
        }

        Log.PasskeyRefused(logger, result.Failure?.Message ?? "It was asked of another user.");
        return null;
    }

    /// <summary>Options for <c>navigator.credentials.get()</c>.</summary>
    /// <param name="user">Whose passkey it has to be; null for anyone's.</param>
    /// <param name="context">The request.</param>
    public async Task<string> BeginAsync(AdminUser? user, HttpContext context)
    {
        var options = await handler.MakeRequestOptionsAsync(user!, context);
        state.Write(context, PasskeyState.Sign, options.AssertionState);
        return options.RequestOptionsJson;
    }

    /// <summary>Whose passkey answered; null when none did that is known here.</summary>
    public async Task<AdminUser?> FinishAsync(string credential, HttpContext context)
    {
        if (state.Take(context, PasskeyState.Sign) is not { } asked || credential.Length is 0 or > CredentialMaxLength)
        {
            return null;
        }

        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = asked });
        if (!result.Succeeded)
        {
            Log.PasskeyRefused(logger, result.Failure.Message);
            return null;
        }

        await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }
}
