using ApiKeys.Admin.Identity.Passkeys;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Factors;

/// <summary>Identity's store, but for recovery codes, of which it keeps digests only, and for passkeys, which have a table of our own.</summary>
internal sealed class AdminUserStore(AdminDbContext context, TimeProvider timeProvider, IdentityErrorDescriber? describer = null)
    : UserStore<AdminUser, IdentityRole, AdminDbContext>(context, describer)
{
    // Identity's own, under which it keeps what belongs to a factor.
    public const string Provider = "[AspNetUserStore]";
    public const string AuthenticatorKey = "AuthenticatorKey";
    public const string RecoveryCodes = "RecoveryCodes";

    private const char Separator = ';';

    public override Task ReplaceCodesAsync(AdminUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        WriteAsync(user, recoveryCodes.Select(code => RecoveryCode.Digest(user.Id, code)), cancellationToken);

    /// <summary>Takes a code out. Saved with the user, whose concurrency stamp lets only one of two requests have it.</summary>
    public override async Task<bool> RedeemCodeAsync(AdminUser user, string code, CancellationToken cancellationToken)
    {
        var digests = await ReadAsync(user, cancellationToken);
        if (!digests.Remove(RecoveryCode.Digest(user.Id, code)))
        {
            return false;
        }

        await WriteAsync(user, digests, cancellationToken);
        return true;
    }

    public override async Task AddOrUpdatePasskeyAsync(AdminUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(user.Id, passkey.CredentialId, cancellationToken) is { } row)
        {
            row.Update(passkey);
        }
        else
        {
            Context.Passkeys.Add(UserPasskey.Of(user.Id, passkey, timeProvider));
        }
    }

    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(AdminUser user, CancellationToken cancellationToken)
    {
        var rows = await Context.Passkeys.Where(row => row.UserId == user.Id).OrderBy(row => row.CreatedAt).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToPasskey())];
    }

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(AdminUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await FindRowAsync(user.Id, credentialId, cancellationToken))?.ToPasskey();

    public override Task<AdminUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Context.Passkeys
        .Where(row => row.CredentialId == credentialId)
        .Join(Context.Users, row => row.UserId, user => user.Id, (_, user) => user)
        .SingleOrDefaultAsync(cancellationToken);

    public override async Task RemovePasskeyAsync(AdminUser user, byte[] credentialId, CancellationToken cancellationToken)
    {
        if (await FindRowAsync(user.Id, credentialId, cancellationToken) is { } row)
        {
            Context.Passkeys.Remove(row);
        }
    }

    private Task<UserPasskey?> FindRowAsync(string userId, byte[] credentialId, CancellationToken cancellationToken) =>
        Context.Passkeys.SingleOrDefaultAsync(row => row.UserId == userId && row.CredentialId == credentialId, cancellationToken);

    private async Task<List<string>> ReadAsync(AdminUser user, CancellationToken cancellationToken) =>
        [.. (await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries)];

    private Task WriteAsync(AdminUser user, IEnumerable<string> digests, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, RecoveryCodes, string.Join(Separator, digests), cancellationToken);
}
