using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Passkeys;

/// <summary>The passkeys of a user: adds, lists, removes.</summary>
internal sealed class OwnPasskeys(
    OwnAccount account,
    IDbContextFactory<AdminDbContext> contexts,
    PasskeyCeremonies ceremonies,
    SecondFactors factors,
    SessionRenewal renewal,
    TimeProvider timeProvider)
{
    public const int MaxPerUser = 20;

    public async Task<IReadOnlyList<UserPasskey>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Passkeys.AsNoTracking().Where(row => row.UserId == userId).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Adds the passkey that a browser has made. With the first factor the user's other sessions end: they were begun without one.</summary>
    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> AddAsync(AdminUser user, string credential, string name, HttpContext context)
    {
        if (await ceremonies.FinishRegistrationAsync(user, credential, context) is not { } passkey)
        {
            return "The passkey could not be checked. Nothing was changed. Try again.";
        }

        if ((await ListAsync(user.Id, context.RequestAborted)).Count >= MaxPerUser)
        {
            return $"You have {MaxPerUser} passkeys. Nothing was changed. Remove one first.";
        }

        passkey.Name = name;
        var isFirst = !user.TwoFactorEnabled;
        var change = new OwnChange(ApiKeyAction.PasskeyAdded, async change =>
        {
            await change.Store.AddOrUpdatePasskeyAsync(change.User, passkey, change.CancellationToken);
            change.User.TwoFactorEnabled = true;
            change.Facts[EventFacts.Passkey] = name;
            return true;
        })
        {
            EndsSessions = isFirst,
        };
        if (!await account.ChangeAsync(user, change, context.RequestAborted))
        {
            return "Someone changed this account meanwhile. Nothing was changed. Load the page again.";
        }

        if (isFirst)
        {
            var now = timeProvider.GetUtcNow();
            await renewal.RenewAsync(user, new SessionProof(now, now), context);
        }

        return null;
    }

    /// <returns>Whether it was there and is gone.</returns>
    public async Task<bool> RemoveAsync(AdminUser user, string id, SessionProof proof, HttpContext context)
    {
        if ((await ListAsync(user.Id, context.RequestAborted)).FirstOrDefault(row => row.Id == id) is not { } passkey
            || await factors.FindAsync(user, context.RequestAborted) is not { } state)
        {
            return false;
        }

        var left = state with { Passkeys = state.Passkeys - 1 };
        var change = new OwnChange(ApiKeyAction.PasskeyRemoved, async change =>
        {
            await change.Store.RemovePasskeyAsync(change.User, passkey.CredentialId, change.CancellationToken);
            await SecondFactors.SettleAsync(change, left);
            change.Facts[EventFacts.Passkey] = passkey.Name;
            return true;
        })
        {
            EndsSessions = true,
        };
        if (!await factors.MayHaveAsync(user, left) || !await account.ChangeAsync(user, change, context.RequestAborted))
        {
            return false;
        }

        await renewal.RenewAsync(user, proof, context);
        return true;
    }

    /// <summary>Notes that one of a user's passkeys was used.</summary>
    public async Task NoteUseAsync(string credential, string userId, CancellationToken cancellationToken)
    {
        var id = CredentialId(credential);
        var now = timeProvider.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Passkeys.Where(row => row.UserId == userId && row.CredentialId == id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LastUsedAt, now), cancellationToken);
    }

    // Of an answer that was checked.
    private static byte[] CredentialId(string credential)
    {
        using var json = System.Text.Json.JsonDocument.Parse(credential);
        return System.Buffers.Text.Base64Url.DecodeFromChars(json.RootElement.GetProperty("id").GetString());
    }
}
