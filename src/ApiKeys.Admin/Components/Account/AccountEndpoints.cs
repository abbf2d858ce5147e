using System.Security.Claims;
using ApiKeys.Admin.Identity.SignIn;
using Microsoft.AspNetCore.Antiforgery;

namespace ApiKeys.Admin.Components.Account;

internal static class AccountEndpoints
{
    /// <summary>What the account pages can't do themselves: only a request can take a cookie away.</summary>
    public static void MapAccount(this IEndpointRouteBuilder endpoints) => endpoints
        .MapPost("/account/sign-out", async (AdminSignInManager sessions, ClaimsPrincipal principal) =>
        {
            // A cookie is only taken from this browser: a copy of it, and pages open in other tabs, would live on. A new stamp ends them
            // all, at the price of the person's other devices.
            if (await sessions.UserManager.GetUserAsync(principal) is { } user)
            {
                await sessions.UserManager.UpdateSecurityStampAsync(user);
            }

            await sessions.SignOutAsync();
            return TypedResults.LocalRedirect("/sign-in");
        })
        .WithMetadata(new RequireAntiforgeryTokenAttribute());
}
