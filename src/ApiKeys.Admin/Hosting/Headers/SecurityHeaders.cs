using ApiKeys.Admin.Http;

namespace ApiKeys.Admin.Hosting.Headers;

internal static class SecurityHeaders
{
    /// <remarks>
    /// Scripts come from files of this origin and nowhere else: no inline script, so no import map either. Inline styles stay
    /// allowed because MudBlazor renders its theme as a style element and positions popovers with style attributes; an
    /// injected style could tell what an attribute holds, but has nowhere to send it: images, fonts and connections stay within this
    /// origin too. 'self' in connect-src covers the circuit's web socket.
    /// </remarks>
    private const string Scripts = "script-src 'self'";
    private const string ContentSecurityPolicy =
        "default-src 'self'; " + Scripts + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // clipboard-write is what the copy buttons need.
    private const string PermissionsPolicy =
        "clipboard-write=(self), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // When the response starts, not now: the exception handler clears headers that are already set.
        context.Response.OnStarting(static state => Set((HttpContext)state), context);
        return next(context);
    });

    private static Task Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ScriptNonce.Of(context) is { } nonce
            ? ContentSecurityPolicy.Replace(Scripts, $"{Scripts} 'nonce-{nonce}'", StringComparison.Ordinal)
            : ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = PermissionsPolicy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";

        // Where a redirect leads is said without the host, which is what the request said it was.
        var own = $"{context.Request.Scheme}://{context.Request.Host}/";
        if (headers.Location.ToString() is var location && location.StartsWith(own, StringComparison.OrdinalIgnoreCase))
        {
            headers.Location = location[(own.Length - 1)..];
        }

        // Static assets come with their own caching; whatever else is served may hold what only its reader may see.
        if (headers.CacheControl.Count == 0 || context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
        {
            headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }
}
