using ApiKeys.Admin.Identity.SignIn;

namespace ApiKeys.Admin.Components.Account;

/// <summary>
/// Carries what was done over the redirect that follows a form, for the next page to say once. Not in the address: a link could then
/// claim what never happened, and a reload or the next form would say it again.
/// </summary>
internal static class DoneNotice
{
    private const string Cookie = "apikeys-done";

    private static readonly SchemeCookieManager Cookies = new();

    // Unsaid by then, its page was never loaded.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    public static void Leave(HttpContext context, string what)
    {
        var options = Options(context);
        options.MaxAge = Lifetime;
        Cookies.AppendResponseCookie(context, Cookie, what, options);
    }

    /// <summary>What was done, if this loads the page after it.</summary>
    public static string? Take(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || Cookies.GetRequestCookie(context, Cookie) is not { } what)
        {
            return null;
        }

        Cookies.DeleteCookie(context, Cookie, Options(context));
        return what;
    }

    private static CookieOptions Options(HttpContext context) => new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
    };
}
