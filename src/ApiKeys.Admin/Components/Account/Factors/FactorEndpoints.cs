using System.Security.Claims;
using ApiKeys.Admin.Components.Account.Pages;
using ApiKeys.Admin.Identity;
using ApiKeys.Admin.Identity.Factors;
using ApiKeys.Admin.Identity.Session;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace ApiKeys.Admin.Components.Account.Factors;

/// <summary>What buttons of the account page do that need no form of their own.</summary>
internal static class FactorEndpoints
{
    public static void MapFactors(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/account/authenticator/turn-off", TurnOffAsync);

    private static async Task TurnOffAsync(
        HttpContext context, IAntiforgery antiforgery, UserManager<AdminUser> users, SecondFactors factors, UserSessions sessions)
    {
        await AccountEndpoints.PostAsync(context, antiforgery, async _ =>
        {
            if (await users.GetUserAsync(context.User) is { } user
                && await sessions.ProofAsync(context.User.FindFirstValue(SessionClaims.Id)!, context.RequestAborted) is { } proof
                && await factors.TurnAuthenticatorOffAsync(user, proof, context))
            {
                DoneNotice.Leave(context, AccountPage.AuthenticatorTurnedOff);
            }

            return "/account";
        });
    }
}
