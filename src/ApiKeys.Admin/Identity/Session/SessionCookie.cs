using ApiKeys.Admin.Identity.SignIn;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>Where a program's session is kept: out of reach of scripts, and over https named <c>__Host-…</c>, as the dashboard's is.</summary>
internal static class SessionCookie
{
    public const string Name = "apikeys-api-session";

    private static readonly SchemeCookieManager Cookies = new();

    public static string? Read(HttpContext context) => Cookies.GetRequestCookie(context, Name);

    public static void Write(HttpContext context, string token, UserSession session)
    {
        var options = Options(context);
        options.Expires = session.EndsAt;
        Cookies.AppendResponseCookie(context, Name, token, options);
    }

    public static void Delete(HttpContext context) => Cookies.DeleteCookie(context, Name, Options(context));

    // Secure whenever the request is: over plain http, on one's own machine, a browser would not send it back.
    private static CookieOptions Options(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
}
