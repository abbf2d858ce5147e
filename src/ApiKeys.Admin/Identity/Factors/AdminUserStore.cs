using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.Factors;

/// <summary>Identity's store, but for recovery codes, of which it keeps digests only.</summary>
internal sealed class AdminUserStore(AdminDbContext context, IdentityErrorDescriber? describer = null)
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

    private async Task<List<string>> ReadAsync(AdminUser user, CancellationToken cancellationToken) =>
        [.. (await GetTokenAsync(user, Provider, RecoveryCodes, cancellationToken) ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries)];

    private Task WriteAsync(AdminUser user, IEnumerable<string> digests, CancellationToken cancellationToken) =>
        SetTokenAsync(user, Provider, RecoveryCodes, string.Join(Separator, digests), cancellationToken);
}
