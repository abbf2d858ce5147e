using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Factors;

/// <summary>What a user has as a second factor, and what takes one away.</summary>
internal sealed class SecondFactors(
    UserManager<AdminUser> users, IDbContextFactory<AdminDbContext> contexts, SessionRenewal renewal, SecondFactorPolicy policy, ILogger<SecondFactors> logger)
{
    public async Task<SecondFactorState> FindAsync(AdminUser user, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new SecondFactorState(
            !string.IsNullOrEmpty(await users.GetAuthenticatorKeyAsync(user)),
            await db.Passkeys.CountAsync(row => row.UserId == user.Id, cancellationToken),
            user.TwoFactorEnabled ? await users.CountRecoveryCodesAsync(user) : 0);
    }

    /// <summary>Whether a user may do without what would be left.</summary>
    public async Task<bool> MayHaveAsync(AdminUser user, SecondFactorState left) => left.HasAny || !await policy.IsRequiredAsync(user);

    /// <returns>Whether it was done; not if the user needs it, or someone changed the user meanwhile.</returns>
    public async Task<bool> TurnAuthenticatorOffAsync(AdminUser user, SessionProof proof, HttpContext context)
    {
        var state = await FindAsync(user, context.RequestAborted);
        if (!await MayHaveAsync(user, state with { HasAuthenticator = false }) || !(await users.RemoveAuthenticationTokenAsync(user, AdminUserStore.Provider, AdminUserStore.AuthenticatorKey)).Succeeded
            || !(await SettleAsync(user, state with { HasAuthenticator = false })).Succeeded)
        {
            return false;
        }

        await renewal.RenewAsync(user, proof, context);
        Log.AuthenticatorTurnedOff(logger, user.Id);
        return true;
    }

    /// <summary>Ends the recovery codes and makes new ones; null if someone changed the user meanwhile.</summary>
    public async Task<IReadOnlyList<string>?> RenewRecoveryCodesAsync(AdminUser user)
    {
        if (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCode.Count) is not { } codes)
        {
            return null;
        }

        Log.RecoveryCodesRenewed(logger, user.Id);
        return [.. codes];
    }

    /// <summary>After a factor was removed: without any, none is asked for, and the recovery codes end. The user's sessions end in each case.</summary>
    internal async Task<IdentityResult> SettleAsync(AdminUser user, SecondFactorState left)
    {
        if (!left.HasAny)
        {
            await users.RemoveAuthenticationTokenAsync(user, AdminUserStore.Provider, AdminUserStore.RecoveryCodes);
        }

        return await users.SetTwoFactorEnabledAsync(user, left.HasAny);
    }
}

/// <param name="HasAuthenticator">Whether an authenticator app is set up.</param>
/// <param name="Passkeys">How many passkeys there are.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
public sealed record SecondFactorState(bool HasAuthenticator, int Passkeys, int RecoveryCodes)
{
    public bool HasAny => HasAuthenticator || Passkeys > 0;
}
