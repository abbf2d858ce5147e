using System.Security.Claims;
using ApiKeys.Admin.Components.Account.Pages;
using ApiKeys.Admin.Identity.OpenId;

namespace ApiKeys.Admin.Components.Account.OpenId;

/// <summary>The way to the single sign-on provider, and where its users go on.</summary>
internal static class OpenIdEndpoints
{
    // Links and no forms: what a form leads to must be of this origin (form-action).
    public static void MapOpenId(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/sign-in/openid", (HttpContext context, string? returnUrl, OpenIdChallenge challenge) =>
            challenge.SendAsync(context, LocalUrl.OrHome(returnUrl), isProof: false)).AllowAnonymous();
        endpoints.MapGet("/account/prove/openid", (HttpContext context, OpenIdChallenge challenge) =>
            challenge.SendAsync(context, "/account/prove/done", isProof: true));
        endpoints.MapGet("/account/continue", async (HttpContext context, string? returnUrl, AfterSignIn after) =>
            Results.LocalRedirect(await after.FindAsync(context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "", returnUrl, context)));
    }
}
