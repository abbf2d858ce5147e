using System.Security.Cryptography;
using System.Text;
using ApiKeys.Admin.Http;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>
/// Recognises browsers in which a user has signed in, by a cookie with 256 random bits (device cookies, as OWASP describes them): guesses that others send from the
/// same network, or from everywhere, don't use up the tries of such a browser.
/// </summary>
internal sealed class SignInDevices(IDbContextFactory<AdminDbContext> contexts, TimeProvider timeProvider)
{
    private const string CookieName = "apikeys-device";
    private const int TokenBytes = 32;
    private const int MaxPerUser = 100;

    /// <summary>How long a browser isn't asked for the second factor again, if its user wants that.</summary>
    public static readonly TimeSpan TrustLength = TimeSpan.FromDays(30);

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    private static readonly SchemeCookieManager Cookies = new();

    /// <summary>Finds the browser before the limits ask for it.</summary>
    public static async Task FindMiddlewareAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsPost(context.Request.Method)
            && context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == RateLimitPolicies.SignIn
            && await context.RequestServices.GetRequiredService<SignInDevices>().FindAsync(context) is { } device)
        {
            context.Features.Set(device);
        }

        await next(context);
    }

    /// <summary>Remembers the browser in which a user has just signed in.</summary>
    /// <param name="context">Its request.</param>
    /// <param name="userId">The user.</param>
    /// <param name="trust">Whether their password is enough in it from now on.</param>
    public async Task RememberAsync(HttpContext context, string userId, bool trust = false)
    {
        var now = timeProvider.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        if (context.Features.Get<KnownDevice>() is { } known && known.UserId == userId)
        {
            await db.SignInDevices.Where(row => row.Digest == known.Digest).ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.LastSignInAt, now)
                    .SetProperty(row => row.TrustedUntil, row => trust ? now + TrustLength : row.TrustedUntil),
                context.RequestAborted);
            Write(context, Cookies.GetRequestCookie(context, CookieName)!);
            return;
        }

        await DeleteSurplusAsync(db, userId, now, context.RequestAborted);
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(TokenBytes));
        var device = SessionDevice.Of(context);
        db.SignInDevices.Add(new SignInDevice
        {
            Digest = Digest(token),
            UserId = userId,
            LastSignInAt = now,
            FirstSignInAt = now,
            UserAgent = device.UserAgent,
            Address = device.Address,
            TrustedUntil = trust ? now + TrustLength : null,
        });
        await db.SaveChangesAsync(context.RequestAborted);
        Write(context, token);
    }

    /// <summary>Forgets the other browsers of a user: someone who knew the old password may have signed in there.</summary>
    public async Task ForgetOthersAsync(HttpContext context, string userId)
    {
        var current = Digest(Cookies.GetRequestCookie(context, CookieName) ?? "");
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        await db.SignInDevices.Where(row => row.UserId == userId && row.Digest != current).ExecuteDeleteAsync(context.RequestAborted);
    }

    /// <summary>
    /// Browsers in which the user has signed in since they first did in this one, and that they weren't told of yet. None when this browser isn't theirs: who is new
    /// here doesn't answer for the others.
    /// </summary>
    public async Task<IReadOnlyList<SignInDevice>> FindNewAsync(HttpContext context, string userId)
    {
        var current = Digest(Cookies.GetRequestCookie(context, CookieName) ?? "");
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        return await db.SignInDevices.AsNoTracking()
            .Where(row => row.UserId == userId && row.ToldAt == null && row.Digest != current
                && db.SignInDevices.Any(own => own.Digest == current && own.UserId == userId && own.FirstSignInAt < row.FirstSignInAt))
            .OrderByDescending(row => row.FirstSignInAt)
            .ToListAsync(context.RequestAborted);
    }

    /// <summary>The user has seen the browsers that were new until then.</summary>
    public async Task TellAsync(HttpContext context, string userId, DateTimeOffset until)
    {
        var now = timeProvider.GetUtcNow();
        var seen = (await FindNewAsync(context, userId)).Where(row => row.FirstSignInAt <= until).Select(row => row.Digest).ToList();
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        await db.SignInDevices.Where(row => seen.Contains(row.Digest)).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.ToldAt, now), context.RequestAborted);
    }

    private async Task<KnownDevice?> FindAsync(HttpContext context)
    {
        if (Cookies.GetRequestCookie(context, CookieName) is not { Length: 2 * TokenBytes } token)
        {
            return null;
        }

        var digest = Digest(token);
        var now = timeProvider.GetUtcNow();
        var oldest = now - Lifetime;
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        return await db.SignInDevices
            .Where(row => row.Digest == digest && row.LastSignInAt > oldest)
            .Join(db.Users, row => row.UserId, user => user.Id, (row, user) => new KnownDevice(
                row.Digest, user.Id, user.NormalizedEmail ?? "", row.TrustedUntil > now))
            .SingleOrDefaultAsync(context.RequestAborted);
    }

    private static async Task DeleteSurplusAsync(AdminDbContext db, string userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var oldest = now - Lifetime;
        await db.SignInDevices.Where(row => row.LastSignInAt <= oldest).ExecuteDeleteAsync(cancellationToken);
        var surplus = await db.SignInDevices
            .Where(row => row.UserId == userId)
            .OrderByDescending(row => row.LastSignInAt)
            .Skip(MaxPerUser - 1)
            .Select(row => row.Digest)
            .ToListAsync(cancellationToken);
        if (surplus.Count > 0)
        {
            await db.SignInDevices.Where(row => surplus.Contains(row.Digest)).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private static void Write(HttpContext context, string token) => Cookies.AppendResponseCookie(context, CookieName, token, new CookieOptions
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = Lifetime,
        Path = "/",
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
    });

    private static string Digest(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
