using System.Globalization;
using System.Security.Claims;
using ApiKeys.Admin.Components.Account.Pages;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace ApiKeys.Admin.Components.Account.Sessions;

/// <summary>What the buttons beside sessions and new devices do.</summary>
internal static class SessionEndpoints
{
    public static void MapAccountSessions(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/account/sessions/end", (HttpContext context, IAntiforgery antiforgery, SignOut signOut) =>
            AccountEndpoints.PostAsync(context, antiforgery, async form =>
            {
                await signOut.EndAsync(context.User, form["id"].ToString());
                DoneNotice.Leave(context, AccountPage.SessionEnded);
                return "/account";
            }));
        endpoints.MapPost("/account/sessions/end-others", (HttpContext context, IAntiforgery antiforgery, SignOut signOut) =>
            AccountEndpoints.PostAsync(context, antiforgery, async _ =>
            {
                await signOut.EndOthersAsync(context.User);
                DoneNotice.Leave(context, AccountPage.OtherSessionsEnded);
                return "/account";
            }));
        endpoints.MapPost("/account/new-devices/told", (HttpContext context, IAntiforgery antiforgery, SignInDevices devices) =>
            AccountEndpoints.PostAsync(context, antiforgery, async form =>
            {
                var userId = context.User.FindFirstValue(ClaimTypes.NameIdentifier)!;
                if (long.TryParse(form["until"], CultureInfo.InvariantCulture, out var until) && until is >= 0 and < 253402300800000)
                {
                    await devices.TellAsync(context, userId, DateTimeOffset.FromUnixTimeMilliseconds(until));
                }

                return LocalUrl.OrHome(form["returnUrl"]);
            }));
    }
}
