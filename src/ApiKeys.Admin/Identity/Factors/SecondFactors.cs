using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Factors;

/// <summary>What a user has as a second factor, and what takes one away.</summary>
internal sealed class SecondFactors(
    UserManager<AdminUser> users, OwnAccount account, IDbContextFactory<AdminDbContext> contexts, SessionRenewal renewal, SecondFactorRule rule)
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
    public async Task<bool> MayHaveAsync(AdminUser user, SecondFactorState left) => left.HasAny || !await IsRequiredOfAsync(user);

    private async Task<bool> IsRequiredOfAsync(AdminUser user)
    {
        foreach (var role in await users.GetRolesAsync(user))
        {
            if (await rule.IsRequiredOfAsync(role))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>Whether it was done; not if the user needs it, or someone changed the user meanwhile.</returns>
    public async Task<bool> TurnAuthenticatorOffAsync(AdminUser user, SessionProof proof, HttpContext context)
    {
        var left = await FindAsync(user, context.RequestAborted) with { HasAuthenticator = false };
        if (!await MayHaveAsync(user, left) || !await account.ChangeAsync(user, Change(left), context.RequestAborted))
        {
            return false;
        }

        await renewal.RenewAsync(user, proof, context);
        return true;

        static OwnChange Change(SecondFactorState left) => new(ApiKeyAction.AuthenticatorRemoved, async change =>
        {
            await change.Store.RemoveTokenAsync(change.User, AdminUserStore.Provider, AdminUserStore.AuthenticatorKey, change.CancellationToken);
            await SettleAsync(change, left);
            return true;
        })
        {
            EndsSessions = true,
        };
    }

    /// <summary>Ends the recovery codes and makes new ones; null if someone changed the user meanwhile.</summary>
    public async Task<IReadOnlyList<string>?> RenewRecoveryCodesAsync(AdminUser user, CancellationToken cancellationToken)
    {
        var codes = RecoveryCode.NewSet();
        var change = new OwnChange(ApiKeyAction.RecoveryCodesRenewed, async change =>
        {
            await change.Store.ReplaceCodesAsync(change.User, codes, change.CancellationToken);
            return true;
        });
        return await account.ChangeAsync(user, change, cancellationToken) ? codes : null;
    }

    /// <summary>After a factor was removed: without any, none is asked for, and the recovery codes end.</summary>
    internal static async Task SettleAsync(OwnChangeContext change, SecondFactorState left)
    {
        if (!left.HasAny)
        {
            await change.Store.RemoveTokenAsync(change.User, AdminUserStore.Provider, AdminUserStore.RecoveryCodes, change.CancellationToken);
        }

        change.User.TwoFactorEnabled = left.HasAny;
    }
}

/// <param name="HasAuthenticator">Whether an authenticator app is set up.</param>
/// <param name="Passkeys">How many passkeys there are.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
public sealed record SecondFactorState(bool HasAuthenticator, int Passkeys, int RecoveryCodes)
{
    public bool HasAny => HasAuthenticator || Passkeys > 0;
}
