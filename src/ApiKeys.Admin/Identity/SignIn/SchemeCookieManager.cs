using Microsoft.AspNetCore.Authentication.Cookies;

namespace ApiKeys.Admin.Identity.SignIn;

/// <summary>
/// Names the session cookie <c>__Host-…</c> over https, so that no subdomain and no plain connection can plant one. Browsers refuse that
/// prefix over http, where the product must work too (localhost), so the name follows the request.
/// </summary>
internal sealed class SchemeCookieManager : ICookieManager
{
    private readonly ChunkingCookieManager _cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => _cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _cookies.DeleteCookie(context, Name(context, key), options);

    /// <summary>The name of a cookie for a request: with the prefix over https.</summary>
    public static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
