using System.Security.Claims;
using ApiKeys.Admin.Identity.Setup;
using ApiKeys.Admin.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ApiKeys.Admin.Identity.Session;

/// <summary>Reads the token of the dashboard's cookie with every request, so that a session that ended is refused by the next one.</summary>
internal sealed class DashboardCookieEvents(UserSessions sessions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var token = context.Principal?.FindFirstValue(DashboardSession.TokenClaim);

        // Never the principal of the cookie itself: whoever has the Data Protection keys can write that.
        context.RejectPrincipal();
        if (token is null || IsWithoutUser(context.HttpContext))
        {
            return;
        }

        if (await sessions.FindAsync(SessionKind.Dashboard, token, context.HttpContext.RequestAborted) is { } active)
        {
            context.ReplacePrincipal(active.ToPrincipal(context.Scheme.Name));
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) => base.RedirectToLogin(WithoutTokens(context));

    // Static files, health and error pages answer also while the database is away.
    private static bool IsWithoutUser(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<OpenBeforeSetupAttribute>() is not null;

    // A link that carries a token, in a search say, would leave it in the address of the sign-in page.
    private static RedirectContext<CookieAuthenticationOptions> WithoutTokens(RedirectContext<CookieAuthenticationOptions> context)
    {
        var asked = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        if (PastedTokens.RedactAddress(asked) is var returnUrl && returnUrl != asked)
        {
            context.RedirectUri = context.Request.PathBase + context.Options.LoginPath
                + QueryString.Create(context.Options.ReturnUrlParameter, returnUrl);
        }

        return context;
    }
}
