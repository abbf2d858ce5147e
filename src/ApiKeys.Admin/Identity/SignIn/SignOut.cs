using System.Security.Claims;
using System.Security.Cryptography;
using ApiKeys.Admin.Identity.Circuits;
using ApiKeys.Admin.Identity.Session;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>Ends the session of this browser, or every session of its user.</summary>
internal sealed class SignOut(
    DashboardSession session, UserSessions sessions, OpenPages pages, IDbContextFactory<AdminDbContext> contexts, ILogger<SignOut> logger)
{
    /// <summary>Ends this session. A copy of its cookie is refused, and its open pages close.</summary>
    public async Task EndAsync(ClaimsPrincipal principal)
    {
        await session.EndAsync();
        Log.SignedOut(logger, principal.FindFirstValue(ClaimTypes.NameIdentifier));
    }

    /// <summary>Ends another session of the same user.</summary>
    public async Task EndAsync(ClaimsPrincipal principal, string sessionId)
    {
        if (principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId)
        {
            await sessions.EndAsync(sessionId, userId);
            await pages.RefreshAsync(userId);
            Log.SignedOut(logger, userId);
        }
    }

    /// <summary>Ends every session of the same user but this one.</summary>
    public async Task EndOthersAsync(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId && principal.FindFirstValue(SessionClaims.Id) is { } sessionId)
        {
            await sessions.EndOthersAsync(userId, sessionId);
            await pages.RefreshAsync(userId);
            Log.SignedOutElsewhere(logger, userId);
        }
    }

    /// <summary>Ends the sessions of every browser and program.</summary>
    public async Task EndAllAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId)
        {
            // The stamp first: it also ends a session that begins between the two.
            await RenewStampAsync(userId, cancellationToken);
            await sessions.EndAllAsync(userId);
            await pages.RefreshAsync(userId);
            Log.SignedOutEverywhere(logger, userId);
        }

        await session.EndAsync();
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
