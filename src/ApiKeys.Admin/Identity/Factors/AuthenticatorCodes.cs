using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace ApiKeys.Admin.Identity.Factors;

/// <summary>
/// Checks the codes of authenticator apps (RFC 6238). In place of Identity's own provider, which takes the same code again and again for minutes, and can't be given
/// a clock.
/// </summary>
internal sealed class AuthenticatorCodes(IDbContextFactory<AdminDbContext> contexts, TimeProvider timeProvider)
    : IUserTwoFactorTokenProvider<AdminUser>
{
    public const int Length = 6;

    // A code of the 30 seconds before and after too: clocks of phones go wrong, and typing takes a while.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    public async Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<AdminUser> manager, AdminUser user) =>
        !string.IsNullOrEmpty(await manager.GetAuthenticatorKeyAsync(user));

    // The app of the user makes them.
    public Task<string> GenerateAsync(string purpose, UserManager<AdminUser> manager, AdminUser user) => Task.FromResult("");

    /// <summary>Whether a code is right and wasn't used before. It is used then.</summary>
    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<AdminUser> manager, AdminUser user) =>
        await manager.GetAuthenticatorKeyAsync(user) is { Length: > 0 } key && FindStep(key, token) is { } step && await TakeAsync(user, step);

    /// <summary>The 30 seconds that a code is made for; null when it is wrong now.</summary>
    public long? FindStep(string key, string code) =>
        new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(timeProvider.GetUtcNow().UtcDateTime, code, out var step, Window) ? step : null;

    // In the database, where only one of two requests can be the first. The concurrency stamp goes with it, so that a change of the user that was read before
    // doesn't write the old value back.
    private async Task<bool> TakeAsync(AdminUser user, long step)
    {
        var stamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        await using var db = await contexts.CreateDbContextAsync();
        var taken = await db.Users.Where(row => row.Id == user.Id && row.LastCodeStep < step).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LastCodeStep, step).SetProperty(row => row.ConcurrencyStamp, stamp)) == 1;
        if (taken)
        {
            (user.LastCodeStep, user.ConcurrencyStamp) = (step, stamp);
        }

        return taken;
    }
}
