using System.Security.Claims;
using System.Security.Cryptography;
using ApiKeys.Admin.Identity.OwnChanges;
using ApiKeys.Admin.Identity.Session;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>Ends the session of this browser, or other sessions of its user. To end sessions elsewhere is an audit event.</summary>
internal sealed class SignOut(DashboardSession session, OwnAccount account, ILogger<SignOut> logger)
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
            await account.ChangeAsync(userId, Ending(rows => rows.Where(row => row.Id == sessionId)));
        }
    }

    /// <summary>Ends every session of the same user but this one.</summary>
    public async Task EndOthersAsync(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId && principal.FindFirstValue(SessionClaims.Id) is { } sessionId)
        {
            await account.ChangeAsync(userId, Ending(rows => rows.Where(row => row.Id != sessionId)));
        }
    }

    /// <summary>Ends the sessions of every browser and program.</summary>
    public async Task EndAllAsync(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId)
        {
            var ending = Ending(rows => rows);
            await account.ChangeAsync(userId, ending with
            {
                ApplyAsync = async change =>
                {
                    // The stamp first: it also ends a session that begins between the two.
                    await RenewStampAsync(change);
                    return await ending.ApplyAsync(change);
                },
            });
        }

        await session.EndAsync();
    }

    // What has ended already, by time, is taken along and not counted.
    private static OwnChange Ending(Func<IQueryable<UserSession>, IQueryable<UserSession>> which) => new(ApiKeyAction.SessionsEnded, async change =>
    {
        var (userId, now) = (change.User.Id, change.Now);
        var sessions = which(change.Database.Sessions.Where(row => row.UserId == userId));
        var open = await sessions.CountAsync(row => row.IdleEndsAt > now && row.Kind != SessionKind.SecondStep, change.CancellationToken);
        await sessions.ExecuteDeleteAsync(change.CancellationToken);
        change.Facts[EventFacts.Sessions] = open.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return open > 0;
    });

    // Identity's own way reads the person first and fails when someone changes them meanwhile; signing out must not. The other stamp
    // makes such a change fail instead of writing the old stamp back.
    private static Task<int> RenewStampAsync(OwnChangeContext change)
    {
        var (userId, security, concurrency) = (change.User.Id, NewStamp(), NewStamp());
        return change.Database.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(
            set => set.SetProperty(user => user.SecurityStamp, security).SetProperty(user => user.ConcurrencyStamp, concurrency),
            change.CancellationToken);
    }

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}
