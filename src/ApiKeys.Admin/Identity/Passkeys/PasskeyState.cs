using System.Globalization;
using System.Security.Cryptography;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.DataProtection;

namespace ApiKeys.Admin.Identity.Passkeys;

/// <summary>
/// What the server asked a browser for a passkey, until it answers: a sealed cookie, for one purpose and for a few minutes. It proves nothing by itself; the answer has
/// to be signed by the passkey.
/// </summary>
internal sealed class PasskeyState(IDataProtectionProvider protection, TimeProvider timeProvider)
{
    public const string Registration = "register";
    public const string Sign = "sign";

    private const string CookieName = "apikeys-passkey";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private static readonly SchemeCookieManager Cookies = new();

    private readonly IDataProtector _protector = protection.CreateProtector("ApiKeys.Admin.Passkeys");

    public void Write(HttpContext context, string purpose, string? state)
    {
        var end = (timeProvider.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var options = Options(context);
        options.MaxAge = Lifetime;
        Cookies.AppendResponseCookie(context, CookieName, _protector.Protect($"{purpose}|{end}|{state}"), options);
    }

    /// <summary>What was asked for, which can't be answered twice in this browser; null when nothing was, or too long ago.</summary>
    public string? Take(HttpContext context, string purpose)
    {
        if (Cookies.GetRequestCookie(context, CookieName) is not { Length: > 0 } sealedState)
        {
            return null;
        }

        Cookies.DeleteCookie(context, CookieName, Options(context));
        try
        {
            return _protector.Unprotect(sealedState).Split('|', 3) is [var about, var end, var state]
                && about == purpose
                && long.Parse(end, CultureInfo.InvariantCulture) > timeProvider.GetUtcNow().ToUnixTimeMilliseconds()
                ? state
                : null;
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
    };
}
