using System.Security.Cryptography;
using System.Text;
using ApiKeys.Admin.Http;
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
    public async Task RememberAsync(HttpContext context, string userId)
    {
        var now = timeProvider.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        if (context.Features.Get<KnownDevice>() is { } known && known.UserId == userId)
        {
            await db.SignInDevices.Where(row => row.Digest == known.Digest).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.LastSignInAt, now), context.RequestAborted);
            Write(context, Cookies.GetRequestCookie(context, CookieName)!);
            return;
        }

        await DeleteSurplusAsync(db, userId, now, context.RequestAborted);
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(TokenBytes));
        db.SignInDevices.Add(new SignInDevice { Digest = Digest(token), UserId = userId, LastSignInAt = now });
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

    private async Task<KnownDevice?> FindAsync(HttpContext context)
    {
        if (Cookies.GetRequestCookie(context, CookieName) is not { Length: 2 * TokenBytes } token)
        {
            return null;
        }

        var digest = Digest(token);
        var oldest = timeProvider.GetUtcNow() - Lifetime;
        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        return await db.SignInDevices
            .Where(row => row.Digest == digest && row.LastSignInAt > oldest)
            .Join(db.Users, row => row.UserId, user => user.Id, (row, user) => new KnownDevice(row.Digest, user.Id, user.NormalizedEmail ?? ""))
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
