using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>Ends every session of a person.</summary>
/// <remarks>
/// A cookie is only taken from this browser: a copy of it, and pages open in other tabs, would live on. A new stamp ends them all, at the
/// price of the person's other devices.
/// </remarks>
internal sealed class SignOut(AdminSignInManager sessions, IDbContextFactory<AdminDbContext> contexts, ILogger<SignOut> logger)
{
    public async Task EndAllAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (sessions.UserManager.GetUserId(principal) is { } userId)
        {
            await RenewStampAsync(userId, cancellationToken);
            Log.SignedOut(logger, userId);
        }

        await sessions.SignOutAsync();
    }

    // Identity's own way reads the person first and fails when someone changes them meanwhile; signing out must not. The other stamp
    // makes such a change fail instead of writing the old stamp back.
    private async Task RenewStampAsync(string userId, CancellationToken cancellationToken)
    {
        var security = NewStamp();
        var concurrency = NewStamp();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, security).SetProperty(user => user.ConcurrencyStamp, concurrency),
            cancellationToken);
    }

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}
