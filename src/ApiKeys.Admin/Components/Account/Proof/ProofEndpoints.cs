using System.Security.Claims;
using ApiKeys.Admin.Components.Account.Passkeys;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Passkeys;
using ApiKeys.Admin.Identity.Session;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Components.Account.Proof;

/// <summary>Takes a passkey from someone who is signed in, and keeps changes of how they sign in from those who haven't shown lately who they are.</summary>
internal static class ProofEndpoints
{
    public static void MapProof(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/account/prove/passkey/options", (HttpContext context, IAntiforgery antiforgery, UserManager<AdminUser> users, PasskeyCeremonies passkeys) =>
            PasskeyEndpoints.OptionsAsync(context, antiforgery, async _ => await passkeys.BeginAsync(await users.GetUserAsync(context.User), context)));
        endpoints.MapPost("/account/prove/passkey", (HttpContext context, IAntiforgery antiforgery, PasskeyCeremonies ceremonies, OwnPasskeys passkeys, UserSessions sessions) =>
            PasskeyEndpoints.AnswerAsync(context, antiforgery, form => ProveAsync(form, ceremonies, passkeys, sessions, context)));
    }

    /// <summary>Sends who hasn't shown lately who they are to the page that asks, and lets others through.</summary>
    /// <remarks>Only posts, and the pages that show something new: what is on the account page itself is no secret of the account.</remarks>
    public static async Task RequireProofMiddlewareAsync(HttpContext context, RequestDelegate next)
    {
        if (IsGuarded(context.Request) && context.User.Identity?.IsAuthenticated == true
            && !await context.RequestServices.GetRequiredService<RecentProof>().HoldsAsync(context.User, context.RequestAborted))
        {
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path.ToString() : "/account";
            var location = "/account/prove" + QueryString.Create("returnUrl", back);
            if (context.Request.Path.StartsWithSegments("/account/passkeys") && !context.Request.Path.StartsWithSegments("/account/passkeys/remove"))
            {
                // Asked for by a script, which follows what it is told.
                await context.Response.WriteAsJsonAsync(PasskeyAnswer.GoTo(location), context.RequestAborted);
                return;
            }

            context.Response.Redirect(location);
            return;
        }

        await next(context);
    }

    private static bool IsGuarded(HttpRequest request) =>
        request.Path.StartsWithSegments("/account/authenticator")
        || request.Path.StartsWithSegments("/account/recovery-codes")
        || request.Path.StartsWithSegments("/account/passkeys");

    private static async Task<PasskeyAnswer> ProveAsync(
        IFormCollection form, PasskeyCeremonies ceremonies, OwnPasskeys passkeys, UserSessions sessions, HttpContext context)
    {
        var credential = form["credential"].ToString();
        if (await ceremonies.FinishAsync(credential, context) is not { } user || user.Id != context.User.FindFirstValue(ClaimTypes.NameIdentifier))
        {
            return PasskeyAnswer.Wrong("This isn't one of your passkeys. Nothing was changed.");
        }

        await passkeys.NoteUseAsync(credential, user.Id, context.RequestAborted);
        await sessions.ProveAsync(context.User.FindFirstValue(SessionClaims.Id)!, context.RequestAborted);
        return PasskeyAnswer.GoTo(LocalUrl.OrHome(form["returnUrl"]));
    }
}
